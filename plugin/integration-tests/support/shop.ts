import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import {
  createApiKeysWorkflow,
  createInventoryLevelsWorkflow,
  createProductsWorkflow,
  createRegionsWorkflow,
  createSalesChannelsWorkflow,
  createStockLocationsWorkflow,
  linkSalesChannelsToApiKeyWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
} from "@medusajs/medusa/core-flows"

/** A shop with six locations and one sales channel, ready for products. */
export interface Shop {
  readonly container: MedusaContainer
  readonly channelId: string
  /** A channel that carries nothing. */
  readonly otherChannelId: string
  readonly publishableKey: string
  readonly otherPublishableKey: string
  readonly secretKey: string
  readonly regionId: string
  readonly locationIds: readonly string[]
}

const places = ["Warehouse", "Store 1", "Store 2", "Store 3", "Store 4", "Store 10"]

/** Sets a shop up through Medusa's own workflows, as its admin would. */
export async function createShop(container: MedusaContainer): Promise<Shop> {
  const [channelId, otherChannelId] = await createChannels(container, ["Web", "Other"])
  const { result: locations } = await createStockLocationsWorkflow(container).run({
    input: {
      locations: places.map((name) => ({ name, address: { address_1: `${name} Street 1`, country_code: "dk" } })),
    },
  })
  for (const { id } of locations) {
    await linkSalesChannelsToStockLocationWorkflow(container).run({ input: { id, add: [channelId!] } })
  }
  const { result: regions } = await createRegionsWorkflow(container).run({
    input: { regions: [{ name: "Europe", currency_code: "eur", countries: ["dk"] }] },
  })
  return {
    container,
    channelId: channelId!,
    otherChannelId: otherChannelId!,
    publishableKey: await createKey(container, "publishable", channelId),
    otherPublishableKey: await createKey(container, "publishable", otherChannelId),
    secretKey: await createKey(container, "secret"),
    regionId: regions[0]!.id,
    locationIds: locations.map((each) => each.id),
  }
}

async function createChannels(container: MedusaContainer, names: string[]): Promise<string[]> {
  const { result } = await createSalesChannelsWorkflow(container).run({
    input: { salesChannelsData: names.map((name) => ({ name })) },
  })
  return result.map((each) => each.id)
}

async function createKey(
  container: MedusaContainer,
  type: "publishable" | "secret",
  channelId?: string
): Promise<string> {
  const { result } = await createApiKeysWorkflow(container).run({
    input: { api_keys: [{ title: type, type, created_by: "test" }] },
  })
  const key = result[0]!
  if (channelId) await linkSalesChannelsToApiKeyWorkflow(container).run({ input: { id: key.id, add: [channelId] } })
  return key.token
}

/** What a test says of a product; the rest is filled in. */
export interface TestProduct {
  readonly handle: string
  readonly title?: string
  readonly status?: "published" | "draft"
  readonly channelId?: string
  readonly variants?: readonly {
    sku: string
    size: string
    manage_inventory?: boolean
    allow_backorder?: boolean
    eur?: number
  }[]
}

/** Creates products with one option, Size, and a price in euro and yen. */
export async function createProducts(shop: Shop, products: readonly TestProduct[]) {
  const { result } = await createProductsWorkflow(shop.container).run({
    input: { products: products.map((product) => toInput(shop, product)) },
  })
  return result
}

function toInput(shop: Shop, { handle, title, status, channelId, variants }: TestProduct) {
  const made = variants ?? [{ sku: `${handle}-s`, size: "Small" }]
  return {
    handle,
    title: title ?? handle,
    status: status ?? ("published" as const),
    sales_channels: [{ id: channelId ?? shop.channelId }],
    options: [{ title: "Size", values: made.map((each) => each.size), is_exclusive: true }],
    variants: made.map(({ size, eur = 19.99, ...rest }, index) => ({
      variant_rank: index,
      title: size,
      options: { Size: size },
      prices: [
        { amount: eur, currency_code: "eur" },
        { amount: 1999, currency_code: "jpy" },
      ],
      ...rest,
    })),
  }
}

/** The stock item of a SKU. */
export async function itemOf(shop: Shop, sku: string): Promise<string> {
  const [item] = await shop.container.resolve(Modules.INVENTORY).listInventoryItems({ sku })
  return item!.id
}

/** Puts stock of a SKU on the shelves of all locations, the given number on each. */
export async function stockEverywhere(shop: Shop, skus: readonly string[], quantity: number): Promise<void> {
  const items = await shop.container
    .resolve(Modules.INVENTORY)
    .listInventoryItems({ sku: [...skus] }, { take: null as unknown as number })
  await createInventoryLevelsWorkflow(shop.container).run({
    input: {
      inventory_levels: items.flatMap(({ id }) =>
        shop.locationIds.map((locationId) => ({
          inventory_item_id: id,
          location_id: locationId,
          stocked_quantity: quantity,
        }))
      ),
    },
  })
}
