import { gid } from "../shop/global-ids"
import type { SubscriptionRecord } from "../shop/records"
import { returnReasons } from "../shop/returns/reasons"
import { connection, type PageArgs } from "./connection"
import type { RequestContext, View } from "./context"
import { NotImplemented } from "./errors"
import { checkInputSize } from "./input-size"
import { search } from "./search-fields"
import { bulkSearch, bulkView } from "./views/bulk-operation"
import { itemSearch } from "./views/inventory-item"
import { locationSearch } from "./views/location"
import { orderOrder, orderSearch } from "./views/order-search"
import { productOrder, productSearch, variantOrder, variantSearch } from "./views/product-search"
import { find } from "./find"
import { inventoryPropertiesView } from "./views/inventory-properties"
import { workSearch } from "./views/fulfillment-order-search"
import { publicationView } from "./views/publication"
import { reasonView } from "./views/return"
import { installationView, shopView } from "./views/shop"
import { subscriptionView } from "./views/subscription"

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
  fulfillment: ({ id }: Id, context: RequestContext) => find(context, id),
  fulfillmentOrder: ({ id }: Id, context: RequestContext) => find(context, id),
  refund: ({ id }: Id, context: RequestContext) => find(context, id),
  return: ({ id }: Id, context: RequestContext) => find(context, id),
  reverseFulfillmentOrder: ({ id }: Id, context: RequestContext) => find(context, id),
  bulkOperation: ({ id }: Id, context: RequestContext) => find(context, id),
  bulkOperations: (args: List, context: RequestContext) =>
    connection(
      search(context.store.bulks.all(), args.query, bulkSearch),
      // Newest first, unless asked the other way round.
      { ...args, reverse: !args.reverse },
      (bulk) => bulkView(context, bulk),
      (bulk) => (args.sortKey === "COMPLETED_AT" ? bulk.completedAt : bulk.createdAt)
    ),
  currentBulkOperation: (_: unknown, context: RequestContext) => {
    const latest = context.store.bulks.all().at(-1)
    return latest ? bulkView(context, latest) : null
  },
  job: ({ id }: Id, context: RequestContext) => find(context, id),
  node: ({ id }: Id, context: RequestContext) => find(context, id),
  nodes: ({ ids }: { ids: readonly string[] }, context: RequestContext) => {
    checkInputSize(ids)
    return ids.map((id) => find(context, id))
  },

  productByIdentifier: ({ identifier }: { identifier: { id?: string; handle?: string } }, context: RequestContext) => {
    if (identifier.id) return find(context, identifier.id)
    if (!identifier.handle) throw new NotImplemented("productByIdentifier with a custom id")
    const product = context.store.productByHandle(identifier.handle)
    return product ? context.show.product(context, product) : null
  },

  locations: (args: List & { includeInactive: boolean }, context: RequestContext) => {
    const found = search(context.store.locations.all(), args.query, locationSearch)
    const shown = found.filter((location) => location.isActive || args.includeInactive)
    return connection(
      shown,
      args,
      (location) => context.show.location(context, location),
      (one) => (args.sortKey === "ID" ? one.id : one.name)
    )
  },
  products: (args: List, context: RequestContext) => {
    const found = search(context.store.products.all(), args.query, productSearch(context))
    return connection(found, args, (product) => context.show.product(context, product), productOrder(args.sortKey))
  },
  publications: (args: List & { catalogType?: string | null }, context: RequestContext) => {
    if (args.catalogType) throw new NotImplemented("publications(catalogType:)")
    return connection([context.store.shop], args, () => publicationView(context))
  },
  productsCount: ({ query, limit }: { query?: string | null; limit?: number | null }, context: RequestContext) =>
    countView(search(context.store.products.all(), query, productSearch(context)).length, limit),
  productVariants: (args: List, context: RequestContext) => {
    const found = search(context.store.variants.all(), args.query, variantSearch(context))
    return connection(
      found,
      args,
      (variant) => context.show.variant(context, variant),
      variantOrder(context, args.sortKey)
    )
  },
  inventoryItems: (args: List, context: RequestContext) => {
    const found = search(context.store.variants.all(), args.query, itemSearch(context.store))
    return connection(
      found,
      args,
      (variant) => context.show.item(context, variant),
      (variant) => variant.inventoryItemId
    )
  },
  orders: (args: List, context: RequestContext) => {
    if (args.savedSearchId) throw new NotImplemented("orders(savedSearchId:)")
    const found = search(context.store.orders.all(), args.query, orderSearch)
    return connection(found, args, (order) => context.show.order(context, order), orderOrder(args.sortKey))
  },
  ordersCount: ({ query, limit }: { query?: string | null; limit?: number | null }, context: RequestContext) =>
    countView(search(context.store.orders.all(), query, orderSearch).length, limit),
  fulfillmentOrders: (args: List & { includeClosed: boolean }, context: RequestContext) => {
    const works = context.store.orders
      .all()
      .flatMap((order) =>
        order.fulfillmentOrders
          .filter(({ status }) => args.includeClosed || (status !== "CLOSED" && status !== "CANCELLED"))
          .map((work) => ({ id: work.id, order, work }))
      )
    return connection(
      search(works, args.query, workSearch),
      args,
      (owned) => context.show.work(context, owned),
      ({ id, work }) => (args.sortKey === "UPDATED_AT" ? work.updatedAt : id)
    )
  },
  returnReasonDefinitions: (args: List & { handles?: readonly string[] | null; ids?: readonly string[] | null }) => {
    if (args.query) throw new NotImplemented("returnReasonDefinitions(query:)")
    const isAsked = ({ id, handle }: { id: number; handle: string }) =>
      (!args.handles || args.handles.includes(handle)) &&
      (!args.ids || args.ids.includes(gid("ReturnReasonDefinition", id)))
    return connection(returnReasons.filter(isAsked), args, reasonView)
  },
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
