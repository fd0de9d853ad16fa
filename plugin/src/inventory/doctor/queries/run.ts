import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** A connection pool, or one of its transactions. */
export type Connection = Knex | Knex.Transaction

/** Runs one statement. Named placeholders are `:name`; every value is bound. */
export async function run<Row = Record<string, unknown>>(
  connection: Connection,
  sql: string,
  values: Readonly<Record<string, unknown>> = {}
): Promise<Row[]> {
  const result: { rows: Row[] } = await connection.raw(sql, values as never)
  return result.rows
}
