import type { Page } from "playwright-core"

/** The Channels page as a merchant uses it: by the names of things. */
export function channelsScreen(page: Page, adminUrl: string) {
  return {
    open: (query = "") => page.goto(`${adminUrl}/app/channels${query}`),

    /** The row of a connection, as text on one line. */
    row: async (id: string) => {
      const row = page.getByRole("row").filter({ has: page.getByRole("button", { name: id, exact: true }) })
      await row.waitFor()
      return (await row.innerText()).replace(/\s+/g, " ")
    },

    /** Opens a connection from the list. */
    async choose(id: string) {
      await page.getByRole("button", { name: id, exact: true }).click()
      await page.getByRole("heading", { name: id, exact: true }).waitFor()
    },

    tab: (name: string) => page.getByRole("tab", { name: new RegExp(`^${name}`) }).click(),

    /** Searches the listings, and gives the one that is left. */
    async listing(sku: string) {
      const items = page.getByRole("list", { name: "Listings" }).getByRole("listitem")
      await items.first().waitFor()
      await page.getByRole("searchbox").fill(sku)
      await items.nth(1).waitFor({ state: "detached" })
      await page.locator("ul[aria-busy=false]").first().waitFor()
      return items.first()
    },
  }
}
