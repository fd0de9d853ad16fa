import { z } from "zod"
import type {
  ChannelRecord,
  ListingRecord,
  LocationRecord,
  OrderRecord,
  ReturnRecord,
  StockRecord,
  Tombstone,
} from "../records"

/**
 * The records of `records.ts` as something that can be checked while the program runs: what a connector in another language
 * sends is a stranger's input. An unknown key is refused, since a mistyped one would be silence. Lengths are generous, and bounded.
 */

const ref = z.string().min(1).max(512)
const short = z.string().max(1_024)
const long = z.string().max(20_000)
const units = z.int().min(0).max(1_000_000_000)
const instant = z.iso.datetime({ offset: false })

const money = z.strictObject({
  amount: z.int(),
  currencyCode: z.string().regex(/^[A-Z]{3}$/, "must be an ISO 4217 code in upper case, for example EUR"),
})

const address = z.strictObject({
  firstName: short.exactOptional(),
  lastName: short.exactOptional(),
  company: short.exactOptional(),
  line1: short.exactOptional(),
  line2: short.exactOptional(),
  city: short.exactOptional(),
  province: short.exactOptional(),
  postalCode: short.exactOptional(),
  countryCode: z
    .string()
    .regex(/^[A-Z]{2}$/, "must be an ISO 3166-1 code of two capitals, for example DE")
    .exactOptional(),
  phone: short.exactOptional(),
})

const tracking = z.strictObject({ company: short.nullable(), number: short, url: z.string().max(2_048).nullable() })

const delivery = z.strictObject({
  method: z.enum(["ship", "pickup", "local", "pos", "none"]),
  locationRef: ref.nullable(),
})

const base = { ref, updatedAt: instant, raw: z.unknown().default(null) }

const location = z.strictObject({
  ...base,
  feed: z.literal("locations"),
  name: short.min(1),
  active: z.boolean(),
  address: address.nullable().exactOptional(),
  pickup: z.boolean().exactOptional(),
})

const listing = z.strictObject({
  ...base,
  feed: z.literal("listings"),
  productRef: ref,
  stockRef: ref,
  title: short,
  sku: short.nullable(),
  barcode: short.nullable(),
  tracked: z.boolean(),
  duplicateSkuCount: z.int().min(0),
  status: z.enum(["active", "draft", "archived"]).exactOptional(),
  url: z.string().max(2_048).nullable().exactOptional(),
  price: money.nullable().exactOptional(),
})

const stock = z
  .strictObject({ ...base, feed: z.literal("stock"), stockRef: ref, locationRef: ref, available: z.int() })
  .refine(({ ref, stockRef, locationRef }) => ref === `${stockRef}@${locationRef}`, {
    error: "must be <stockRef>@<locationRef>",
    path: ["ref"],
  })

const orderLine = z.strictObject({
  ref,
  listingRef: ref.nullable(),
  sku: short.nullable(),
  title: short,
  quantity: units,
  unitPrice: money,
  discount: money,
  tax: money,
  requiresShipping: z.boolean(),
  giftCard: z.boolean().exactOptional(),
  delivery: delivery.exactOptional(),
  duties: money.exactOptional(),
  properties: z.record(short, long).exactOptional(),
})

const customer = z.strictObject({
  ref,
  email: short.nullable(),
  phone: short.nullable(),
  firstName: short.nullable(),
  lastName: short.nullable(),
})

const charge = z.strictObject({ kind: z.enum(["duty", "tip", "fee"]), title: short, amount: money })

const fulfilment = z.strictObject({
  ref,
  status: z.enum(["done", "cancelled"]),
  at: instant,
  locationRef: ref.nullable(),
  lines: z.array(z.strictObject({ lineRef: ref, quantity: units })).max(1_000),
  tracking: z.array(tracking).max(100),
})

const refund = z.strictObject({
  ref,
  at: instant,
  amount: money,
  returnRef: ref.nullable().exactOptional(),
  lines: z
    .array(
      z.strictObject({
        lineRef: ref,
        quantity: units,
        restocked: z.boolean(),
        hadLeft: z.boolean().exactOptional(),
        locationRef: ref.nullable(),
      })
    )
    .max(1_000),
})

const order = z.strictObject({
  ...base,
  feed: z.literal("orders"),
  number: short.min(1),
  status: z.enum(["open", "cancelled"]),
  test: z.boolean(),
  placedAt: instant,
  currencyCode: z.string().regex(/^[A-Z]{3}$/, "must be an ISO 4217 code in upper case, for example EUR"),
  taxesIncluded: z.boolean(),
  email: short.nullable(),
  shippingAddress: address.nullable(),
  billingAddress: address.nullable(),
  delivery,
  lines: z.array(orderLine).max(1_000),
  shipping: money,
  shippingTax: money.exactOptional(),
  charges: z.array(charge).max(100).exactOptional(),
  total: money,
  customer: customer.nullable().exactOptional(),
  discountCodes: z.array(short).max(100).exactOptional(),
  note: long.nullable().exactOptional(),
  payment: z.enum(["pending", "authorized", "paid", "partially-refunded", "refunded", "voided"]).exactOptional(),
  captured: money.nullable().exactOptional(),
  cancelReason: short.nullable().exactOptional(),
  fulfilments: z.array(fulfilment).max(1_000).exactOptional(),
  refunds: z.array(refund).max(1_000).exactOptional(),
  ourOrderId: short.nullable().exactOptional(),
})

const returned = z.strictObject({
  ...base,
  feed: z.literal("returns"),
  orderRef: ref,
  number: short,
  status: z.enum(["requested", "open", "closed", "cancelled", "declined"]),
  locationRef: ref.nullable(),
  lines: z
    .array(
      z.strictObject({
        ref,
        orderLineRef: ref,
        quantity: units,
        received: units,
        restocked: units,
        reason: short,
        note: long,
      })
    )
    .max(1_000),
  refunded: money.nullable(),
})

const feed = z.enum(["listings", "orders", "returns", "stock", "locations"])
const tombstone = z.strictObject({ feed, ref, deleted: z.literal(true) })

/** One schema for each feed's records. */
export const recordSchemas = {
  listings: listing,
  orders: order,
  returns: returned,
  stock,
  locations: location,
} as const

/** What is known to be a record, or a word that one is gone. */
export type CheckedRecord = { readonly ok: true; readonly record: ChannelRecord | Tombstone }

/** Why it is none, in a sentence that names the field. */
export type RefusedRecord = { readonly ok: false; readonly reason: string }

/** Checks what claims to be a record of a channel. */
export function checkRecord(value: unknown): CheckedRecord | RefusedRecord {
  const given = (typeof value === "object" && value !== null ? value : {}) as { feed?: unknown; deleted?: unknown }
  if (given.deleted === true) return judge(tombstone.safeParse(value))
  const named = feed.safeParse(given.feed)
  if (!named.success) return { ok: false, reason: "feed must be one of listings, orders, returns, stock, locations." }
  return judge(recordSchemas[named.data].safeParse(value))
}

function judge(result: z.ZodSafeParseResult<unknown>): CheckedRecord | RefusedRecord {
  if (result.success) return { ok: true, record: result.data as ChannelRecord | Tombstone }
  const sentences = result.error.issues
    .slice(0, 5)
    .map(({ path, message }) => `${path.join(".") || "record"}: ${message}`)
  return { ok: false, reason: `${sentences.join("; ")}.` }
}

/** The records as JSON Schema 2020-12, for connectors in other languages. */
export const recordsAsJsonSchema = (): Readonly<Record<keyof typeof recordSchemas, object>> => ({
  listings: z.toJSONSchema(listing),
  orders: z.toJSONSchema(order),
  returns: z.toJSONSchema(returned),
  stock: z.toJSONSchema(stock),
  locations: z.toJSONSchema(location),
})

// The compiler holds the schemas against the language: a field that one has and the other lacks does not compile.
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never
type Bare<T> = { -readonly [K in keyof T]: Bare<T[K]> }
type Raw<T> = Omit<T, "raw">
const held: readonly [
  Same<Bare<Raw<z.output<typeof listing>>>, Bare<Raw<ListingRecord>>>,
  Same<Bare<Raw<z.output<typeof location>>>, Bare<Raw<LocationRecord>>>,
  Same<Bare<Raw<z.output<typeof stock>>>, Bare<Raw<StockRecord>>>,
  Same<Bare<Raw<z.output<typeof order>>>, Bare<Raw<OrderRecord>>>,
  Same<Bare<Raw<z.output<typeof returned>>>, Bare<Raw<ReturnRecord>>>,
  Same<Bare<z.output<typeof tombstone>>, Bare<Tombstone>>,
] = [true, true, true, true, true, true]
void held
