import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import { run } from "./run"

/** One component of an article as `anyshelf_promise` answers; see `sql/promise.ts`. */
export interface PromiseRow {
  readonly as_of: Date
  /** Places that serve: `spot:methods`, separated by commas; the same in each row. */
  readonly served: string | null
  /** Null in the one row of a question about nothing. */
  readonly n: number | null
  readonly item: string
  readonly pools: readonly number[]
  readonly buffers: readonly number[]
  readonly allocations: readonly (number | null)[]
  readonly quantities: readonly number[]
  readonly spots: string | null
  readonly here: string | null
  readonly changed: string | null
  /** The places, then the terms in the order of `sql/promise.ts`; null unless asked for. */
  readonly levels: readonly (string | null)[] | null
}

/** Reads and judges in one statement. Always one row at least, so that the clock is known. */
export async function readPromiseRows(
  manager: SqlEntityManager,
  query: {
    readonly articles: readonly { n: number; item: string; required: number }[]
    readonly places: readonly { place: string; channel: string }[]
    readonly channels: readonly string[]
    readonly withLevels: boolean
  }
): Promise<PromiseRow[]> {
  return run<PromiseRow>(
    manager,
    `with served as materialized (select * from anyshelf_served(?::jsonb))
     select asked.as_of, asked.served, p.* from (
       select statement_timestamp() as as_of, string_agg(s.spot || ':' || s.methods, ',' order by s.spot) as served,
         array_agg(s.place) as places, array_agg(s.spot::text) as spots, array_agg(s.methods) as methods
       from served s) asked
     left join lateral anyshelf_promise(?::jsonb, asked.places, asked.spots, asked.methods, ?::text[], ?) p on true`,
    [JSON.stringify(query.places), JSON.stringify(query.articles), [...query.channels], query.withLevels]
  )
}
