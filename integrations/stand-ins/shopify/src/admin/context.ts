import type { BulkRecord } from "../bulk/bulk-records"
import type { Clock } from "../clock"
import type { Jobs } from "../jobs/jobs"
import type { FaultPlan } from "../faults"
import type { FulfillmentRecord } from "../shop/fulfillment-records"
import type { OwnedWork } from "../shop/fulfillment/work"
import type { OrderRecord, TransactionRecord } from "../shop/order-records"
import type { RefundRecord, ReturnRecord } from "../shop/return-records"
import type { LevelRecord, LocationRecord, ProductRecord, VariantRecord } from "../shop/records"
import type { ShopStore } from "../shop/store"
import type { VendorSchema } from "./vendor-schema"

/** What the resolvers of one request work with. */
export interface RequestContext {
  readonly vendor: VendorSchema
  readonly store: ShopStore
  readonly show: Show
  readonly clock: Clock
  readonly faults: FaultPlan
  readonly jobs: Jobs
  readonly bulk: { start(bulk: BulkRecord): void; cancel(bulk: BulkRecord): void }
  /** Asked by a bulk operation: connections give all they have. */
  readonly isBulk?: boolean
  /** Of the token that came with the request. */
  readonly scopes: ReadonlySet<string>
  /** Where the shop's own pages are: `http://127.0.0.1:4200`. */
  readonly publicUrl: string
}

/** An object as the schema describes it: each field a value, or a function of its arguments. */
export interface View {
  readonly __typename?: string
  readonly [field: string]: unknown
}

/** What leads to each other in the schema, in circles: a variant to its product, and that to its variants. */
interface Shown {
  readonly location: LocationRecord
  readonly level: LevelRecord
  /** An article is kept with its variant. */
  readonly item: VariantRecord
  readonly variant: VariantRecord
  readonly product: ProductRecord
  readonly order: OrderRecord
  readonly work: OwnedWork
  readonly fulfillment: { readonly order: OrderRecord; readonly fulfillment: FulfillmentRecord }
  readonly refund: { readonly order: OrderRecord; readonly refund: RefundRecord }
  readonly returned: { readonly order: OrderRecord; readonly returned: ReturnRecord }
  readonly transaction: { readonly order: OrderRecord; readonly transaction: TransactionRecord }
}

/** The views of these by name, so that the files they are written in need not import each other in circles. */
export type Show = { readonly [Kind in keyof Shown]: (context: RequestContext, record: Shown[Kind]) => View }
