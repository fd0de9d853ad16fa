import type { Sql } from "../sql"

/** A customer of a channel, by the channel's own id. */
export interface ExternalCustomer {
  readonly connectionId: string
  readonly externalId: string
}

/** Which of our customers it is; null when nobody has said yet. */
export async function readCustomer(sql: Sql, { connectionId, externalId }: ExternalCustomer): Promise<string | null> {
  const rows = await sql<{ customerId: string }>(
    `select customer_id as "customerId" from anyshelf_channel_customer
     where connection_id = ? and external_id = ? and deleted_at is null`,
    [connectionId, externalId]
  )
  return rows[0]?.customerId ?? null
}

/** Says which of our customers it is, once: who was first is who it stays. Gives that one. */
export async function linkCustomer(
  sql: Sql,
  { id, connectionId, externalId, customerId }: ExternalCustomer & { id: string; customerId: string }
): Promise<string> {
  await sql(
    `insert into anyshelf_channel_customer (id, connection_id, external_id, customer_id) values (?, ?, ?, ?)
     on conflict (connection_id, external_id) where deleted_at is null do nothing`,
    [id, connectionId, externalId, customerId]
  )
  return (await readCustomer(sql, { connectionId, externalId })) ?? customerId
}

/** Says anew which of our customers it is, since the one it was is gone. */
export async function relinkCustomer(
  sql: Sql,
  { connectionId, externalId, customerId }: ExternalCustomer & { customerId: string }
): Promise<void> {
  await sql(
    `update anyshelf_channel_customer set customer_id = ?, updated_at = now()
     where connection_id = ? and external_id = ? and deleted_at is null`,
    [customerId, connectionId, externalId]
  )
}
