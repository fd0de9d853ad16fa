import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { lookAgain, sayOfListings } from "../../../../channels/mapping/say-of-listings"
import { medusaShop } from "../../../../channels/medusa-shop"
import type { PersonsWord } from "../../../../domain/channels/match-listing"
import { findListing, type AdminListingRow } from "../../../../reads/channel-admin/queries/listings"
import { runOn } from "../../../../reads/run"
import { channelsOf, connectionOf } from "./answer"
import { describeListings } from "./describe-listing"
import type { ListingAnswer } from "./types"

type Asked = Pick<AuthenticatedMedusaRequest, "scope" | "params">

/** The listing that the path names. Throws NOT_FOUND. */
export async function listingOf(request: Asked): Promise<AdminListingRow> {
  const { id: connectionId } = await connectionOf(request)
  const listingId = request.params.listing_id ?? ""
  const row = await findListing(runOn(request.scope), { connectionId, listingId })
  if (row) return row
  throw new MedusaError(MedusaError.Types.NOT_FOUND, `The connection "${connectionId}" has no listing "${listingId}".`)
}

/** Takes a person's word on one listing, and has the worker look at it again. Said twice, it is so already. */
export async function sayOfListing(request: Asked, word: PersonsWord | null): Promise<ListingAnswer> {
  const { externalId } = await listingOf(request)
  const connectionId = request.params.id ?? ""
  const desk = { channels: channelsOf(request) }
  const candidates = await variantsNamed(request, word)
  const changed = await sayOfListings(desk, connectionId, [{ externalId, word }], candidates)
  if (changed.size > 0) await lookAgain(desk, connectionId, [externalId])
  const [listing] = await describeListings(runOn(request.scope), [await listingOf(request)])
  return listing!
}

async function variantsNamed({ scope }: Asked, word: PersonsWord | null) {
  if (word?.is !== "variant") return []
  const found = await medusaShop(scope).findVariants({ skus: [], barcodes: [], variantIds: [word.variantId] })
  if (found.length > 0) return found
  throw new MedusaError(MedusaError.Types.NOT_FOUND, `There is no variant "${word.variantId}".`)
}
