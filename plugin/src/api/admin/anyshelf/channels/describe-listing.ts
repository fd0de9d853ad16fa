import {
  candidatesOfListings,
  variantsOfListings,
  type AdminListingRow,
  type BriefRow,
} from "../../../../reads/channel-admin/queries/listings"
import type { Run } from "../../../../reads/run"
import type { ListingAnswer, VariantBrief } from "./types"

/** Listings in the Admin's words, with the variants that they are or may be: two statements, however many there are. */
export async function describeListings(run: Run, rows: readonly AdminListingRow[]): Promise<ListingAnswer[]> {
  const open = rows.filter(({ state }) => state === "unmatched" || state === "ambiguous")
  const [variants, candidates] = await Promise.all([
    variantsOfListings(run, idsOf(rows)),
    open.length === 0 ? [] : candidatesOfListings(run, idsOf(open)),
  ])
  return rows.map((row) => ({
    id: row.id,
    external_id: row.externalId,
    product_ref: row.productRef,
    title: row.title,
    sku: row.sku,
    barcode: row.barcode,
    state: row.state,
    reason: row.reason,
    mapped_by: row.mappedBy,
    variant: briefsOf(row, variants)[0] ?? null,
    candidates: briefsOf(row, candidates),
    seen_at: row.seenAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  }))
}

const idsOf = (rows: readonly AdminListingRow[]) => rows.map(({ id }) => id)

const briefsOf = ({ id }: AdminListingRow, briefs: readonly BriefRow[]): VariantBrief[] =>
  briefs.flatMap((brief) =>
    brief.listingId === id
      ? [
          {
            variant_id: brief.variantId,
            product_id: brief.productId,
            product_title: brief.productTitle,
            variant_title: brief.variantTitle,
            sku: brief.sku,
            barcode: brief.barcode,
            thumbnail: brief.thumbnail,
          },
        ]
      : []
  )
