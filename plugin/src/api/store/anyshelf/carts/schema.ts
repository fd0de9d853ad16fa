import { z } from "@medusajs/framework/zod"

/** Ten minutes: long enough to pay, short enough that a forgotten cart gives its units back. */
const ttlDefaultMs = 600_000

/** The body of `POST /store/anyshelf/carts/:id/hold`. It may be left out. */
export const holdBody = z
  .strictObject({
    /** How long the cart holds what it needs, in milliseconds: 10 seconds to 1 hour. */
    ttl_ms: z.number().int().min(10_000).max(3_600_000).default(ttlDefaultMs),
  })
  .default({ ttl_ms: ttlDefaultMs })

export type HoldBody = z.infer<typeof holdBody>
