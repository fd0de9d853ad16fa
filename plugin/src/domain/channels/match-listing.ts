import type { Component } from "./publication"

/** A listing, as far as matching needs it. */
export interface ListingFacts {
  readonly sku: string | null
  readonly barcode: string | null
  readonly tracked: boolean
  /** How many listings of the channel carry this SKU. */
  readonly duplicateSkuCount: number
}

/** A variant of ours that may be it. */
export interface Candidate {
  readonly variantId: string
  readonly sku: string | null
  readonly barcode: string | null
  /** False when we do not count it. */
  readonly tracked: boolean
  readonly components: readonly Component[]
}

/** Which variant a listing is, or why that is not known. Never a guess. */
export type ListingMatch =
  | { readonly state: "mapped"; readonly variantId: string; readonly components: readonly Component[] }
  | { readonly state: "untracked"; readonly variantId: string; readonly reason: string }
  | { readonly state: "unmatched" | "ambiguous"; readonly reason: string }

/** Matches by SKU and, for a listing whose SKU is nobody's, by barcode. */
export function matchListing(listing: ListingFacts, candidates: readonly Candidate[]): ListingMatch {
  const sku = filled(listing.sku)
  const barcode = filled(listing.barcode)
  if (sku && listing.duplicateSkuCount > 1)
    return ambiguous(`${listing.duplicateSkuCount} listings of the channel carry the SKU "${sku}": give each its own.`)
  const bySku = sku ? candidates.filter((each) => filled(each.sku) === sku) : []
  const found = bySku.length > 0 || !barcode ? bySku : candidates.filter((each) => filled(each.barcode) === barcode)
  const [first, second] = found
  if (second)
    return ambiguous(
      `Several of our variants carry ${bySku.length > 0 ? `the SKU "${sku}"` : `the barcode "${barcode}"`}: correct all but one.`
    )
  if (first) return judge(listing, first)
  if (!sku && !barcode) return unmatched("It has neither SKU nor barcode: give it the SKU of our variant.")
  return unmatched(
    `None of our variants has ${[sku && `the SKU "${sku}"`, barcode && `the barcode "${barcode}"`].filter(Boolean).join(" or ")}: correct it here or there.`
  )
}

function judge(listing: ListingFacts, { variantId, tracked, components }: Candidate): ListingMatch {
  if (!listing.tracked)
    return untracked(variantId, "The channel does not count this article: turn on its stock tracking there.")
  if (!tracked)
    return untracked(variantId, "Our variant is not counted (`manage_inventory` is off): it can always be sold.")
  if (components.length === 0)
    return untracked(variantId, "Our variant is counted but has no inventory item: link one to it.")
  return { state: "mapped", variantId, components }
}

const filled = (text: string | null) => text?.trim() || null
const ambiguous = (reason: string): ListingMatch => ({ state: "ambiguous", reason })
const unmatched = (reason: string): ListingMatch => ({ state: "unmatched", reason })
const untracked = (variantId: string, reason: string): ListingMatch => ({ state: "untracked", variantId, reason })
