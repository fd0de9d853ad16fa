import { findWork } from "../shop/fulfillment/work"
import { idOf, readGid } from "../shop/global-ids"
import type { OrderRecord } from "../shop/order-records"
import type { LevelRecord } from "../shop/records"
import { returnReasons } from "../shop/returns/reasons"
import type { RequestContext, View } from "./context"
import { NotImplemented } from "./errors"
import { bulkView } from "./views/bulk-operation"
import { jobView } from "./views/job"
import { lineItemView } from "./views/line-item"
import { reasonView, reverseOrderView } from "./views/return"
import { shopView } from "./views/shop"
import { subscriptionView } from "./views/subscription"

/** Any object by its global id; null where there is none. A kind that is not kept is not the same as an unknown id. */
export function find(context: RequestContext, id: string): View | null {
  const { store } = context
  const number = readGid(id)?.id ?? 0
  const view = <T>(record: T | undefined, show: (record: T) => View) => (record ? show(record) : null)
  const part = <K extends "fulfillments" | "refunds" | "returns" | "transactions" | "lines">(
    list: K,
    show: (order: OrderRecord, one: OrderRecord[K][number]) => View
  ) => {
    const order = store.orderOwning(number)
    const one = order?.[list].find((candidate) => candidate.id === number)
    return order && one ? show(order, one) : null
  }
  const kinds: Record<string, () => View | null> = {
    Product: () => view(store.products.get(number), (one) => context.show.product(context, one)),
    ProductVariant: () => view(store.variants.get(number), (one) => context.show.variant(context, one)),
    InventoryItem: () => view(store.variantByItem(number), (one) => context.show.item(context, one)),
    InventoryLevel: () => view(levelOf(context, id), (one) => context.show.level(context, one)),
    Location: () => view(store.locations.get(number), (one) => context.show.location(context, one)),
    Order: () => view(store.orders.get(number), (one) => context.show.order(context, one)),
    FulfillmentOrder: () => view(findWork(store, number) ?? undefined, (one) => context.show.work(context, one)),
    Fulfillment: () =>
      part("fulfillments", (order, fulfillment) => context.show.fulfillment(context, { order, fulfillment })),
    Refund: () => part("refunds", (order, refund) => context.show.refund(context, { order, refund })),
    Return: () => part("returns", (order, returned) => context.show.returned(context, { order, returned })),
    OrderTransaction: () =>
      part("transactions", (order, transaction) => context.show.transaction(context, { order, transaction })),
    ReverseFulfillmentOrder: () => {
      const order = store.orderOwning(number)
      const reverse = order?.returns.flatMap(({ reverseOrders }) => reverseOrders).find(({ id: one }) => one === number)
      return order && reverse ? reverseOrderView(context, order, reverse) : null
    },
    LineItem: () => part("lines", (order, line) => lineItemView(context, order, line)),
    ReturnReasonDefinition: () =>
      view(
        returnReasons.find((reason) => reason.id === number),
        reasonView
      ),
    BulkOperation: () => view(store.bulks.get(number), (one) => bulkView(context, one)),
    Job: () => view(store.jobs.get(number), jobView),
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
