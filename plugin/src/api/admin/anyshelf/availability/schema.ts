import { zodValidator } from "@medusajs/framework"
import { z } from "@medusajs/framework/zod"

const availabilityQuery = z.strictObject({
  q: z.string().max(200).default(""),
  sales_channel_id: z.string().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
})

const variantQuery = availabilityQuery.pick({ sales_channel_id: true })

/** Reads the query of `GET /admin/anyshelf/availability`. Throws INVALID_DATA. */
export const readAvailabilityQuery = (query: unknown) =>
  zodValidator(availabilityQuery, query) as Promise<z.infer<typeof availabilityQuery>>

/** Reads the query of `GET /admin/anyshelf/variants/:id/availability`. Throws INVALID_DATA. */
export const readVariantQuery = (query: unknown) =>
  zodValidator(variantQuery, query) as Promise<z.infer<typeof variantQuery>>

/** Withheld units; null removes the rule. */
const quantity = z.number().min(0).max(1_000_000_000).nullable()

/** One rule for one item; null is the default of the location or the channel. */
const inventory_item_id = z.string().min(1).nullable()

const percent = z.number().min(0).max(100)
const sales_channel_id = z.string().min(1)
const location_id = z.string().min(1)

const allocation = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("share"), percent }),
  z.strictObject({ kind: z.literal("fixed"), quantity: z.number().min(0).max(1_000_000_000) }),
  z.strictObject({ kind: z.literal("split"), percent, below: z.number().min(0).max(1_000_000_000) }),
])

/** A buffer in percent of the channel's pool is 0 to 100. */
const channelBuffer = z
  .strictObject({ inventory_item_id, sales_channel_id, quantity, unit: z.enum(["units", "percent"]).default("units") })
  .refine((rule) => rule.unit === "units" || (rule.quantity ?? 0) <= 100, {
    message: "a buffer in percent is 0 to 100",
    path: ["quantity"],
  })

const listOf = <T extends z.ZodType>(rule: T) => z.array(rule).max(500).default([])

/** The body of `POST /admin/anyshelf/availability/policies`. */
export const policiesBody = z
  .strictObject({
    safety_stock: listOf(z.strictObject({ inventory_item_id, location_id, quantity })),
    channel_buffers: listOf(channelBuffer),
    channel_allocations: listOf(
      z.strictObject({ inventory_item_id, sales_channel_id, allocation: allocation.nullable() })
    ),
    location_services: listOf(
      z.strictObject({
        location_id,
        /** Null: for all channels without a rule of their own. */
        sales_channel_id: sales_channel_id.nullable(),
        method: z.enum(["ship", "pickup"]),
        /** Null removes the rule: the location serves. */
        enabled: z.boolean().nullable(),
      })
    ),
  })
  .refine((body) => Object.values(body).some((rules) => rules.length > 0), {
    message: "give at least one rule in safety_stock, channel_buffers, channel_allocations or location_services",
  })

export type PoliciesBody = z.infer<typeof policiesBody>
