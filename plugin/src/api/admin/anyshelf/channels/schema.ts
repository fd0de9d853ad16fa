import { zodValidator } from "@medusajs/framework"
import { z } from "@medusajs/framework/zod"
import type { ListProductsBody, MapListingBody } from "./types"

const text = (max: number) => z.string().min(1).max(max)

/** The connector judges what is inside; here it is bounded. */
const config = z
  .record(text(100), z.unknown())
  .refine((value) => JSON.stringify(value).length <= 20_000, "is too large: 20,000 characters at most")

const locations = z
  .record(text(255), z.array(text(255)).max(1_000))
  .refine((value) => Object.keys(value).length <= 1_000, "names too many places: 1,000 at most")
  .nullable()

const percent = z.number().min(0).max(100)
const units = z.number().int().min(0).max(1_000_000_000)

const publishing = z
  .union([
    z.strictObject({ mode: z.literal("shared") }),
    z.strictObject({ mode: z.literal("buffered"), by: z.literal("units"), units }),
    z.strictObject({ mode: z.literal("buffered"), by: z.literal("percent"), percent }),
    z.strictObject({ mode: z.literal("buffered"), by: z.literal("velocity"), days: z.number().int().min(1).max(90) }),
    z.strictObject({ mode: z.literal("split-when-scarce"), below: units, percent }),
  ])
  .nullable()

const public_url = z
  .url({ protocol: /^https?$/, error: "must be an address such as https://shop.example.com" })
  .max(2_000)
  .transform((url) => url.replace(/\/+$/, ""))
  .nullable()

const createConnectionBody = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "must be lower case letters, digits and dashes, at most 63"),
  vendor: text(63),
  config,
  sales_channel: text(255),
  locations: locations.default(null),
  publishing: publishing.default(null),
  public_url: public_url.default(null),
})

/** Reads the body of `POST /admin/anyshelf/channels`. Throws INVALID_DATA. */
export const readCreateBody = (body: unknown) =>
  zodValidator(createConnectionBody, body) as Promise<z.infer<typeof createConnectionBody>>

const changeConnectionBody = z.strictObject({
  config: config.optional(),
  sales_channel: text(255).optional(),
  locations: locations.optional(),
  publishing: publishing.optional(),
  public_url: public_url.optional(),
})

/** Reads the body of `POST /:id`. Throws INVALID_DATA. */
export const readChangeBody = (body: unknown) =>
  zodValidator(changeConnectionBody, body) as Promise<z.infer<typeof changeConnectionBody>>

const retryBody = z.union([
  z.strictObject({ ids: z.array(text(255)).min(1).max(1_000) }),
  z.strictObject({ all: z.literal(true) }),
])

/** Reads the body of every route that tries again. Throws INVALID_DATA. */
export const readRetryBody = (body: unknown) => zodValidator(retryBody, body) as Promise<z.infer<typeof retryBody>>

const instant = (name: string) =>
  z.iso
    .datetime({ offset: true, error: `${name} must be an instant in ISO 8601, for example 2026-11-23T09:30:00Z` })
    .transform((given) => new Date(given))

const samplesQuery = z
  .strictObject({
    from: instant("from").optional(),
    to: instant("to").optional(),
    bucket_minutes: z.coerce.number().int().min(1).max(1_440).default(1),
  })
  .transform(({ from, to = new Date(), bucket_minutes }) => ({
    from: from ?? new Date(to.getTime() - 60 * 60_000),
    to,
    bucket_minutes,
  }))
  .refine(({ from, to }) => from < to, { message: "from must be before to" })
  .refine(({ from, to, bucket_minutes }) => (to.getTime() - from.getTime()) / 60_000 / bucket_minutes <= 2_000, {
    message: "that is more than 2,000 buckets: ask for a shorter span or a larger bucket_minutes",
  })

/** Reads the query of `GET /:id/samples`. Throws INVALID_DATA. */
export const readSamplesQuery = (query: unknown) =>
  zodValidator(samplesQuery, query) as Promise<z.infer<typeof samplesQuery>>

const page = {
  limit: z.coerce.number().int().min(1).max(100).default(20),
  after: z.string().max(2_000).optional(),
}

const listingStates = ["mapped", "unmatched", "ambiguous", "untracked", "ignored"] as const

const listingsQuery = z.strictObject({
  ...page,
  state: z.enum(listingStates).optional(),
  q: z.string().max(200).default(""),
})

/** Reads the query of `GET /:id/listings`. Throws INVALID_DATA. */
export const readListingsQuery = (query: unknown) =>
  zodValidator(listingsQuery, query) as Promise<z.infer<typeof listingsQuery>>

const csvQuery = z.strictObject({ state: z.enum(listingStates).optional() })

/** Reads the query of `GET /:id/listings/csv`. Throws INVALID_DATA. */
export const readCsvQuery = (query: unknown) => zodValidator(csvQuery, query) as Promise<z.infer<typeof csvQuery>>

const pageQuery = z.strictObject(page)

/** Reads the query of a page without filters. Throws INVALID_DATA. */
export const readPageQuery = (query: unknown) => zodValidator(pageQuery, query) as Promise<z.infer<typeof pageQuery>>

const commandsQuery = z.strictObject({
  ...page,
  state: z.enum(["pending", "sent", "accepted", "done", "refused", "superseded"]).optional(),
})

/** Reads the query of `GET /:id/commands`. Throws INVALID_DATA. */
export const readCommandsQuery = (query: unknown) =>
  zodValidator(commandsQuery, query) as Promise<z.infer<typeof commandsQuery>>

const tasksQuery = z.strictObject({ ...page, kind: text(63).optional() })

/** Reads the query of `GET /:id/tasks`. Throws INVALID_DATA. */
export const readTasksQuery = (query: unknown) => zodValidator(tasksQuery, query) as Promise<z.infer<typeof tasksQuery>>

const bulkQuery = z.strictObject({ dry_run: z.enum(["true", "false"]).default("true") })

/** Reads the query of `POST /:id/listings/csv`: nothing is changed unless `dry_run=false`. Throws INVALID_DATA. */
export const readBulkQuery = (query: unknown) => zodValidator(bulkQuery, query) as Promise<z.infer<typeof bulkQuery>>

const mapListingBody = z.strictObject({ variant_id: text(255) })

/** Reads the body of `POST /:id/listings/:listing_id/map`. Throws INVALID_DATA. */
export const readMapBody = (body: unknown) => zodValidator(mapListingBody, body) as Promise<MapListingBody>

const listProductsBody = z.strictObject({
  product_ids: z.array(text(255)).min(1).max(100),
  status: z.enum(["active", "draft"]).default("active"),
  currency_code: z
    .string()
    .regex(/^[a-z]{3}$/i, "must be a currency such as EUR")
    .optional(),
})

/** Reads the body of `POST /:id/products`. Throws INVALID_DATA. */
export const readListBody = (body: unknown) =>
  zodValidator(listProductsBody, body) as Promise<ListProductsBody & { status: "active" | "draft" }>
