import type { Clock } from "../clock"
import type { FaultPlan } from "../faults"
import type { ShopStore } from "../shop/store"
import type { VendorSchema } from "./vendor-schema"

/** What the resolvers of one request work with. */
export interface RequestContext {
  readonly vendor: VendorSchema
  readonly store: ShopStore
  readonly clock: Clock
  readonly faults: FaultPlan
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
