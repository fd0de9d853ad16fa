/** Runs one statement with bound parameters (`?`) and gives its rows. An array is bound as one PostgreSQL array. */
export type Sql = <Row = Record<string, never>>(statement: string, parameters: readonly unknown[]) => Promise<Row[]>

/** The part of Medusa's shared connection (knex) that is used here. */
export interface PgConnection {
  raw(statement: string, parameters: readonly unknown[]): PromiseLike<{ rows: unknown[] }>
}

/**
 * Statements on the shared pool. Each of them is a transaction of its own, so that nobody waits for a second connection
 * while holding a first.
 */
export function sqlOn(connection: PgConnection): Sql {
  return async <Row>(statement: string, parameters: readonly unknown[]) => {
    const { rows } = await connection.raw(statement, parameters)
    return rows as Row[]
  }
}

/** For `now() + ? * interval '1 millisecond'`: the database's clock decides leases, so that machines need not agree. */
export const fromNow = "now() + ?::bigint * interval '1 millisecond'"
