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

/** What decided which variant a listing is. */
export type MappedBy = "sku" | "barcode" | "hand" | "csv"

/** What a person said of a listing: which variant it is, or that it is none of ours. It holds until the person takes it back. */
export type PersonsWord =
  { readonly is: "variant"; readonly variantId: string; readonly by: "hand" | "csv" } | { readonly is: "none" }

/** Which variant a listing is, or why that is not known. Never a guess. */
export type ListingMatch =
  | {
      readonly state: "mapped"
      readonly variantId: string
      readonly components: readonly Component[]
      readonly mappedBy: MappedBy
    }
  | { readonly state: "untracked"; readonly variantId: string; readonly reason: string; readonly mappedBy: MappedBy }
  | { readonly state: "unmatched" | "ambiguous"; readonly reason: string }
  /** A person's variant that is gone is remembered: nobody else's guess takes its place. */
  | { readonly state: "unmatched"; readonly variantId: string; readonly reason: string; readonly mappedBy: MappedBy }
  | { readonly state: "ignored"; readonly reason: string }

/** Matches by a person's word, else by SKU and, for a listing whose SKU is nobody's, by barcode. */
export function matchListing(
  listing: ListingFacts,
  candidates: readonly Candidate[],
  word?: PersonsWord | null
): ListingMatch {
  if (word) return matchByWord(listing, candidates, word)
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
  if (first) return judge(listing, first, bySku.length > 0 ? "sku" : "barcode")
  if (!sku && !barcode) return unmatched("It has neither SKU nor barcode: give it the SKU of our variant.")
  return unmatched(
    `None of our variants has ${[sku && `the SKU "${sku}"`, barcode && `the barcode "${barcode}"`].filter(Boolean).join(" or ")}: correct it here or there.`
  )
}

function matchByWord(listing: ListingFacts, candidates: readonly Candidate[], word: PersonsWord): ListingMatch {
  if (word.is === "none")
    return {
      state: "ignored",
      reason: "A person said that it is none of ours: it is neither counted nor sold from here.",
    }
  const { variantId, by } = word
  const variant = candidates.find((each) => each.variantId === variantId)
  if (variant) return judge(listing, variant, by)
  const reason = "The variant that a person mapped it to does not exist any more: map it again, or unmap it."
  return { state: "unmatched", variantId, reason, mappedBy: by }
}

function judge(listing: ListingFacts, { variantId, tracked, components }: Candidate, mappedBy: MappedBy): ListingMatch {
  const untracked = (of: string, reason: string): ListingMatch => ({
    state: "untracked",
    variantId: of,
    reason,
    mappedBy,
  })
  if (!listing.tracked)
    return untracked(variantId, "The channel does not count this article: turn on its stock tracking there.")
  if (!tracked)
    return untracked(variantId, "Our variant is not counted (`manage_inventory` is off): it can always be sold.")
  if (components.length === 0)
    return untracked(variantId, "Our variant is counted but has no inventory item: link one to it.")
  return { state: "mapped", variantId, components, mappedBy }
}

const filled = (text: string | null) => text?.trim() || null
const ambiguous = (reason: string): ListingMatch => ({ state: "ambiguous", reason })
const unmatched = (reason: string): ListingMatch => ({ state: "unmatched", reason })
