import type { Browser } from "playwright-core"
import { channelsScreen } from "./browser/channels-screen"
import { chromiumPath, openBrowser, openPage, screens, signIn } from "./browser/chromium"
import { takePicture } from "./browser/screenshots"
import { firstVariant, shownByShopify, untilInStep } from "./support/shelf"
import { openShop, type Shop } from "./support/shop"
import { waitUntil } from "./support/wait-until"

const program = chromiumPath()
if (!program)
  console.warn("SKIPPED: no Chromium, so nobody looked at the Admin pages. Install it, or set ANYSHELF_CHROMIUM.")

/** The journey of a merchant who looks after a shop on another channel, in a real browser on the running store. */
;(program ? describe : describe.skip)("the Channels page", () => {
  let shop: Shop
  let browser: Browser
  let adminUrl: string
  let sku: string
  let signedIn: Awaited<ReturnType<typeof signIn>>

  beforeAll(async () => {
    shop = await openShop()
    adminUrl = shop.urls.medusa
    await untilInStep(shop)
    sku = (await firstVariant(shop)).sku!
    browser = await openBrowser(program ?? "")
    signedIn = await signIn(browser, { url: adminUrl, email: shop.keys.adminEmail, password: shop.adminPassword })
  }, 600_000)

  afterAll(async () => {
    await browser?.close()
    await shop?.close()
  })

  async function openScreen(options: Parameters<typeof openPage>[1] = screens.desktop) {
    const opened = await openPage(browser, { ...options, storageState: signedIn })
    return { ...opened, screen: channelsScreen(opened.page, adminUrl) }
  }

  it("tells how each connection does, and leads to the charts of one", async () => {
    const { screen, page, errors, close } = await openScreen()
    await screen.open()
    expect(await screen.row("shopify")).toMatch(/shopify · Shopify Connected/)
    await takePicture(page, "channels-list")
    await screen.choose("shopify")
    await page.getByText("Numbers waiting", { exact: true }).waitFor()
    await page.getByRole("img", { name: /^Lag to shopify/ }).waitFor({ timeout: 120_000 })
    await takePicture(page, "channels-overview")
    await page.getByRole("img", { name: /^Lag to shopify/ }).focus()
    await page.keyboard.press("ArrowLeft")
    expect(await page.content()).not.toContain(shop.secrets.shopifyToken)
    expect(errors).toEqual([])
    await close()
  })

  it("shows what is listed, and why a listing shows its number", async () => {
    const { screen, page, errors, close } = await openScreen()
    await screen.open("?connection=shopify&tab=listings")
    const found = await screen.listing(sku)
    expect(await found.innerText()).toMatch(new RegExp(`${sku}[^]*by SKU`))
    await takePicture(page, "channels-listings")
    await found.getByRole("button", { name: "Why?" }).click()
    await page.getByRole("dialog").getByText("Would send").first().waitFor()
    await takePicture(page, "channels-why")
    expect(errors).toEqual([])
    await close()
  })

  it("keeps units back when that is chosen, and Shopify shows them no more", async () => {
    const before = await waitUntil(() => firstVariant(shop), {
      withinMs: 30_000,
      good: (variant) => shownByShopify(variant) === variant.availability.quantity,
    })
    const { screen, page, errors, close } = await openScreen()
    await screen.open("?connection=shopify&tab=settings")
    await page.getByRole("radio", { name: /^All but some units/ }).click()
    await page.getByRole("textbox", { name: "Units" }).fill("3")
    await page.getByRole("button", { name: "Save" }).first().click()
    await page.getByText("Saved.").waitFor()
    await takePicture(page, "channels-settings")
    await waitUntil(() => firstVariant(shop), {
      withinMs: 30_000,
      good: (variant) => shownByShopify(variant) === before.value.availability.quantity - 3,
    })
    await page.getByRole("radio", { name: /^All of it/ }).click()
    await page.getByRole("button", { name: "Save" }).first().click()
    await waitUntil(() => firstVariant(shop), {
      withinMs: 30_000,
      good: (variant) => shownByShopify(variant) === before.value.availability.quantity,
    })
    expect(errors).toEqual([])
    await close()
  })

  it("says that nothing needs anybody, and what to do when the server cannot be reached", async () => {
    const { screen, page, close } = await openScreen()
    await screen.open("?connection=shopify&tab=queue")
    await page.getByText("Nothing needs you").waitFor()
    await page.route("**/admin/anyshelf/channels", (route) => route.abort())
    await page.reload()
    await page.getByText("The server could not be reached").waitFor()
    await takePicture(page, "channels-unreachable")
    await page.unroute("**/admin/anyshelf/channels")
    await page.getByRole("button", { name: "Try again" }).click()
    await page.getByText("Nothing needs you").waitFor()
    await close()
  })

  it.each([
    ["a phone", "phone", { ...screens.phone }],
    ["a phone in the dark", "phone-dark", { ...screens.phone, isDark: true }],
    ["a desk in the dark", "desktop-dark", { ...screens.desktop, isDark: true }],
  ])("can be read on %s", async (_, name, options) => {
    const { screen, page, errors, close } = await openScreen(options)
    for (const tab of ["overview", "listings", "settings"]) {
      await screen.open(`?connection=shopify${tab === "overview" ? "" : `&tab=${tab}`}`)
      await page.getByRole("tab", { name: "Settings" }).waitFor()
      await page.waitForLoadState("networkidle")
      const overflow = await page.evaluate<number>("document.documentElement.scrollWidth - window.innerWidth")
      expect(overflow).toBeLessThanOrEqual(0)
      await takePicture(page, `channels-${tab}-${name}`)
    }
    expect(errors).toEqual([])
    await close()
  })
})
