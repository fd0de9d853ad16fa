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

/** The body of `POST /admin/anyshelf/availability/policies`. */
export const policiesBody = z
  .strictObject({
    safety_stock: z
      .array(z.strictObject({ inventory_item_id, location_id: z.string().min(1), quantity }))
      .max(500)
      .default([]),
    channel_buffers: z
      .array(z.strictObject({ inventory_item_id, sales_channel_id: z.string().min(1), quantity }))
      .max(500)
      .default([]),
  })
  .refine((body) => body.safety_stock.length + body.channel_buffers.length > 0, {
    message: "give at least one rule in safety_stock or channel_buffers",
  })

export type PoliciesBody = z.infer<typeof policiesBody>
