import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"

/** Runs one statement with bound parameters (`:name`) and gives its rows. */
export type Run = <Row>(sql: string, parameters: Readonly<Record<string, unknown>>) => Promise<Row[]>

/** The little of knex that is used here. */
interface Connection {
  raw(sql: string, parameters: object): Promise<{ rows: unknown[] }>
}

/** Reads on Medusa's own pool of connections. */
export function runOn(container: MedusaContainer): Run {
  const connection = container.resolve<Connection>(ContainerRegistrationKeys.PG_CONNECTION)
  return async <Row>(sql: string, parameters: Readonly<Record<string, unknown>>) =>
    (await connection.raw(sql, parameters)).rows as Row[]
}
