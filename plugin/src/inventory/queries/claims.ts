import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { causeNames } from "./cause"

/** A line as the judge takes it; see `sql/claim.ts`. Quantities are exact decimal text. */
export interface ClaimLineRow {
  readonly n: number
  readonly i: number
  readonly id: string
  readonly kind: "reservation" | "hold" | "pool"
  readonly item: string
  readonly at: readonly string[]
  readonly quantity: string
  readonly raw?: object
  readonly firm: boolean
  readonly floor: "promise" | "shelf"
  readonly owner?: string
  readonly line_item_id?: string | null
  readonly external_id?: string | null
  readonly description?: string | null
  readonly created_by?: string | null
  readonly metadata?: unknown
}

/** What the judge must know of a request beyond its lines; only for those that have some of it. */
export interface ClaimHeaderRow {
  readonly n: number
  readonly kind: "reservation" | "hold"
  readonly key?: string
  readonly print?: string
  readonly owner?: string
  readonly ttl_ms?: number
  readonly cause?: object
  /** Asks to be told the units it was given. */
  readonly tell: boolean
}

export interface ClaimBatch {
  readonly requests: readonly ClaimHeaderRow[]
  readonly lines: readonly ClaimLineRow[]
  /** Sent before, with an unknown outcome. */
  readonly again: boolean
  /** May move pool-scoped claims out of the way. */
  readonly makeRoom: boolean
  /** How long to wait for a level that another transaction holds. */
  readonly patienceMs: number
}

/** The judge's answer to one request. */
export type ClaimAnswer =
  | {
      readonly ok: true
      readonly already?: true
      readonly levels?: readonly string[]
      readonly expires_at?: string | null
      readonly units?: readonly {
        readonly line: number
        readonly id: string
        readonly item: string
        readonly place: string
        readonly quantity: number
        readonly kind: ClaimLineRow["kind"]
      }[]
    }
  | {
      readonly ok: false
      readonly already?: true
      readonly reused?: true
      readonly movable?: boolean
      readonly refusals?: readonly RefusalRow[]
    }

export interface RefusalRow {
  readonly line: number
  readonly reason: "short" | "not_stocked" | "unknown_item" | "too_precise"
  readonly wanted?: number
  readonly available?: number
  readonly decimals?: number
}

/** Judges a batch, commits what it grants, and returns an answer for each request. */
export async function claimBatch(
  knex: Knex,
  batch: ClaimBatch
): Promise<readonly { n: number; answer: ClaimAnswer; at: Date }[]> {
  const result: { rows: { n: number; answer: ClaimAnswer; at: Date }[] } = await knex.raw(
    `select n, answer, at from anyshelf_claim(?::jsonb, ?::jsonb, ?, ?, ?)`,
    [JSON.stringify(batch.requests), JSON.stringify(batch.lines), batch.again, batch.makeRoom, batch.patienceMs]
  )
  return result.rows
}

/** A level that a plain claim changed. */
export interface ClaimedLevel {
  readonly level: string
  readonly item: string
  readonly place: string
  readonly at: Date
}

/**
 * Claims lines of one level each, all of them or none. Returns the levels, or nothing when some could not be granted: the
 * judge then looks at each.
 */
export async function claimPlain(
  knex: Knex,
  lines: readonly Omit<ClaimLineRow, "n">[],
  causes: readonly (object | undefined)[],
  patienceMs: number
): Promise<readonly ClaimedLevel[]> {
  const texts = (read: (line: Omit<ClaimLineRow, "n">) => string | null | undefined) =>
    lines.map((line) => read(line) ?? null)
  const result: { rows: ClaimedLevel[] } = await knex.raw(
    `select level, item, place, at from anyshelf_claim_plain(?::text[], ?::text[], ?::text[], ?::numeric[], ?::text[], ?::text[], ?::text[],
       ?::text[], ?::text[], ?::text[], ?)`,
    [
      texts((line) => line.id),
      texts((line) => line.item),
      texts((line) => line.at[0]),
      texts((line) => line.quantity),
      texts((line) => line.line_item_id),
      texts((line) => line.external_id),
      texts((line) => line.description),
      texts((line) => line.created_by),
      texts((line) => (line.metadata === null || line.metadata === undefined ? null : JSON.stringify(line.metadata))),
      causes.map((cause) => (cause === undefined ? null : JSON.stringify(cause))),
      patienceMs,
    ] as never[]
  )
  return result.rows
}

/**
 * One line, one level, no key and no owner: the shortest statement that is safe. Returns nothing when it is refused; the
 * judge then says why.
 */
export async function claimOne(
  knex: Knex,
  line: Omit<ClaimLineRow, "n">,
  cause: readonly string[] | null,
  patienceMs: number
): Promise<readonly ClaimedLevel[]> {
  const result: { rows: ClaimedLevel[] } = await knex.raw(
    `select level, item, place, at from anyshelf_claim_one(?, ?, ?, ?::numeric, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?)`,
    [
      line.id,
      line.item,
      line.at[0]!,
      line.quantity,
      line.line_item_id ?? null,
      line.external_id ?? null,
      line.description ?? null,
      line.created_by ?? null,
      line.metadata === undefined || line.metadata === null ? null : JSON.stringify(line.metadata),
      cause && JSON.stringify(Object.fromEntries(causeNames.map((name, at) => [name, cause[at]]))),
      patienceMs,
    ] as never[]
  )
  return result.rows
}
