import { faulty, type Faulty } from "../fault"
import type { FulfillmentRecord, TrackingRecord } from "../fulfillment-records"
import type { ShopStore } from "../store"
import { settleOrder } from "./work"

/** As mutations give it: one number, or several in `numbers`, with the addresses in the same order. */
export interface TrackingInput {
  readonly company?: string | null
  readonly number?: string | null
  readonly numbers?: readonly string[] | null
  readonly url?: string | null
  readonly urls?: readonly string[] | null
}

/** Carriers whose pages Shopify finds by itself. A few of the many in FulfillmentTrackingInfo's description. */
const pages: Readonly<Record<string, string>> = {
  "Canada Post": "https://www.canadapost-postescanada.ca/track-reperage/en#/search?searchFor=",
  "DHL Express": "https://www.dhl.com/en/express/tracking.html?AWB=",
  FedEx: "https://www.fedex.com/fedextrack/?trknbr=",
  UPS: "https://www.ups.com/track?tracknum=",
  USPS: "https://tools.usps.com/go/TrackConfirmAction?tLabels=",
}

/** https://shopify.dev/docs/api/admin-graphql/2026-07/input-objects/FulfillmentTrackingInput */
export function trackingOf(input: TrackingInput | null | undefined, field: string): TrackingRecord[] | Faulty {
  if (!input) return []
  const { company = null, number, numbers, url, urls } = input
  if (number && numbers?.length) return faulty([field, "numbers"], "Only one of number and numbers can be given.")
  if (url && urls?.length) return faulty([field, "urls"], "Only one of url and urls can be given.")
  const allNumbers = numbers?.length ? numbers : number ? [number] : []
  const allUrls = urls?.length ? urls : url ? [url] : []
  const rows = Math.max(allNumbers.length, allUrls.length, company ? 1 : 0)
  return Array.from({ length: rows }, (_, index) => rowOf(company, allNumbers[index] ?? null, allUrls[index] ?? null))
}

function rowOf(company: string | null, number: string | null, url: string | null): TrackingRecord {
  const page = company === null ? undefined : pages[company]
  return { company, number, url: url ?? (page && number ? page + encodeURIComponent(number) : null) }
}

/** What is given takes the place of all that was known. */
export function retrack(
  store: ShopStore,
  fulfillmentId: number | null,
  tracking: readonly TrackingRecord[],
  notify: boolean
): FulfillmentRecord | Faulty {
  const order = store.orderOwning(fulfillmentId)
  const fulfillment = order?.fulfillments.find(({ id }) => id === fulfillmentId)
  if (!order || !fulfillment) return faulty(["fulfillmentId"], "Fulfillment not found.")
  if (fulfillment.status === "CANCELLED") return faulty(["fulfillmentId"], "Fulfillment is cancelled.")
  fulfillment.tracking = tracking
  fulfillment.updatedAt = store.clock.now()
  if (notify) store.mail(order, "tracking")
  store.emit({ topic: "FULFILLMENTS_UPDATE", order, fulfillment })
  settleOrder(store, order)
  return fulfillment
}
