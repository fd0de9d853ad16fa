import { Modules } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import { find, type Found } from "./find-or-create"

interface Priced extends Found {
  readonly price_set?: {
    readonly id: string
    readonly prices?: readonly { readonly amount: number; readonly currency_code: string }[]
  }
}

/** The product files know one currency. In the United States the same number is asked, in dollars. */
export async function seedDollars(container: MedusaContainer): Promise<void> {
  const variants = await find<Priced>(container, "product_variant", {}, ["price_set.id", "price_set.prices.*"])
  const missing = variants.flatMap(({ price_set: set }) => {
    const euros = set?.prices?.find(({ currency_code }) => currency_code === "eur")
    const hasDollars = set?.prices?.some(({ currency_code }) => currency_code === "usd")
    return set && euros && !hasDollars
      ? [{ priceSetId: set.id, prices: [{ amount: euros.amount, currency_code: "usd" }] }]
      : []
  })
  if (missing.length > 0) await container.resolve(Modules.PRICING).addPrices(missing)
}
