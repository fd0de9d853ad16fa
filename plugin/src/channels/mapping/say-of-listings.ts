import { randomUUID } from "node:crypto"
import { matchListing, type Candidate, type PersonsWord } from "../../domain/channels/match-listing"
import type { SaidOfListing } from "../../modules/channels/listings/words/queries"
import type ChannelsService from "../../modules/channels/service"

/** What is needed to take a person's word. */
export interface Desk {
  readonly channels: Pick<
    ChannelsService,
    "sayOfListings" | "revivePublications" | "markByListings" | "receiveWebhook" | "wakeEngine"
  >
}

/** What a person says of one listing; null takes the word back, and the listing is matched by its SKU and barcode again. */
export interface Saying {
  readonly externalId: string
  readonly word: PersonsWord | null
}

/**
 * Takes a person's word on some listings. Whether the channel counts an article is known when it is read the next time; until then
 * it is taken for one that does. Gives those that changed.
 */
export async function sayOfListings(
  { channels }: Desk,
  connectionId: string,
  sayings: readonly Saying[],
  candidates: readonly Candidate[]
): Promise<ReadonlySet<string>> {
  const changed = await channels.sayOfListings(
    connectionId,
    sayings.map((saying) => toRow(saying, candidates))
  )
  const listingIds = changed.filter(({ state }) => state === "mapped").map(({ id }) => id)
  if (listingIds.length > 0) {
    await channels.revivePublications({ connectionId, listingIds })
    await channels.markByListings({ connectionId, listingIds })
  }
  return new Set(changed.map(({ externalId }) => externalId))
}

/** Has the worker look at these listings again, as if the channel had told of them: it judges them in full, and publishes. */
export async function lookAgain({ channels }: Desk, connectionId: string, refs: readonly string[]): Promise<void> {
  const hints = refs.map((ref) => ({ feed: "listings" as const, ref }))
  await channels.receiveWebhook({ connectionId, dedupe: `said:${randomUUID()}`, hints })
  channels.wakeEngine(connectionId)
}

function toRow({ externalId, word }: Saying, candidates: readonly Candidate[]): SaidOfListing {
  if (!word) return { externalId, ...unsaid }
  const match = matchListing(asFarAsKnown, candidates, word)
  const said = { externalId, saidBy: word.is === "variant" ? word.by : ("hand" as const) }
  return {
    ...said,
    variantId: word.is === "variant" ? word.variantId : null,
    state: match.state === "ambiguous" ? "unmatched" : match.state,
    reason: "reason" in match ? match.reason : null,
    mappedBy: "mappedBy" in match ? match.mappedBy : null,
    components: match.state === "mapped" ? match.components : [],
  }
}

/** A person's word needs neither SKU nor barcode. */
const asFarAsKnown = { sku: null, barcode: null, tracked: true, duplicateSkuCount: 1 }

const unsaid = {
  saidBy: null,
  variantId: null,
  state: "unmatched" as const,
  reason: "It is matched again, by its SKU and barcode, when the channel is read the next time.",
  mappedBy: null,
  components: [],
}
