import type { DuePublication, PublicationOutcome } from "../../../domain/channels/publication"
import type { ChannelMemory } from "../../shop"
import { isFree, type PublicationRow, type Tables } from "./tables"

type Methods = Pick<
  ChannelMemory,
  | "ensurePublications"
  | "markByItems"
  | "markByListings"
  | "observeStock"
  | "ensurePlaces"
  | "compareLevels"
  | "retirePublications"
  | "claimPublications"
  | "recordIntents"
  | "recallIntents"
  | "recordOutcomes"
>

/** What `modules/channels/publications/queries.ts` does. */
export function publicationMemory(tables: Tables): Methods {
  const { publications } = tables
  const byId = (id: string) => [...publications.values()].find((row) => row.id === id)
  const all = () => [...publications.values()]
  return {
    ensurePublications: async (rows) => {
      for (const row of rows) ensure(tables, row)
    },
    ensurePlaces: async ({ connectionId, places }) => {
      for (const { id, stockRef, ...listing } of mappedListings(tables).values())
        if (listing.connectionId === connectionId)
          for (const locationRef of places)
            if (!publications.has(keyOf(connectionId, stockRef, locationRef)))
              ensure(tables, { connectionId, listingId: id, stockRef, locationRef })
    },
    markByItems: async (itemIds, changedAt = {}) => {
      const mapped = mappedListings(tables)
      const itemsOf = (row: PublicationRow) => mapped.get(row.listingId)?.inventoryItemIds ?? []
      const hit = all().filter((row) => itemsOf(row).some((itemId) => itemIds.includes(itemId)))
      for (const row of hit) {
        markDirty(row, tables.now()).urgent = true
        const times = itemsOf(row).flatMap((itemId) => changedAt[itemId] ?? [])
        row.stockChangedAt = earliest([row.stockChangedAt, ...times.map((each) => Date.parse(each))])
      }
      return [...new Set(hit.map(({ connectionId }) => connectionId))]
    },
    markByListings: async ({ connectionId, listingIds }) => {
      for (const row of all())
        if (row.connectionId === connectionId && (!listingIds || listingIds.includes(row.listingId)))
          markDirty(row, tables.now())
    },
    observeStock: async ({ connectionId, stockRef, locationRef, available }) => {
      const row = publications.get(keyOf(connectionId, stockRef, locationRef))
      if (!row || row.confirmedQuantity === available) return false
      Object.assign(row, { confirmedQuantity: available, confirmedAt: tables.now(), drainFirst: true })
      markDirty(row, tables.now())
      return true
    },
    compareLevels: async ({ connectionId, levels, askedMs }) => {
      const hit = levels.flatMap(({ stockRef, locationRef, available }) => {
        const row = publications.get(keyOf(connectionId, stockRef, locationRef))
        return row && isContradicted(row, available, askedMs, tables.now()) ? [{ row, available }] : []
      })
      let found = 0
      for (const { row, available } of hit) {
        row.drainFirst = row.confirmedQuantity !== null
        if (row.drainFirst) found += 1
        Object.assign(row, { confirmedQuantity: available, confirmedAt: tables.now() })
        markDirty(row, tables.now())
      }
      return found
    },
    retirePublications: async (listingIds) => {
      const listings = [...tables.listings.values()].filter(({ id }) => listingIds.includes(id))
      for (const [key, { listingId, stockRef }] of publications) {
        const listing = listings.find(({ id }) => id === listingId)
        if (listing && (listing.state !== "mapped" || listing.stockRef !== stockRef)) publications.delete(key)
      }
    },
    claimPublications: async (claim) => claimDue(tables, claim),
    recordIntents: async (owner, intents) => {
      const ours = new Set<string>()
      for (const { id, key, quantity, expected, sequence } of intents) {
        const row = byId(id)
        if (row?.leasedBy !== owner || isFree(row, tables.now())) continue
        const pending = { key, quantity, expected, confirm: null }
        const pendingResent = (row.pending?.key ?? null) === key
        const revisions = 1 + revisionsToday(row, tables.now())
        const revisionsOn = dayOf(tables.now())
        Object.assign(row, { pending, pendingResent, wantedQuantity: quantity, sequence, revisions, revisionsOn })
        ours.add(id)
      }
      return ours
    },
    recallIntents: async ({ connectionId, owner, keys }) => {
      const mapped = mappedListings(tables)
      const recalled = all().filter(
        (row) =>
          row.connectionId === connectionId &&
          row.leasedBy === owner &&
          row.pending !== null &&
          keys.includes(row.pending.key)
      )
      return recalled.map((row) => ({ due: toDue(row, mapped, tables.now()), resent: row.pendingResent }))
    },
    recordOutcomes: async (owner, outcomes) =>
      outcomes.flatMap((outcome) => {
        const row = byId(outcome.id)
        if (row?.leasedBy !== owner) return []
        const changedAt = row.stockChangedAt
        settle(row, outcome, tables.now())
        return outcome.settledVersion === null || changedAt === null ? [] : [Math.max(0, tables.now() - changedAt)]
      }),
  }
}

export const keyOf = (connectionId: string, stockRef: string, locationRef: string) =>
  `${connectionId} ${stockRef}@${locationRef}`

/** A number that waits on purpose is decided anew: it may have to fall now. One that failed keeps its wait. */
export function markDirty(row: PublicationRow, now: number): PublicationRow {
  if (row.waiting !== null) row.nextAttemptAt = null
  return raiseVersion(row, now)
}

/** A row becomes dirty once, and stays as old as its first unanswered reason. */
export function raiseVersion(row: PublicationRow, now: number): PublicationRow {
  if (row.dirtyVersion <= row.settledVersion) row.dirtyAt = now
  row.dirtyVersion += 1
  return row
}

const mappedListings = ({ listings }: Tables) =>
  new Map([...listings.values()].filter(({ state }) => state === "mapped").map((row) => [row.id, row]))

function ensure(
  tables: Tables,
  { connectionId, listingId, stockRef, locationRef }: Parameters<Methods["ensurePublications"]>[0][number]
): void {
  const key = keyOf(connectionId, stockRef, locationRef)
  const row = tables.publications.get(key)
  if (!row) {
    const fresh = newRow({ id: tables.newId("anypub"), connectionId, listingId, stockRef, locationRef }, tables.now())
    tables.publications.set(key, fresh)
    return
  }
  if (row.listingId === listingId) return
  Object.assign(row, { listingId, dirtyVersion: row.dirtyVersion + 1, dirtyAt: row.dirtyAt ?? tables.now() })
}

function claimDue(
  tables: Tables,
  { connectionId, owner, limit, leaseMs }: Parameters<Methods["claimPublications"]>[0]
) {
  const now = tables.now()
  const mapped = mappedListings(tables)
  const due = [...tables.publications.values()].filter(
    (row) =>
      row.connectionId === connectionId &&
      row.dirtyVersion > row.settledVersion &&
      row.state === "ok" &&
      isFree(row, now) &&
      (row.nextAttemptAt === null || row.nextAttemptAt <= now) &&
      mapped.has(row.listingId)
  )
  const claimed = due.sort(byUrgency).slice(0, limit)
  for (const row of claimed)
    Object.assign(row, {
      leasedUntil: now + leaseMs,
      leasedBy: owner,
      claimedVersion: row.dirtyVersion,
      claimedAt: now,
    })
  return claimed.map((row) => toDue(row, mapped, now))
}

function toDue(row: PublicationRow, mapped: ReturnType<typeof mappedListings>, now: number): DuePublication {
  const { id, stockRef, locationRef, drainFirst, confirmedQuantity, sequence, attempts, pending } = row
  const components = mapped.get(row.listingId)?.components ?? []
  const dirtyVersion = row.claimedVersion
  const known = { id, stockRef, locationRef, components, dirtyVersion, drainFirst, confirmedQuantity }
  return { ...known, sequence, attempts, pending, revisionsToday: revisionsToday(row, now) }
}

/** What was written or looked at since the page was asked for is left alone: there the page is the older word. */
const isContradicted = (row: PublicationRow, available: number, askedMs: number, now: number) =>
  row.confirmedQuantity !== available &&
  row.pending === null &&
  isFree(row, now) &&
  (row.confirmedAt === null || row.confirmedAt < now - Math.ceil(askedMs))

/** The vendor's day. */
const dayOf = (now: number) => new Date(now).toISOString().slice(0, 10)
const revisionsToday = ({ revisions, revisionsOn }: PublicationRow, now: number) =>
  revisionsOn === dayOf(now) ? revisions : 0

const byUrgency = (a: PublicationRow, b: PublicationRow) =>
  Number(b.urgent) - Number(a.urgent) || (a.dirtyAt ?? 0) - (b.dirtyAt ?? 0) || (a.id < b.id ? -1 : 1)

function settle(row: PublicationRow, outcome: PublicationOutcome, now: number): void {
  const { settledVersion, confirmedQuantity, keepPending, pendingConfirm } = outcome
  const upTo = settledVersion ?? row.settledVersion
  const shown = confirmedQuantity ?? row.confirmedQuantity
  Object.assign(row, {
    settledVersion: upTo,
    confirmedQuantity: outcome.forgetShown ? null : shown,
    wantedQuantity: settledVersion === null ? row.wantedQuantity : shown,
    confirmedAt: confirmedQuantity === null ? row.confirmedAt : now,
    pending: keepPending && row.pending ? { ...row.pending, confirm: pendingConfirm } : null,
    drainFirst: outcome.drainFirst || (row.drainFirst && row.dirtyVersion > (settledVersion ?? 0)),
    urgent: row.urgent && row.dirtyVersion > upTo,
    stockChangedAt: settledVersion === null ? row.stockChangedAt : leftOver(row, settledVersion),
    attempts: outcome.attempts,
    lastError: outcome.error,
    waiting: outcome.waiting,
    state: outcome.state,
    poisonedAt: outcome.state === "poisoned" ? now : null,
    nextAttemptAt: outcome.afterMs > 0 ? now + outcome.afterMs : null,
    leasedUntil: null,
    leasedBy: null,
  })
}

/** Stock that changed while the number was being sent is as old as the claim. */
const leftOver = ({ dirtyVersion, stockChangedAt, claimedAt }: PublicationRow, settled: number) =>
  dirtyVersion > settled && stockChangedAt !== null ? claimedAt : null

const earliest = (times: readonly (number | null)[]) => {
  const known = times.filter((each) => each !== null)
  return known.length > 0 ? Math.min(...known) : null
}

const newRow = (
  row: Pick<PublicationRow, "id" | "connectionId" | "listingId" | "stockRef" | "locationRef">,
  dirtyAt: number
): PublicationRow => ({
  ...row,
  dirtyVersion: 1,
  settledVersion: 0,
  dirtyAt,
  urgent: false,
  drainFirst: false,
  wantedQuantity: null,
  confirmedQuantity: null,
  confirmedAt: null,
  sequence: 0,
  claimedVersion: 0,
  claimedAt: null,
  stockChangedAt: null,
  pending: null,
  pendingResent: false,
  attempts: 0,
  nextAttemptAt: null,
  lastError: null,
  waiting: null,
  state: "ok",
  poisonedAt: null,
  revisions: 0,
  revisionsOn: null,
  leasedUntil: null,
  leasedBy: null,
})
