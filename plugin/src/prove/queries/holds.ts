import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** Holds that are there, lapsed or not. */
export async function countHolds(knex: Knex): Promise<number> {
  const { rows } = (await knex.raw(
    "select count(distinct claim_id)::int as holds from anyshelf_hold where kind = 'hold'"
  )) as {
    rows: { holds: number }[]
  }
  return rows[0]!.holds
}

/** In how many milliseconds the last hold will have lapsed, by the database's clock; 0 or less when all have. */
export async function readLastExpiry(knex: Knex): Promise<number> {
  const { rows } = (await knex.raw(
    `select coalesce(extract(epoch from max(expires_at) - clock_timestamp())::float8 * 1000, 0) as ms
     from anyshelf_hold where kind = 'hold'`
  )) as { rows: { ms: number }[] }
  return rows[0]!.ms
}
