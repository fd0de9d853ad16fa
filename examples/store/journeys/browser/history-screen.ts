import type { Page } from "playwright-core"

/** The Stock history page as a merchant uses it: by the names of things. */
export function historyScreen(page: Page, adminUrl: string) {
  const rows = () => page.getByRole("table", { name: "Movements" }).getByRole("row")
  return {
    open: (query = "") => page.goto(`${adminUrl}/app/stock-history${query}`),

    /** Types part of a SKU and takes what is offered. */
    async choose(sku: string) {
      await page.getByRole("searchbox").pressSequentially(sku)
      await page.getByRole("list", { name: "Stock items found" }).getByRole("button", { name: sku }).first().click()
      await page.getByRole("button", { name: "Show all items" }).waitFor()
    },

    async chooseLocation(name: string) {
      await page.getByRole("combobox", { name: "Location" }).click()
      await page.getByRole("option", { name }).click()
      await this.chart().waitFor()
    },

    chart: () => page.getByRole("img", { name: /^Stock of / }),

    /** What the newest rows say, without the header. */
    newest: async () =>
      (await rows().allInnerTexts())
        .map((text) => text.replace(/\s+/g, " "))
        .filter((text) => !text.startsWith("When")),
  }
}
