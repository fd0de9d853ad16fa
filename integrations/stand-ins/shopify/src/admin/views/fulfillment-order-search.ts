import type { OwnedWork } from "../../shop/fulfillment/work"
import { number, text, time, type Matchers } from "../search-fields"

const matchers: Matchers<OwnedWork> = {
  id: number(({ work }) => work.id),
  status: text(({ work }) => work.status),
  request_status: text(() => "UNSUBMITTED"),
  assigned_location_id: number(({ work }) => work.locationId),
  created_at: time(({ work }) => work.createdAt),
  updated_at: time(({ work }) => work.updatedAt),
}

/** What `fulfillmentOrders(query:)` can ask for. */
export const workSearch = { list: "fulfillmentOrders", matchers }
