import DataLoader from "dataloader"
import * as catalog from "../reads/catalog/queries"
import {
  listingsOfVariants,
  publicationsOfListings,
  type ListingRow,
  type PublicationRow,
} from "../reads/channels/queries"
import { namesOfItems } from "../reads/movements/queries"
import type { OptionRow, ProductRow, SelectedOptionRow, VariantRow } from "../reads/rows"
import type { Context } from "./context"
import { availabilityLoader, type AvailabilityLoader } from "./load-availability"
import {
  channelOrderLoader,
  channelTasksLoader,
  type ChannelOrderLoader,
  type ChannelTasksLoader,
} from "./load-channel-order"
import { futureLoader, type FutureLoader } from "./load-future"
import { listingLoader, type ListingKey } from "./load-listing"
import { PriceLoaders } from "./load-prices"

/** One batch for each kind of thing, however many of it a query asks for. They live as long as one request. */
export interface Loaders {
  readonly product: DataLoader<string, ProductRow | null>
  readonly productByHandle: DataLoader<string, ProductRow | null>
  readonly variant: DataLoader<string, VariantRow | null>
  readonly variantBySku: DataLoader<string, VariantRow | null>
  readonly variants: DataLoader<string, readonly VariantRow[]>
  readonly options: DataLoader<string, readonly OptionRow[]>
  readonly selectedOptions: DataLoader<string, readonly SelectedOptionRow[]>
  readonly availability: AvailabilityLoader
  readonly future: FutureLoader
  readonly listings: DataLoader<string, readonly ListingRow[]>
  readonly listing: DataLoader<ListingKey, ListingRow | null, string>
  readonly publications: DataLoader<string, readonly PublicationRow[]>
  readonly channelOrder: ChannelOrderLoader
  readonly channelTasks: ChannelTasksLoader
  readonly prices: PriceLoaders
  /** The SKU of a stock item. */
  readonly sku: DataLoader<string, string | null>
}

/** Makes the loaders of one request. */
export function createLoaders(context: Omit<Context, "load">): Loaders {
  const { run } = context
  const channels = async () => (await context.caller()).catalogChannelIds
  const product = (by: "id" | "handle") =>
    one<ProductRow>(by, async (keys) => catalog.findProducts(run, by, keys, await channels()))
  const variant = (by: "id" | "sku") =>
    one<VariantRow>(by, async (keys) => catalog.findVariants(run, by, keys, await channels()))
  return {
    product: product("id"),
    productByHandle: product("handle"),
    variant: variant("id"),
    variantBySku: variant("sku"),
    variants: many("productId", (ids) => catalog.variantsOfProducts(run, ids)),
    options: many("productId", (ids) => catalog.optionsOfProducts(run, ids)),
    selectedOptions: many("variantId", (ids) => catalog.selectedOptionsOfVariants(run, ids)),
    availability: availabilityLoader(context),
    future: futureLoader(context),
    listings: many("variantId", (ids) => listingsOfVariants(run, ids)),
    listing: listingLoader(run),
    publications: many("listingId", (ids) => publicationsOfListings(run, ids)),
    channelOrder: channelOrderLoader(run),
    channelTasks: channelTasksLoader(run),
    prices: new PriceLoaders(context),
    sku: new DataLoader(async (ids) => {
      const skus = new Map((await namesOfItems(run, ids)).map(({ id, sku }) => [id, sku]))
      return ids.map((id) => skus.get(id) ?? null)
    }),
  }
}

/** A loader of the one row whose `key` column has this value. */
function one<Row>(key: keyof Row, read: (keys: readonly string[]) => Promise<readonly Row[]>) {
  return new DataLoader<string, Row | null>(async (keys) => {
    const rows = new Map((await read(keys)).map((row) => [row[key], row]))
    return keys.map((each) => rows.get(each as Row[keyof Row]) ?? null)
  })
}

/** A loader of all rows whose `key` column has this value, in the order in which they were read. */
function many<Row>(key: keyof Row, read: (keys: readonly string[]) => Promise<readonly Row[]>) {
  return new DataLoader<string, readonly Row[]>(async (keys) => {
    const groups = new Map<unknown, Row[]>(keys.map((each) => [each, []]))
    for (const row of await read(keys)) groups.get(row[key])?.push(row)
    return keys.map((each) => groups.get(each) ?? [])
  })
}
