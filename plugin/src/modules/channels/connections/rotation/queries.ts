import type { Sql } from "../../sql"
import type { SealedSecret } from "../settings/queries"

/** The sealed secrets of one connection. */
export interface SealedRow {
  readonly id: string
  readonly version: number
  readonly secrets: Readonly<Record<string, SealedSecret>>
}

/** Connections that have secrets; there are at most some hundred. */
export function readSealed(sql: Sql): Promise<SealedRow[]> {
  return sql<SealedRow>(
    `select id, version, secrets from anyshelf_channel_connection
     where deleted_at is null and secrets is not null and secrets <> '{}'::jsonb order by id limit 10000`,
    []
  )
}

/** Puts secrets that were sealed anew in place of those that were read. False when somebody has changed them meanwhile. */
export async function replaceSealed(sql: Sql, { id, version, secrets }: SealedRow): Promise<boolean> {
  const rows = await sql(
    `update anyshelf_channel_connection set secrets = ?::jsonb, version = version + 1, updated_at = now()
     where id = ? and version = ? and deleted_at is null returning id`,
    [JSON.stringify(secrets), id, version]
  )
  return rows.length > 0
}
