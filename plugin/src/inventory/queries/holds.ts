import type { Knex, SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import { causeSettings } from "./cause"
import type { ReservationFilter } from "./reservations"
import { run } from "./run"

/** Where a statement runs: in a caller's transaction, or alone and committed when it returns. */
export type Runner = Pick<Knex, "raw">

/** One request of a release; see `sql/release.ts`. */
export interface ReleaseRow {
  readonly n: number
  readonly key?: string
  readonly print?: string
  readonly owners?: readonly string[]
  readonly ids?: readonly string[]
  readonly lines?: readonly string[]
  readonly places?: readonly string[]
  readonly cause?: object
}

export type ReleaseAnswer =
  | {
      readonly ok: true
      readonly already?: true
      readonly released: number
      /** Medusa's reservations that were deleted. */
      readonly reservations: readonly string[]
      /** The levels whose figures changed. */
      readonly levels: readonly string[]
    }
  | { readonly ok: false; readonly reused: true }

/** Gives back what the requests name; one answer for each. Waits for a lock as long as it takes when `patienceMs` is null. */
export async function releaseClaims(
  runner: Runner,
  requests: readonly ReleaseRow[],
  { forGood, patienceMs }: { forGood: boolean; patienceMs: number | null }
): Promise<readonly { n: number; answer: ReleaseAnswer }[]> {
  const result: { rows: { n: number; answer: ReleaseAnswer }[] } = await runner.raw(
    `select n, answer from anyshelf_release(?::jsonb, ?, ?)`,
    [JSON.stringify(requests), forGood, patienceMs as number]
  )
  return result.rows
}

/** The same inside a caller's transaction, for one request. */
export async function releaseInside(
  manager: SqlEntityManager,
  { ids, lineItemIds, locationIds }: ReservationFilter,
  forGood: boolean
): Promise<Extract<ReleaseAnswer, { ok: true }>> {
  const request = { n: 0, ids: ids ?? [], lines: lineItemIds ?? [], places: locationIds ?? [] }
  const [row] = await releaseClaims(runnerOf(manager), [request], { forGood, patienceMs: null })
  return row!.answer as Extract<ReleaseAnswer, { ok: true }>
}

/** The manager's transaction, or a pooled connection when it has none. */
export const runnerOf = (manager: SqlEntityManager): Runner => manager.getTransactionContext() ?? manager.getKnex()

/** Gives an owner's holds more time, and returns until when; null when none lives. */
export async function extendHolds(
  runner: Runner,
  request: { owner: string; ttlMs: number; patienceMs: number | null }
): Promise<Date | null> {
  const result: { rows: { until: Date | null }[] } = await runner.raw(`select anyshelf_extend_hold(?, ?, ?) as until`, [
    request.owner,
    request.ttlMs,
    request.patienceMs as number,
  ])
  return result.rows[0]!.until
}

/** A reservation to bind; see `sql/bind.ts`. */
export interface BindRow {
  readonly n: 0
  readonly key?: string
  readonly print?: string
  readonly line: string
  readonly item: string
  readonly places: readonly {
    readonly i: number
    readonly id: string
    readonly place: string
    readonly quantity: string
    readonly line: string
  }[]
}

export interface BindRefusalRow {
  readonly line: number | null
  readonly reason:
    "short" | "not_stocked" | "too_precise" | "unknown_reservation" | "too_many" | "outside_pool" | "line_taken"
  readonly wanted?: number
  readonly available?: number
  readonly decimals?: number
}

export type BindAnswer =
  | {
      readonly ok: true
      readonly already?: true
      readonly units: readonly { line: number; id: string; item: string; place: string; quantity: number }[]
      readonly levels: readonly string[]
    }
  | {
      readonly ok: false
      readonly already?: true
      readonly reused?: true
      readonly movable?: boolean
      readonly refusals?: readonly BindRefusalRow[]
    }

/** Binds a pool-scoped reservation to places, under this cause. */
export async function bindReservation(
  runner: Runner,
  request: BindRow,
  { cause, makeRoom, patienceMs }: { cause: readonly string[] | null; makeRoom: boolean; patienceMs: number | null }
): Promise<BindAnswer> {
  const told = cause ? `with told as materialized (select ${causeSettings})` : ""
  const result: { rows: { answer: BindAnswer }[] } = await runner.raw(
    `${told} select anyshelf_bind(?::jsonb, ?, ?) as answer ${cause ? "from told" : ""}`,
    [...(cause ?? []), JSON.stringify(request), makeRoom, patienceMs as number]
  )
  return result.rows[0]!.answer
}

/** A living hold or a pool-scoped reservation, at one place. */
export interface HeldRow {
  readonly owner: string
  readonly item: string
  readonly place: string
  readonly quantity: string
  readonly pool: readonly string[] | null
  readonly line_item_id: string | null
  readonly expires_at: Date | null
}

/** What owners hold, and the pool-scoped reservations of owners and order lines. What has lapsed is left out. */
export async function readHeld(
  manager: SqlEntityManager,
  owners: readonly string[],
  lineItemIds: readonly string[]
): Promise<HeldRow[]> {
  return run<HeldRow>(
    manager,
    `select h.owner, h.inventory_item_id as item, h.location_id as place, trim_scale(h.quantity)::text as quantity, h.pool,
       h.line_item_id, nullif(h.expires_at, 'infinity') as expires_at
     from anyshelf_hold h
     where h.id in (
         select o.id from anyshelf_hold o where o.owner = any(?::text[])
         union select l.id from anyshelf_hold l where l.kind = 'reservation' and l.line_item_id = any(?::text[]))
       and h.expires_at > statement_timestamp()
     order by h.owner, h.line_item_id, h.inventory_item_id, h.location_id, h.id`,
    [[...owners], [...lineItemIds]]
  )
}

/** Removes lapsed holds; how many. With patience it waits for the one level whose lapsed holds have waited longest. */
export async function tidyHolds(
  runner: Runner,
  request: { limit: number; graceMs: number; patienceMs: number | null }
): Promise<number> {
  const result: { rows: { found: number }[] } = await runner.raw(`select anyshelf_tidy_holds(?, ?, ?) as found`, [
    request.limit,
    request.graceMs,
    request.patienceMs as number,
  ])
  return result.rows[0]!.found
}

/** Removes idempotency keys that nobody may use any more; how many. */
export async function tidyKeys(runner: Runner, limit: number): Promise<number> {
  const result: { rows: { found: number }[] } = await runner.raw(`select anyshelf_tidy_keys(?) as found`, [limit])
  return result.rows[0]!.found
}

/** Removes holds from levels that are about to go. Their levels are locked by the caller. */
export async function dropHoldsOf(manager: SqlEntityManager, levelIds: readonly string[]): Promise<void> {
  await run(
    manager,
    `with gone as (
       delete from anyshelf_hold h using inventory_level il
       where il.id = any(?::text[]) and h.inventory_item_id = il.inventory_item_id and h.location_id = il.location_id
         and h.kind = 'hold')
     update inventory_level il set anyshelf_held = 0 where il.id = any(?::text[]) and il.anyshelf_held <> 0`,
    [[...levelIds], [...levelIds]]
  )
}

/**
 * What may be promised of one item to an owner: what is free to all, and what it holds itself. Units that it holds elsewhere in
 * its pool count as far as they can be exchanged for pool-scoped claims that lie at these places. The claim decides exactly.
 */
export async function readAvailableTo(
  manager: SqlEntityManager,
  owner: string,
  inventoryItemId: string,
  locationIds: readonly string[]
): Promise<string> {
  const [row] = await run<{ available: string }>(
    manager,
    `with claims as (
       select h.location_id, h.quantity, h.owner = ? and h.kind = 'hold' as is_own, h.location_id = any(?::text[]) as is_here, h.pool
       from anyshelf_hold h where h.inventory_item_id = ? and h.expires_at > clock_timestamp()),
     exchanged as (
       select least(
         coalesce(sum(quantity) filter (where is_own and not is_here and pool && ?::text[]), 0),
         coalesce(sum(quantity) filter (where not is_own and is_here and pool is not null), 0)) as units from claims)
     select trim_scale((select units from exchanged) + coalesce(sum(greatest(0,
       anyshelf_free(il) - anyshelf_safety(il.inventory_item_id, il.location_id)
         + coalesce((select sum(c.quantity) from claims c where c.is_own and c.location_id = il.location_id), 0))), 0))::text as available
     from inventory_level il
     where il.deleted_at is null and il.inventory_item_id = ? and il.location_id = any(?::text[])`,
    [owner, [...locationIds], inventoryItemId, [...locationIds], inventoryItemId, [...locationIds]]
  )
  return row?.available ?? "0"
}

/** A pool-scoped reservation that was given back. */
export interface ReleasedPool {
  readonly id: string
  readonly item: string
  readonly at: readonly string[]
  readonly quantity: string
  readonly line_item_id: string
  readonly description: string | null
  readonly created_by: string | null
}

/**
 * Takes back what is remembered of pool-scoped reservations: by id, or by order line those that were released last, together
 * with Medusa's. Whoever takes one must claim its units again.
 */
export async function takeReleasedPools(
  manager: SqlEntityManager,
  { ids = [], lineItemIds = [] }: ReservationFilter,
  lastDeleted: string | null
): Promise<ReleasedPool[]> {
  return run<ReleasedPool>(
    manager,
    `with latest as (
       select greatest(max(p.released_at), ?::timestamptz) as at from anyshelf_released_pool p where p.line_item_id = any(?::text[]))
     delete from anyshelf_released_pool p using latest
     where p.claim_id = any(?::text[]) or (p.line_item_id = any(?::text[]) and p.released_at = latest.at)
     returning p.claim_id as id, p.inventory_item_id as item, p.pool as at, trim_scale(p.quantity)::text as quantity,
       p.line_item_id, p.description, p.created_by`,
    [lastDeleted, [...lineItemIds], [...ids], [...lineItemIds]]
  )
}

/** When Medusa's reservations of these order lines were deleted last; null when none was. */
export async function lastDeletedOf(manager: SqlEntityManager, lineItemIds: readonly string[]): Promise<string | null> {
  const [row] = await run<{ at: string | null }>(
    manager,
    `select max(deleted_at)::text as at from reservation_item where line_item_id = any(?::text[])`,
    [[...lineItemIds]]
  )
  return row?.at ?? null
}

/** Which of the pools could not be claimed, with what was left for it. */
export interface PoolShortage {
  readonly line: number
  readonly wanted?: number
  readonly available?: number
}

/** Claims units for pool-scoped reservations again, safety stock included: all of them, or none when they are firm. */
export async function reclaimPools(
  manager: SqlEntityManager,
  pools: readonly ReleasedPool[],
  isFirm: boolean
): Promise<readonly PoolShortage[]> {
  const lines = pools.map((pool, i) => ({ ...pool, n: 0, i, kind: "pool", firm: isFirm, floor: "shelf" }))
  const [row] = await run<{ answer: { refusals?: readonly PoolShortage[] } }>(
    manager,
    `select answer from anyshelf_claim(?::jsonb, ?::jsonb, false, true, 0)`,
    [JSON.stringify([{ n: 0, kind: "reservation", tell: true }]), JSON.stringify(lines)]
  )
  return row?.answer.refusals ?? []
}
