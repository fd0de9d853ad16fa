import type { Feed, Hint } from "@anyshelf/connector-kit"
import { isGid, type GidType } from "../gid"

/** A webhook's body: an object, or a list of them. */
export type Body = Readonly<Record<string, unknown>>

/** A body names so many things at most; what is beyond is found by the next reading of the feed. */
const HINTS_MAX = 250

/** Where to look, by the first part of a topic. A topic that is not here has nothing that we keep. */
const readers: Readonly<Record<string, (body: Body, topic: string) => readonly (Omit<Hint, "at"> | null)[]>> = {
  orders: (body, topic) => [topic === "orders/edited" ? editedOrder(body) : named("orders", "Order", body)],
  refunds: (body) => [byNumber("orders", "Order", body["order_id"]), namedIn("returns", "Return", body["return"])],
  fulfillments: (body) => [byNumber("orders", "Order", body["order_id"])],
  fulfillment_orders: (body) => [...orderOfWork(body)],
  returns: (body) => [named("returns", "Return", body), namedIn("orders", "Order", body["order"])],
  reverse_fulfillment_orders: (body) =>
    gidsIn(body, "ReverseFulfillmentOrder").map((ref) => ({ feed: "returns", ref })),
  inventory_levels: (body) => [level(body)],
  // An inventory item's own webhook names no variant; the connector looks the variant up by it.
  inventory_items: (body) => [named("listings", "InventoryItem", body)],
  products: (body) =>
    gidsIn(body["variant_gids"] ?? body["variants"], "ProductVariant").map((ref) => ({ feed: "listings", ref })),
  locations: (body) => [named("locations", "Location", body)],
  // Asking for anything, be it a place that is not there, is answered with 401 from now on: so the connection is found to be lost.
  app: (body, topic) => (topic === "app/uninstalled" ? [byNumber("locations", "Location", body["id"])] : []),
}

/** What a webhook tells us to look at, each thing once. */
export function hintsOf(topic: string, body: Body): readonly Hint[] {
  const found = readers[topic.split("/")[0] ?? ""]?.(body, topic) ?? []
  const at = instantOf(body)
  const hints = new Map<string, Hint>()
  for (const hint of found) if (hint) hints.set(`${hint.feed} ${hint.ref}`, { ...hint, ...at })
  return [...hints.values()].slice(0, HINTS_MAX)
}

function instantOf({ updated_at: at }: Body): Pick<Hint, "at"> {
  return typeof at === "string" && !Number.isNaN(Date.parse(at)) ? { at: new Date(at).toISOString() } : {}
}

function level(body: Body): Omit<Hint, "at"> | null {
  const item = gid("InventoryItem", body["inventory_item_id"])
  const location = gid("Location", body["location_id"])
  return item && location ? { feed: "stock", ref: `${item}@${location}` } : null
}

/** An edit is a thing of its own, with an id of its own: the order is named inside it. */
const editedOrder = ({ order_edit: edit }: Body) =>
  isBody(edit) ? byNumber("orders", "Order", edit["order_id"]) : null

/** A fulfilment order's webhook names the fulfilment order; the connector looks the order up by it. One stands for all it names. */
function orderOfWork(body: Body): Omit<Hint, "at">[] {
  const orders = gidsIn(body, "Order")
  const refs = orders.length > 0 ? orders : gidsIn(body, "FulfillmentOrder")
  return refs.slice(0, 1).map((ref) => ({ feed: "orders", ref }))
}

function named(feed: Feed, type: GidType, body: Body): Omit<Hint, "at"> | null {
  const given = body["admin_graphql_api_id"]
  return typeof given === "string" && isGid(type, given) ? { feed, ref: given } : byNumber(feed, type, body["id"])
}

const namedIn = (feed: Feed, type: GidType, part: unknown) => (isBody(part) ? named(feed, type, part) : null)

function byNumber(feed: Feed, type: GidType, id: unknown): Omit<Hint, "at"> | null {
  const ref = gid(type, id)
  return ref === null ? null : { feed, ref }
}

/** A webhook's body has plain numbers where the Admin API has global ids; sometimes it has those as well. */
function gid(type: GidType, id: unknown): string | null {
  if (typeof id === "string" && isGid(type, id)) return id
  const ref = `gid://shopify/${type}/${typeof id === "number" || typeof id === "string" ? id : ""}`
  return isGid(type, ref) ? ref : null
}

/** Every global id of a type that a part of a body holds, in whatever place. */
function gidsIn(part: unknown, type: GidType, depth = 0): string[] {
  if (typeof part === "string") return isGid(type, part) ? [part] : []
  if (typeof part !== "object" || part === null || depth > DEPTH_MAX) return []
  return [...new Set(Object.values(part).flatMap((each) => gidsIn(each, type, depth + 1)))]
}

const DEPTH_MAX = 6

const isBody = (value: unknown): value is Body => typeof value === "object" && value !== null
