import type { Locator, Page } from "playwright-core"

/** The Availability page as a merchant uses it: by the names of things. */
export function availabilityScreen(page: Page, adminUrl: string) {
  const row = (name: string) => page.getByRole("button", { name: `Show every location of ${name}`, exact: true })

  return {
    /** Opens it from the menu's address. */
    open: () => page.goto(`${adminUrl}/app/availability`),

    /** Types as a person does, and waits until only what matches is there. */
    async search(text: string, name: string) {
      await page.getByRole("searchbox").pressSequentially(text)
      await row(name).waitFor()
      await page.locator("ul[aria-busy=false]").first().waitFor()
    },

    /** Shows a variant's locations, by the keyboard alone. */
    async expand(name: string) {
      await row(name).focus()
      await page.keyboard.press("Enter")
      await page.getByRole("table", { name: "Locations" }).waitFor()
    },

    /** What the page says can be promised. */
    async total(name: string) {
      const [, total] = /([\d,]+)\s+can be promised/.exec(await row(name).innerText()) ?? []
      return toNumber(total ?? "")
    },

    /** A location's terms, as its row shows them. */
    async terms(location: string) {
      const cells = await locationRow(location).getByRole("cell").all()
      const numbers = cells.slice(2, 8)
      const [onHand, reserved, held, unrouted, safetyStock, available] = await Promise.all(numbers.map(lastNumber))
      return { onHand, reserved, held, unrouted, safetyStock, available }
    },

    /** A location's sentence. */
    why: async (location: string) =>
      (await locationRow(location).getByRole("cell").first().innerText()).split("\n").at(-1),

    /** Changes what is withheld at a location, by the keyboard alone. */
    async setSafetyStock(location: string, quantity: string) {
      await safetyButton(location).focus()
      await page.keyboard.press("Enter")
      await safetyBox().fill(quantity)
      await page.keyboard.press("Enter")
    },

    safetyButton,
    safetyBox,
    row,
  }

  function locationRow(location: string): Locator {
    return page
      .getByRole("table", { name: "Locations" })
      .getByRole("row")
      .filter({ has: safetyButton(location) })
  }

  function safetyButton(location: string): Locator {
    return page.getByRole("button", { name: new RegExp(`^Change Safety stock, ${location}: `) })
  }

  function safetyBox(): Locator {
    return page.getByRole("textbox", { name: "Safety stock" })
  }
}

/** A card names its numbers above them, so the number is what comes last. */
async function lastNumber(cell: Locator): Promise<number> {
  return toNumber((await cell.innerText()).split("\n").at(-1) ?? "")
}

function toNumber(text: string): number {
  return Number(text.trim().replace(/,/g, "").replace("−", "-"))
}
