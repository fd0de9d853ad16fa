import { gid, idOf, readGid } from "../shop/global-ids"
import type { OrderRecord } from "../shop/order-records"
import type { LevelRecord, ProductRecord, SubscriptionRecord } from "../shop/records"
import { currentTotals, originalTotals } from "../shop/totals"
import { connection, type PageArgs, type SortValue } from "./connection"
import type { RequestContext, View } from "./context"
import { NotImplemented } from "./errors"
import { checkInputSize } from "./input-size"
import { search } from "./search-fields"
import { itemSearch, itemView } from "./views/inventory-item"
import { levelView } from "./views/level"
import { locationSearch, locationView } from "./views/location"
import { orderSearch } from "./views/order-search"
import { orderView } from "./views/order"
import { productSearch, productView, variantOrder } from "./views/product"
import { inventoryPropertiesView } from "./views/inventory-properties"
import { installationView, shopView } from "./views/shop"
import { subscriptionView } from "./views/subscription"
import { variantSearch, variantView } from "./views/variant"

type Id = { readonly id: string }
type List = PageArgs & {
  readonly query?: string | null
  readonly sortKey: string
  readonly savedSearchId?: string | null
}

/** The queries that the stand-in answers. Each is one look-up; what is in the answer is the views' matter. */
export const queryRoot = {
  shop: (_: unknown, context: RequestContext) => shopView(context),
  currentAppInstallation: (_: unknown, context: RequestContext) => installationView(context),
  inventoryProperties: () => inventoryPropertiesView(),

  location: ({ id }: { id?: string | null }, context: RequestContext) =>
    find(context, id ?? gid("Location", context.store.locations.all()[0]?.id ?? 0)),
  product: ({ id }: Id, context: RequestContext) => find(context, id),
  productVariant: ({ id }: Id, context: RequestContext) => find(context, id),
  inventoryItem: ({ id }: Id, context: RequestContext) => find(context, id),
  inventoryLevel: ({ id }: Id, context: RequestContext) => find(context, id),
  order: ({ id }: Id, context: RequestContext) => find(context, id),
  webhookSubscription: ({ id }: Id, context: RequestContext) => find(context, id),
  node: ({ id }: Id, context: RequestContext) => find(context, id),
  nodes: ({ ids }: { ids: readonly string[] }, context: RequestContext) => {
    checkInputSize(ids)
    return ids.map((id) => find(context, id))
  },

  productByIdentifier: ({ identifier }: { identifier: { id?: string; handle?: string } }, context: RequestContext) => {
    if (identifier.id) return find(context, identifier.id)
    if (!identifier.handle) throw new NotImplemented("productByIdentifier with a custom id")
    const product = context.store.productByHandle(identifier.handle)
    return product ? productView(context, product) : null
  },

  locations: (args: List & { includeInactive: boolean }, context: RequestContext) => {
    const found = search(context.store.locations.all(), args.query, locationSearch)
    const shown = found.filter((location) => location.isActive || args.includeInactive)
    return connection(
      shown,
      args,
      (location) => locationView(context, location),
      (one) => (args.sortKey === "ID" ? one.id : one.name)
    )
  },
  products: (args: List, context: RequestContext) => {
    const found = search(context.store.products.all(), args.query, productSearch(context))
    return connection(found, args, (product) => productView(context, product), productOrder(args))
  },
  productsCount: ({ query, limit }: { query?: string | null; limit?: number | null }, context: RequestContext) =>
    countView(search(context.store.products.all(), query, productSearch(context)).length, limit),
  productVariants: (args: List, context: RequestContext) => {
    const found = search(context.store.variants.all(), args.query, variantSearch(context))
    return connection(found, args, (variant) => variantView(context, variant), variantOrder(context, args.sortKey))
  },
  inventoryItems: (args: List, context: RequestContext) => {
    const found = search(context.store.variants.all(), args.query, itemSearch)
    return connection(
      found,
      args,
      (variant) => itemView(context, variant),
      (variant) => variant.inventoryItemId
    )
  },
  orders: (args: List, context: RequestContext) => {
    if (args.savedSearchId) throw new NotImplemented("orders(savedSearchId:)")
    const found = search(context.store.orders.all(), args.query, orderSearch)
    return connection(found, args, (order) => orderView(context, order), orderOrder(args))
  },
  ordersCount: ({ query, limit }: { query?: string | null; limit?: number | null }, context: RequestContext) =>
    countView(search(context.store.orders.all(), query, orderSearch).length, limit),
  webhookSubscriptions: (args: Subscriptions, context: RequestContext) => {
    if (args.query) throw new NotImplemented("webhookSubscriptions(query:)")
    const uri = args.uri ?? args.callbackUrl
    const isAsked = (one: SubscriptionRecord) =>
      (!args.topics?.length || args.topics.includes(one.topic)) && (!uri || one.uri === uri)
    return connection(context.store.subscriptions.all().filter(isAsked), args, subscriptionView)
  },
}

type Subscriptions = List & {
  readonly topics?: readonly string[] | null
  readonly uri?: string | null
  readonly callbackUrl?: string | null
}

const countView = (count: number, limit: number | null | undefined): View =>
  limit != null && count > limit ? { count: limit, precision: "AT_LEAST" } : { count, precision: "EXACT" }

/** Any object by its global id; null where there is none. A kind that is not kept is not the same as an unknown id. */
function find(context: RequestContext, id: string): View | null {
  const { store } = context
  const number = readGid(id)?.id ?? 0
  const view = <T>(record: T | undefined, show: (record: T) => View) => (record ? show(record) : null)
  const kinds: Record<string, () => View | null> = {
    Product: () => view(store.products.get(number), (one: ProductRecord) => productView(context, one)),
    ProductVariant: () => view(store.variants.get(number), (one) => variantView(context, one)),
    InventoryItem: () => view(store.variantByItem(number), (one) => itemView(context, one)),
    InventoryLevel: () => view(levelOf(context, id), (one) => levelView(context, one)),
    Location: () => view(store.locations.get(number), (one) => locationView(context, one)),
    Order: () => view(store.orders.get(number), (one) => orderView(context, one)),
    WebhookSubscription: () => view(store.subscriptions.get(number), subscriptionView),
    Shop: () => (number === store.shop.id ? shopView(context) : null),
  }
  const kind = readGid(id)?.type ?? ""
  const found = kinds[kind]
  if (!found) throw new NotImplemented(`looking up a ${kind || "thing"} by its id`)
  return found()
}

/** A level's id names its article too, and both must fit. */
function levelOf({ store }: RequestContext, id: string): LevelRecord | undefined {
  const read = readGid(id)
  const level = store.levels.get(idOf("InventoryLevel", id))
  return level && level.inventoryItemId === read?.inventoryItemId ? level : undefined
}

function productOrder({ sortKey }: List): (product: ProductRecord) => SortValue {
  const orders: Record<string, (product: ProductRecord) => SortValue> = {
    CREATED_AT: (product) => product.createdAt,
    UPDATED_AT: (product) => product.updatedAt,
    TITLE: (product) => product.title,
    VENDOR: (product) => product.vendor,
    ID: (product) => product.id,
  }
  return orders[sortKey] ?? notSorted("products", sortKey)
}

function orderOrder({ sortKey }: List): (order: OrderRecord) => SortValue {
  const orders: Record<string, (order: OrderRecord) => SortValue> = {
    CREATED_AT: (order) => order.createdAt,
    PROCESSED_AT: (order) => order.createdAt,
    UPDATED_AT: (order) => order.updatedAt,
    ORDER_NUMBER: (order) => order.number,
    TOTAL_PRICE: (order) => originalTotals(order).total,
    CURRENT_TOTAL_PRICE: (order) => currentTotals(order).total,
    ID: (order) => order.id,
  }
  return orders[sortKey] ?? notSorted("orders", sortKey)
}

function notSorted(list: string, sortKey: string): never {
  throw new NotImplemented(`sorting ${list} by ${sortKey}`)
}
