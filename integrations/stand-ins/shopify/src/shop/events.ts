import type { FulfillmentOrderRecord, FulfillmentRecord, HoldRecord } from "./fulfillment-records"
import type { OrderRecord } from "./order-records"
import type { LevelRecord, LocationRecord, ProductRecord, VariantRecord } from "./records"
import type {
  DispositionRecord,
  RefundRecord,
  ReturnRecord,
  ReverseLineRecord,
  ReverseOrderRecord,
} from "./return-records"

/** What happens to an order as a whole. */
export type OrderTopic =
  | "ORDERS_CREATE"
  | "ORDERS_UPDATED"
  | "ORDERS_EDITED"
  | "ORDERS_CANCELLED"
  | "ORDERS_FULFILLED"
  | "ORDERS_PARTIALLY_FULFILLED"
  | "ORDERS_PAID"
  | "ORDERS_RISK_ASSESSMENT_CHANGED"

export type WorkTopic =
  | "FULFILLMENT_ORDERS_CANCELLED"
  | "FULFILLMENT_ORDERS_HOLD_RELEASED"
  | "FULFILLMENT_ORDERS_LINE_ITEMS_PREPARED_FOR_PICKUP"
  | "FULFILLMENT_ORDERS_MERGED"
  | "FULFILLMENT_ORDERS_MOVED"
  | "FULFILLMENT_ORDERS_ORDER_ROUTING_COMPLETE"
  | "FULFILLMENT_ORDERS_PLACED_ON_HOLD"
  | "FULFILLMENT_ORDERS_PROGRESS_REPORTED"
  | "FULFILLMENT_ORDERS_SPLIT"

export type ReturnTopic =
  | "RETURNS_REQUEST"
  | "RETURNS_APPROVE"
  | "RETURNS_DECLINE"
  | "RETURNS_CANCEL"
  | "RETURNS_CLOSE"
  | "RETURNS_REOPEN"
  | "RETURNS_PROCESS"
  | "RETURNS_UPDATE"

/** Something happened that subscribers of webhooks are told about. */
export type ShopEvent =
  | { readonly topic: OrderTopic; readonly order: OrderRecord }
  | { readonly topic: WorkTopic; readonly order: OrderRecord; readonly work: FulfillmentOrderRecord }
  | {
      readonly topic: "FULFILLMENT_HOLDS_ADDED" | "FULFILLMENT_HOLDS_RELEASED"
      readonly order: OrderRecord
      readonly work: FulfillmentOrderRecord
      readonly hold: HoldRecord
    }
  | {
      readonly topic: "FULFILLMENTS_CREATE" | "FULFILLMENTS_UPDATE"
      readonly order: OrderRecord
      readonly fulfillment: FulfillmentRecord
    }
  | { readonly topic: "REFUNDS_CREATE"; readonly order: OrderRecord; readonly refund: RefundRecord }
  | { readonly topic: ReturnTopic; readonly order: OrderRecord; readonly returned: ReturnRecord }
  | {
      readonly topic: "REVERSE_FULFILLMENT_ORDERS_DISPOSE"
      readonly order: OrderRecord
      readonly reverse: ReverseOrderRecord
      readonly line: ReverseLineRecord
      readonly disposition: DispositionRecord
    }
  | {
      readonly topic: "INVENTORY_LEVELS_UPDATE" | "INVENTORY_LEVELS_CONNECT" | "INVENTORY_LEVELS_DISCONNECT"
      readonly level: LevelRecord
    }
  | {
      readonly topic: "INVENTORY_ITEMS_CREATE" | "INVENTORY_ITEMS_UPDATE" | "INVENTORY_ITEMS_DELETE"
      readonly variant: VariantRecord
    }
  | { readonly topic: "PRODUCTS_CREATE" | "PRODUCTS_UPDATE" | "PRODUCTS_DELETE"; readonly product: ProductRecord }
  | {
      readonly topic: "LOCATIONS_CREATE" | "LOCATIONS_UPDATE" | "LOCATIONS_ACTIVATE" | "LOCATIONS_DEACTIVATE"
      readonly location: LocationRecord
    }
  | { readonly topic: "BULK_OPERATIONS_FINISH"; readonly operation: { readonly id: number; readonly status: string } }
  | { readonly topic: "APP_UNINSTALLED" }
