import {
  createRegionsWorkflow,
  createSalesChannelsWorkflow,
  createTaxRegionsWorkflow,
  updateStoresWorkflow,
} from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { shopifyChannel } from "../connections"
import { find, findOrCreate } from "./find-or-create"

/** The standard rate of value-added tax, in per cent. The United States tax by state; this store sells there without. */
const taxRates: Readonly<Record<string, number>> = {
  at: 20,
  be: 21,
  de: 19,
  dk: 25,
  es: 21,
  fi: 25.5,
  fr: 20,
  ie: 23,
  it: 22,
  nl: 21,
  pt: 23,
  se: 25,
}

/** Who sells, and where to. */
export interface Market {
  readonly webShopId: string
  readonly shopifyChannelId: string
  readonly europeId: string
  readonly unitedStatesId: string
}

/** Sales channels, currencies, regions and taxes. */
export async function seedMarket(container: MedusaContainer): Promise<Market> {
  const webShopId = await seedChannel(container, "Web shop", "Our own shop front.")
  const shopifyChannelId = await seedChannel(container, shopifyChannel, "Sold by the connected Shopify shop.")
  const europeId = await seedRegion(container, "Europe", "eur", Object.keys(taxRates), true)
  const unitedStatesId = await seedRegion(container, "United States", "usd", ["us"], false)
  await seedTaxes(container)
  const market = { webShopId, shopifyChannelId, europeId, unitedStatesId }
  await describeStore(container, market)
  return market
}

async function seedChannel(container: MedusaContainer, name: string, description: string): Promise<string> {
  const create = async () =>
    (await createSalesChannelsWorkflow(container).run({ input: { salesChannelsData: [{ name, description }] } }))
      .result[0]
  return (await findOrCreate(container, "sales_channel", { name }, create)).id
}

async function seedRegion(
  container: MedusaContainer,
  name: string,
  currency: string,
  countries: string[],
  isTaxInclusive: boolean
): Promise<string> {
  const region = {
    name,
    currency_code: currency,
    countries,
    payment_providers: ["pp_system_default"],
    automatic_taxes: true,
    is_tax_inclusive: isTaxInclusive,
  }
  const create = async () => (await createRegionsWorkflow(container).run({ input: { regions: [region] } })).result[0]
  return (await findOrCreate(container, "region", { name }, create)).id
}

async function seedTaxes(container: MedusaContainer): Promise<void> {
  for (const [country, rate] of Object.entries({ ...taxRates, us: 0 })) {
    const region = {
      country_code: country,
      provider_id: "tp_system",
      default_tax_rate: { name: country === "us" ? "No tax" : "VAT", code: `${country}-standard`, rate },
    }
    const create = async () => (await createTaxRegionsWorkflow(container).run({ input: [region] })).result[0]
    await findOrCreate(container, "tax_region", { country_code: country }, create)
  }
}

async function describeStore(container: MedusaContainer, { webShopId, europeId }: Market): Promise<void> {
  const stores = await find(container, "store", {})
  const update = {
    name: "Anyshelf Goods",
    supported_currencies: [{ currency_code: "eur", is_default: true }, { currency_code: "usd" }],
    default_sales_channel_id: webShopId,
    default_region_id: europeId,
  }
  await updateStoresWorkflow(container).run({ input: { selector: { id: stores.map(({ id }) => id) }, update } })
}
