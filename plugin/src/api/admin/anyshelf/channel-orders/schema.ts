import { z } from "@medusajs/framework/zod"

/** The body of `POST /admin/anyshelf/channel-orders/:id/hold`. */
export const holdBody = z.strictObject({
  reason: z.enum(["payment", "address", "inventory", "fraud", "other"]),
  note: z.string().trim().max(500).default(""),
})

export type HoldBody = z.infer<typeof holdBody>

/** Whole, in the currency's smallest unit. */
const minorUnits = z.number().int().max(Number.MAX_SAFE_INTEGER)

/** The body of `POST /admin/anyshelf/channel-orders/:id/refunds`. */
export const refundBody = z
  .strictObject({
    /** Yours, one for each refund: sent again, it is the same refund. */
    key: z.string().trim().min(1).max(100),
    amount: minorUnits.min(1),
    shipping_amount: minorUnits.min(0).default(0),
    items: z
      .array(z.strictObject({ item_id: z.string().min(1).max(100), quantity: z.number().int().min(1).max(1_000_000) }))
      .max(500)
      .default([]),
    note: z.string().trim().max(500).default(""),
    notify: z.boolean().default(true),
  })
  .refine((body) => body.shipping_amount <= body.amount, {
    message: "shipping_amount is the part of amount that is for delivery: it cannot be more",
  })

export type RefundBody = z.infer<typeof refundBody>
