import type { Browser } from "playwright-core"
import { availabilityApi, type Variant } from "./browser/availability-api"
import { chromiumPath, openBrowser, openPage, screens, signIn } from "./browser/chromium"
import { historyScreen } from "./browser/history-screen"
import { takePicture } from "./browser/screenshots"
import { openShop, type Shop } from "./support/shop"

const program = chromiumPath()
if (!program)
  console.warn("SKIPPED: no Chromium, so nobody looked at the Admin pages. Install it, or set ANYSHELF_CHROMIUM.")

/** The journey of a merchant who asks where three units went, in a real browser on the running store. */
;(program ? describe : describe.skip)("the Stock history page", () => {
  let shop: Shop
  let browser: Browser
  let adminUrl: string
  let variant: Variant
  let sku: string
  let place: string
  let itemId: string
  let signedIn: Awaited<ReturnType<typeof signIn>>

  beforeAll(async () => {
    shop = await openShop()
    adminUrl = shop.urls.medusa
    const found = await availabilityApi(shop.medusa).search("")
    variant = found.find((each) => each.sku && (each.quantity ?? 0) > 5 && each.locations.length > 1)!
    sku = variant.sku!
    await shop.medusa.buy(variant.variant_id, 2)
    const { inventory_items } = await shop.medusa.admin<{ inventory_items: { id: string }[] }>(
      `/inventory-items?sku=${encodeURIComponent(sku)}`
    )
    itemId = inventory_items[0]!.id
    const { movements } = await shop.medusa.admin<{ movements: { location_name: string }[] }>(
      `/anyshelf/movements?inventory_item_id=${itemId}&limit=1`
    )
    place = movements[0]!.location_name
    browser = await openBrowser(program ?? "")
    signedIn = await signIn(browser, { url: adminUrl, email: shop.keys.adminEmail, password: shop.adminPassword })
  }, 600_000)

  afterAll(async () => {
    await browser?.close()
    await shop?.close()
  })

  async function openScreen(options: Parameters<typeof openPage>[1] = screens.desktop) {
    const opened = await openPage(browser, { ...options, storageState: signedIn })
    return { ...opened, screen: historyScreen(opened.page, adminUrl) }
  }

  it("tells what was sold to which order, and shows how stock went", async () => {
    const { screen, page, errors, close } = await openScreen()
    await screen.open()
    await page.getByRole("table", { name: "Movements" }).waitFor()
    await takePicture(page, "history-everything")

    await screen.choose(sku)
    await screen.chooseLocation(place)
    // Only seen when the admin was built with the plugin's styles: without them every row is a card.
    await page.getByRole("columnheader", { name: "Why" }).waitFor()
    const [sold] = await screen.newest()
    expect(sold).toMatch(/Reserved .*\+2 .*Checkout Order #\d+/)
    expect(await screen.chart().getAttribute("aria-label")).toMatch(`Stock of ${sku} at ${place}: `)
    await takePicture(page, "history-chart")

    await screen.chart().focus()
    await page.keyboard.press("ArrowLeft")
    await page
      .getByText(/\d{1,2}:\d{2}:\d{2}/)
      .first()
      .waitFor()
    expect(errors).toEqual([])
    await close()
  })

  it("keeps its choice in the address, and leads from a movement to its order", async () => {
    const { screen, page, close } = await openScreen()
    await screen.open(`?item=${itemId}`)
    await page.getByText("Choose a location to see how its stock went.").waitFor()
    await page
      .getByRole("link", { name: /^Order #/ })
      .first()
      .click()
    await page.waitForURL("**/app/orders/*")
    await page.goBack()
    await page.getByRole("button", { name: "Show all items" }).waitFor()
    await close()
  })

  it("is found from the stock item's own page", async () => {
    const { page, errors, close } = await openScreen()
    await page.goto(`${adminUrl}/app/inventory/${itemId}`)
    await page.getByRole("heading", { name: "Stock history" }).waitFor()
    await takePicture(page, "history-widget")
    await page.getByRole("link", { name: "See stock history" }).click()
    await page.waitForURL(`**/app/stock-history?item=${itemId}`)
    await page.getByRole("table", { name: "Movements" }).waitFor()
    expect(errors).toEqual([])
    await close()
  })

  it("says what to do when nothing is found, and when the server cannot be reached", async () => {
    const { screen, page, close } = await openScreen()
    await screen.open()
    await page.getByRole("searchbox").fill("no such thing on any shelf")
    await page.getByText("No stock item matches").waitFor()
    await page.route("**/admin/anyshelf/movements?*", (route) => route.abort())
    await page.reload()
    await page.getByText("The server could not be reached").waitFor()
    await page.unroute("**/admin/anyshelf/movements?*")
    await page.getByRole("button", { name: "Try again" }).click()
    await page.getByRole("table", { name: "Movements" }).waitFor()
    await close()
  })

  it.each([
    ["a phone", "phone", { ...screens.phone }],
    ["a phone in the dark", "phone-dark", { ...screens.phone, isDark: true }],
    ["a desk in the dark", "desktop-dark", { ...screens.desktop, isDark: true }],
  ])("can be read on %s", async (_, name, options) => {
    const { screen, page, errors, close } = await openScreen(options)
    await screen.open(`?item=${itemId}`)
    await screen.chooseLocation(place)
    const overflow = await page.evaluate<number>("document.documentElement.scrollWidth - window.innerWidth")
    expect(overflow).toBeLessThanOrEqual(0)
    await takePicture(page, `history-${name}`)
    expect(errors).toEqual([])
    await close()
  })
})
