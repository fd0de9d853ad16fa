import { existsSync } from "node:fs"
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from "playwright-core"

/** Nothing of a browser that phones home, keeps a profile, or needs a screen. */
const flags = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
]

/** Where Chromium is: what `npm test` found, else Debian's; null when there is none. */
export function chromiumPath(): string | null {
  const program = process.env.ANYSHELF_CHROMIUM ?? "/usr/bin/chromium"
  return existsSync(program) ? program : null
}

/** A browser with an empty profile, which goes with it. */
export function openBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: flags, timeout: 60_000 })
}

/** How wide a page is looked at. */
export const screens = {
  desktop: { viewport: { width: 1440, height: 1100 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
} satisfies Record<string, BrowserContextOptions>

/** Signs in by the form, as a person does, and keeps what the browser then knows. */
export async function signIn(browser: Browser, admin: { url: string; email: string; password: string }) {
  const context = await browser.newContext(screens.desktop)
  const page = await context.newPage()
  await page.goto(`${admin.url}/app/login`)
  await page.getByPlaceholder("Email").fill(admin.email)
  await page.getByPlaceholder("Password").fill(admin.password)
  await page.getByRole("button", { name: "Continue with Email" }).click()
  await page.waitForURL((address) => !address.pathname.endsWith("/login"))
  const state = await context.storageState()
  await context.close()
  return state
}

/** A page, and every error that its scripts let go. */
export async function openPage(browser: Browser, options: BrowserContextOptions & { isDark?: boolean }) {
  const { isDark, ...rest } = options
  const context: BrowserContext = await browser.newContext({ locale: "en-US", ...rest })
  context.setDefaultTimeout(20_000)
  if (isDark) await context.addInitScript({ content: `localStorage.setItem("medusa_admin_theme", "dark")` })
  const page: Page = await context.newPage()
  const errors: string[] = []
  page.on("pageerror", (error) => errors.push(error.message))
  return { page, errors, close: () => context.close() }
}
