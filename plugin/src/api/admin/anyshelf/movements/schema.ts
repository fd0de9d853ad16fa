import { zodValidator } from "@medusajs/framework"
import { z } from "@medusajs/framework/zod"

const id = z.string().min(1).max(255)
const instant = (name: string) =>
  z.iso
    .datetime({ offset: true, error: `${name} must be an instant in ISO 8601, for example 2026-11-23T09:30:00Z` })
    .transform((text) => new Date(text))

const movementsQuery = z
  .strictObject({
    inventory_item_id: id.optional(),
    location_id: id.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
    after: z.string().max(400).optional(),
  })
  .refine((query) => query.location_id === undefined || query.inventory_item_id !== undefined, {
    message: "location_id needs an inventory_item_id",
  })

const historyQuery = z.strictObject({
  inventory_item_id: id,
  location_id: id,
  from: instant("from"),
  to: instant("to").optional(),
})

/** Reads the query of `GET /admin/anyshelf/movements`. Throws INVALID_DATA. */
export const readMovementsQuery = (query: unknown) =>
  zodValidator(movementsQuery, query) as Promise<z.infer<typeof movementsQuery>>

/** Reads the query of `GET /admin/anyshelf/movements/history`. Throws INVALID_DATA. */
export const readHistoryQuery = (query: unknown) =>
  zodValidator(historyQuery, query) as Promise<z.infer<typeof historyQuery>>
