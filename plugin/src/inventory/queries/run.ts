import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"

/**
 * Runs one statement in the manager's transaction, or on a pooled connection when it has none. Placeholders are `?`.
 *
 * Not `manager.execute`: that writes parameters into the text, where a `?` in a value is then taken for a placeholder.
 * Here they are bound.
 */
export async function run<Row = Record<string, unknown>>(
  manager: SqlEntityManager,
  sql: string,
  parameters: readonly unknown[] = []
): Promise<Row[]> {
  const knex = manager.getTransactionContext() ?? manager.getKnex()
  const result: { rows: Row[] } = await knex.raw(sql, [...parameters] as never[])
  return result.rows
}
