import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import type { Logger } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { explainListing, type Explanation } from "../../../../channels/explain-listing"
import { medusaShop } from "../../../../channels/medusa-shop"
import { wayOut } from "../../../../channels/way-out"
import { termsOf, whyNumber, type NumberFacts } from "../../../../domain/channels/explain-number"
import type { PublishingMode } from "../../../../domain/channels/publishing-mode"
import type { AnyshelfInventory } from "../../../../inventory/contract"
import {
  publicationsOfListing,
  type AdminListingRow,
  type PublicationRow,
} from "../../../../reads/channel-admin/queries/listings"
import { locationsOfChannel } from "../../../../reads/channel-admin/queries/places"
import { runOn } from "../../../../reads/run"
import { channelsOf, connectionOf } from "./answer"
import { describeListings } from "./describe-listing"
import type { ExplainAnswer, ExplainPlace } from "./types"

type Asked = Pick<AuthenticatedMedusaRequest, "scope" | "params">

/** What would be published of a listing, and why, in the Admin's words. */
export async function describeExplanation(request: Asked, row: AdminListingRow): Promise<ExplainAnswer> {
  const run = runOn(request.scope)
  const [[listing], publications] = await Promise.all([
    describeListings(run, [row]),
    publicationsOfListing(run, row.id),
  ])
  const answer = { listing: listing!, as_of: new Date().toISOString() }
  const explained = await explain(request, row, publications)
  if (!explained.ok) return { ...answer, why: explained.reason, terms: [], places: publications.map(unexplained) }
  const [facts] = [...explained.facts.values()]
  const names = new Map((await locationsOfChannel(run, explained.map.salesChannelId)).map(({ id, name }) => [id, name]))
  const shown = new Map(publications.map((each) => [each.externalLocationId, each]))
  return {
    ...answer,
    why: facts ? `${whyNumber(facts)}.` : "Nothing can be decided: no place of the channel is mapped.",
    terms: facts ? termsOf(facts) : [],
    places: explained.map.places.map((place) => describePlace(place, explained, shown.get(place.externalId), names)),
  }
}

type Explained = Extract<Explanation, { ok: true }> & { readonly facts: ReadonlyMap<string, NumberFacts> }

async function explain(
  request: Asked,
  row: AdminListingRow,
  publications: readonly PublicationRow[]
): Promise<Explained | { ok: false; reason: string }> {
  const { connection, problem } = await connectionOf(request)
  if (!connection) return refuse(problem?.reason ?? "The connection cannot work.")
  if (row.state !== "mapped") return refuse(row.reason ?? "It is not mapped to a variant, so nothing is published.")
  const channels = channelsOf(request)
  const [match] = await channels.readListingMatches(connection.id, [row.externalId])
  const around = {
    channels,
    shop: medusaShop(request.scope as Parameters<typeof medusaShop>[0]),
    inventory: request.scope.resolve<AnyshelfInventory>(Modules.INVENTORY),
    logger: request.scope.resolve<Logger>(ContainerRegistrationKeys.LOGGER),
    fetch: wayOut(channels.connections),
  }
  const explanation = await explainListing(around, connection, {
    stockRef: row.stockRef,
    components: match?.components ?? [],
    publications: new Map(publications.map(({ externalLocationId, id }) => [externalLocationId, id])),
  })
  if (!explanation.ok) return explanation
  const publishing: PublishingMode = connection.publishing ?? { mode: "shared" }
  const facts = [...explanation.decisions].map(([place, each]): [string, NumberFacts] => [
    place,
    { ...each, publishing },
  ])
  return { ...explanation, facts: new Map(facts) }
}

function describePlace(
  { externalId, locationIds }: { readonly externalId: string; readonly locationIds: readonly string[] },
  { decisions, promisedAt }: Explained,
  shown: PublicationRow | undefined,
  names: ReadonlyMap<string, string>
): ExplainPlace {
  const wanted = decisions.get(externalId)?.quantity ?? null
  const locations = locationIds.map((id) => ({ id, name: names.get(id) ?? id, quantity: promisedAt.get(id) ?? 0 }))
  const parts = locations.map(({ name, quantity }) => `${quantity} at ${name}`).join(", ")
  return {
    external_location_id: externalId,
    locations,
    ...shownAnswer(shown),
    wanted,
    why: whyPlace(
      parts,
      wanted,
      locations.reduce((sum, { quantity }) => sum + quantity, 0),
      shown
    ),
  }
}

function whyPlace(parts: string, wanted: number | null, here: number, shown: PublicationRow | undefined): string {
  if (wanted === null) return "Nothing is sent here: the place is mapped to none of our locations."
  const limit = wanted < here ? `, but all places together may show no more, which leaves ${wanted} here` : ""
  const waiting = shown?.waiting ? ` It waits: ${shown.waiting}` : ""
  return `${parts || "no location of ours"}${limit}.${waiting}`
}

const shownAnswer = (shown: PublicationRow | undefined) => ({
  confirmed: shown?.confirmed ?? null,
  confirmed_at: shown?.confirmedAt?.toISOString() ?? null,
  state: shown?.state ?? null,
  last_error: shown?.lastError ?? null,
  pending: shown?.pending ?? null,
})

const unexplained = (shown: PublicationRow): ExplainPlace => ({
  external_location_id: shown.externalLocationId,
  locations: [],
  wanted: null,
  ...shownAnswer(shown),
  why: "It is not decided now; this is what was sent last.",
})

const refuse = (reason: string) => ({ ok: false as const, reason })
