import type { Browser } from "playwright-core"
import { availabilityApi, type Variant } from "./browser/availability-api"
import { availabilityScreen } from "./browser/availability-screen"
import { chromiumPath, openBrowser, openPage, screens, signIn } from "./browser/chromium"
import { takePicture } from "./browser/screenshots"
import { openShop, type Shop } from "./support/shop"
import { waitUntil } from "./support/wait-until"

const program = chromiumPath()
if (!program)
  console.warn("SKIPPED: no Chromium, so nobody looked at the Admin pages. Install it, or set ANYSHELF_CHROMIUM.")

/** The journey of a merchant who wants to know why a number is what it is, in a real browser on the running store. */
;(program ? describe : describe.skip)("the Availability page", () => {
  let shop: Shop
  let browser: Browser
  let adminUrl: string
  let api: ReturnType<typeof availabilityApi>
  let signedIn: Awaited<ReturnType<typeof signIn>>
  let chosen: ReturnType<typeof choose>

  beforeAll(async () => {
    shop = await openShop()
    adminUrl = shop.urls.medusa
    api = availabilityApi(shop.medusa)
    chosen = choose(await api.search(""))
    browser = await openBrowser(program ?? "")
    signedIn = await signIn(browser, { url: adminUrl, email: shop.keys.adminEmail, password: shop.adminPassword })
  }, 600_000)

  afterAll(async () => {
    await browser?.close()
    await shop?.close()
  })

  async function openScreen(options: Parameters<typeof openPage>[1] = screens.desktop) {
    const opened = await openPage(browser, { ...options, storageState: signedIn })
    return { ...opened, screen: availabilityScreen(opened.page, adminUrl) }
  }

  it("finds a SKU and shows every location with its terms and why", async () => {
    const { screen, page, errors, close } = await openScreen()
    await screen.open()
    await screen.search(chosen.sku, chosen.name)
    await screen.expand(chosen.name)
    // Only seen when the admin was built with the plugin's styles: without them every row is a card.
    await page.getByRole("columnheader", { name: "Safety stock" }).waitFor()
    const told = await api.variant(chosen.sku)
    expect(await screen.total(chosen.name)).toBe(told.quantity)
    for (const location of told.locations) {
      const { on_hand, reserved, held, unrouted, safety_stock, available } = location.terms[0]!
      const shown = await screen.terms(location.location_name)
      expect(shown).toEqual({ onHand: on_hand, reserved, held, unrouted, safetyStock: safety_stock, available })
      expect(shown.available).toBe(Math.max(0, on_hand - reserved - held - unrouted - safety_stock))
      expect(await screen.why(location.location_name)).toBe(location.why)
    }
    await takePicture(page, "availability-desktop")
    expect(errors).toEqual([])
    await close()
  })

  it("changes a safety stock where it stands, and the promise with it", async () => {
    const { screen, page, close } = await openScreen()
    const before = await api.variant(chosen.sku)
    const { safety_stock, available } = before.locations.find(hasName(chosen.location))!.terms[0]!
    await page.goto(`${adminUrl}/app/availability?q=${encodeURIComponent(chosen.sku)}&open=${before.variant_id}`)
    await screen.safetyButton(chosen.location).waitFor()

    await screen.setSafetyStock(chosen.location, String(safety_stock + available))
    await page.getByText("Safety stock saved").waitFor()
    const after = await api.variant(chosen.sku)
    expect(after.locations_total).toBe(before.locations_total - available)
    expect(after.quantity).toBe(Math.max(0, after.locations_total - after.channel_buffer))
    expect(await screen.total(chosen.name)).toBe(after.quantity)
    expect(await screen.terms(chosen.location)).toMatchObject({ available: 0 })
    await takePicture(page, "availability-changed")

    await screen.setSafetyStock(chosen.location, String(safety_stock))
    const restored = async () => (await api.variant(chosen.sku)).quantity === before.quantity
    await waitUntil(restored, { withinMs: 10_000 })
    await close()
  })

  it("changes what a channel may show, and what a location serves", async () => {
    const { screen, page, errors, close } = await openScreen()
    const before = await api.variant(chosen.sku)
    await page.goto(`${adminUrl}/app/availability?q=${encodeURIComponent(chosen.sku)}&open=${before.variant_id}`)
    await screen.safetyButton(chosen.location).waitFor()
    await page.getByRole("button", { name: /^Change the rules of/ }).click()
    await page.getByRole("combobox", { name: "Show at most" }).click()
    await page.getByRole("option", { name: "A number" }).click()
    await page.getByLabel("Units", { exact: true }).fill("1")
    await takePicture(page, "availability-rules")
    await page.getByRole("button", { name: "Save" }).click()
    await page.getByText("Rules saved").waitFor()
    expect((await api.variant(chosen.sku)).quantity).toBe(Math.min(1, before.quantity ?? 0))
    await page.getByText("at most 1 here").waitFor()
    await page.getByRole("button", { name: /^Change the rules of/ }).click()
    await page.getByRole("button", { name: "Use default" }).click()
    const restored = async () => (await api.variant(chosen.sku)).quantity === before.quantity
    await waitUntil(restored, { withinMs: 10_000 })

    await page.getByRole("button", { name: /^Locations that serve/ }).click()
    const pickup = page.getByRole("switch", { name: `Pickup from ${chosen.location}` })
    await pickup.click()
    await waitUntil(async () => (await pickup.getAttribute("aria-checked")) === "false", { withinMs: 10_000 })
    await takePicture(page, "availability-services")
    await pickup.click()
    await waitUntil(async () => (await pickup.getAttribute("aria-checked")) === "true", { withinMs: 10_000 })
    expect(errors).toEqual([])
    await close()
  })

  it("refuses what is not a quantity before the server has to", async () => {
    const { screen, page, close } = await openScreen()
    await page.goto(`${adminUrl}/app/availability?q=${encodeURIComponent(chosen.sku)}&open=${chosen.id}`)
    await screen.safetyButton(chosen.location).waitFor()
    await screen.setSafetyStock(chosen.location, "a few")
    await page.getByText("Enter a whole number").waitFor()
    expect(await screen.safetyBox().getAttribute("aria-invalid")).toBe("true")
    await page.keyboard.press("Escape")
    await screen.safetyBox().waitFor({ state: "detached" })
    await close()
  })

  it("shows the promise on the variant's own page, and leads to why", async () => {
    const { screen, page, errors, close } = await openScreen()
    await page.goto(`${adminUrl}/app/products/${chosen.productId}/variants/${chosen.id}`)
    await page.getByRole("heading", { name: "Availability" }).waitFor()
    const { quantity, why } = await api.variant(chosen.sku)
    await page.getByText(why, { exact: true }).waitFor()
    expect(await page.locator("body").innerText()).toMatch(
      new RegExp(`${quantity?.toLocaleString("en")}\\s+can be promised`)
    )
    await takePicture(page, "variant-widget")

    await page.getByRole("link", { name: "See why" }).click()
    await page.getByRole("table", { name: "Locations" }).waitFor()
    expect(await screen.row(chosen.name).getAttribute("aria-expanded")).toBe("true")
    expect(errors).toEqual([])
    await close()
  })

  it("says what to do when nothing is found, and when the server cannot be reached", async () => {
    const { screen, page, close } = await openScreen()
    await screen.open()
    await page.getByRole("searchbox").fill("no such thing on any shelf")
    await page.getByRole("button", { name: "Clear the search" }).click()
    await screen.row(chosen.name).waitFor()

    await page.route("**/admin/anyshelf/availability?*", (route) => route.abort())
    await page.reload()
    await page.getByText("The server could not be reached").waitFor()
    await takePicture(page, "availability-unreachable")
    await page.unroute("**/admin/anyshelf/availability?*")
    await page.getByRole("button", { name: "Try again" }).click()
    await screen.row(chosen.name).waitFor()
    await close()
  })

  it.each([
    ["a phone", "phone", { ...screens.phone }],
    ["a phone in the dark", "phone-dark", { ...screens.phone, isDark: true }],
    ["a desk in the dark", "desktop-dark", { ...screens.desktop, isDark: true }],
  ])("can be read on %s", async (_, name, options) => {
    const { screen, page, errors, close } = await openScreen(options)
    await page.goto(`${adminUrl}/app/availability?q=${encodeURIComponent(chosen.sku)}&open=${chosen.id}`)
    await screen.safetyButton(chosen.location).waitFor()
    const overflow = await page.evaluate<number>("document.documentElement.scrollWidth - window.innerWidth")
    expect(overflow).toBeLessThanOrEqual(0)
    expect(await page.evaluate("document.documentElement.classList.contains('dark')")).toBe("isDark" in options)
    await takePicture(page, `availability-${name}`)
    expect(errors).toEqual([])
    await close()
  })
})

/** A plain variant that can be promised, and a location of it with something to withhold. */
function choose(variants: readonly Variant[]) {
  const isPlain = (each: Variant) =>
    each.locations.every(({ terms }) => terms.length === 1 && terms[0]?.required_quantity === 1)
  const isUnique = (each: Variant) => variants.filter((other) => nameOf(other) === nameOf(each)).length === 1
  const best = [...variants].sort((one, other) => (other.quantity ?? 0) - (one.quantity ?? 0))
  const variant = best.find((each) => each.sku && each.quantity && isPlain(each) && isUnique(each))
  const location = variant?.locations.find((each) => each.quantity > 0)
  if (!variant?.sku || !location)
    throw new Error("The seed has no variant with a SKU and stock: the page has nothing to show.")
  return {
    id: variant.variant_id,
    productId: variant.product_id,
    sku: variant.sku,
    name: nameOf(variant),
    location: location.location_name,
  }
}

/** As the page names it: a product's only variant goes by the product's name. */
function nameOf({ product_title, variant_title }: Variant): string {
  return /^default( title| variant)?$/i.test(variant_title) ? product_title : `${product_title}, ${variant_title}`
}

function hasName(name: string) {
  return (location: { location_name: string }) => location.location_name === name
}
