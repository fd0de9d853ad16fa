/** How a listing stands to our variants. */
export type ListingState = "mapped" | "unmatched" | "ambiguous" | "untracked" | "ignored"

/** A page of a channel's listings, by title. */
export interface ListingsAnswer {
  listings: ListingAnswer[]
  /** Pass as `after` to read on; null on the last page. */
  next: string | null
  counts: Record<ListingState, number>
}

/** An article as the channel lists it, and which of our variants it is. */
export interface ListingAnswer {
  id: string
  external_id: string
  product_ref: string
  title: string
  sku: string | null
  barcode: string | null
  state: ListingState
  /** Why it is not mapped, and what to do. */
  reason: string | null
  /** What decided; by hand and by CSV survive each new reading. */
  mapped_by: "sku" | "barcode" | "hand" | "csv" | null
  variant: VariantBrief | null
  /** Variants that it may be, where it is unmatched or ambiguous; best first, at most five. */
  candidates: VariantBrief[]
  /** ISO 8601. */
  seen_at: string
  updated_at: string
}

/** Enough of a variant to recognize it. */
export interface VariantBrief {
  variant_id: string
  product_id: string
  product_title: string
  variant_title: string
  sku: string | null
  barcode: string | null
  thumbnail: string | null
}

/** The body of `map`. */
export interface MapListingBody {
  variant_id: string
}

/** What would come of a file, or came of it: `dry_run` changes nothing. */
export interface BulkMapAnswer {
  dry_run: boolean
  /** Lines read, without the header. */
  rows: number
  mapped: number
  ignored: number
  /** Matched by SKU and barcode again. */
  unmapped: number
  /** Listings that say so already. */
  unchanged: number
  failed: number
  /** The first thousand, by line of the file; the header is line 1. */
  errors: { line: number; message: string }[]
}

/** What one article would show at each place of the channel if it were decided now, and why. */
export interface ExplainAnswer {
  listing: ListingAnswer
  /** ISO 8601. */
  as_of: string
  /** One sentence for the whole, for example "12 can be promised − 2 kept back (buffer of 2 units) = 10". */
  why: string
  /** Each step from what can be promised to what is shown, in order. */
  terms: ExplainTerm[]
  places: ExplainPlace[]
}

/** One step of the reckoning. */
export interface ExplainTerm {
  label: string
  quantity: number
}

/** One place of the channel. */
export interface ExplainPlace {
  external_location_id: string
  /** Our locations behind it. */
  locations: { id: string; name: string; quantity: number }[]
  /** What would be sent now; null where nothing would, and `why` says so. */
  wanted: number | null
  /** What the channel was last known to show. */
  confirmed: number | null
  confirmed_at: string | null
  state: "ok" | "poisoned" | null
  last_error: string | null
  /** A number on its way whose outcome is not known. */
  pending: number | null
  why: string
}

/** Products to be put on the channel, or brought up to date there. */
export interface ListProductsBody {
  product_ids: string[]
  /** @default active */
  status?: "active" | "draft"
  /** Of the prices there, for example EUR. @default the store's own */
  currency_code?: string
}

/** What became of the request, product by product. */
export interface ListProductsAnswer {
  products: { product_id: string; queued: boolean; reason: string | null }[]
}

/** Our products that are listed on the channel by us. */
export interface ListedProductsAnswer {
  products: ListedProduct[]
  next: string | null
}

/** One product on the channel, as far as we brought it there. */
export interface ListedProduct {
  product_id: string
  title: string
  product_ref: string | null
  state: "waiting" | "listed" | "refused" | "unlisted"
  /** Why it was refused, and what to do. */
  reason: string | null
  /** ISO 8601: when the channel last took it. */
  listed_at: string | null
}
