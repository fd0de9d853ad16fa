import type { Sql } from "../sql"

/** Whether a connection works, and why not. */
export type ConnectionStatus = "connected" | "disconnected" | "misconfigured"

/** How far a connection has been read. */
export interface ConnectionProgress {
  readonly orderCursor: string | null
  readonly ordersDrainedAt: Date | null
  /** When the connection was first opened: orders placed before are not ours to import. */
  readonly connectedAt: Date
  /** The database's clock. */
  readonly asOf: Date
  /** When the last whole reading of the listings began; null before the first. */
  readonly listingsReadAt: Date | null
}

/**
 * Makes sure of the connection's row and gives how far it has been read. A connection made in Admin and removed stays so: a worker
 * that has not heard of it yet opens it once more.
 */
export async function openConnection(
  sql: Sql,
  { connectionId, vendor }: { connectionId: string; vendor: string }
): Promise<ConnectionProgress> {
  const rows = await sql<ConnectionProgress>(
    `insert into anyshelf_channel_connection as c (id, vendor, reason) values (?, ?, 'Not reached yet.')
     on conflict (id) do update set vendor = excluded.vendor, updated_at = now(),
       deleted_at = case when c.source = 'admin' then c.deleted_at end
     returning order_cursor as "orderCursor", orders_drained_at as "ordersDrainedAt",
       listings_read_at as "listingsReadAt", created_at as "connectedAt", now() as "asOf"`,
    [connectionId, vendor]
  )
  const [row] = rows
  if (!row) throw new Error(`The connection ${connectionId} could not be stored; the database gave no row back.`)
  return row
}

/** How a connection stands. */
export async function readStatus(
  sql: Sql,
  connectionId: string
): Promise<{ status: ConnectionStatus; reason: string | null }> {
  const rows = await sql<{ status: ConnectionStatus; reason: string | null }>(
    `select status, reason from anyshelf_channel_connection where id = ?`,
    [connectionId]
  )
  return rows[0] ?? { status: "disconnected", reason: "Nothing has been heard of it yet." }
}

/** Writes down whether the connection works. Nothing is written when nothing changed. */
export async function saveStatus(
  sql: Sql,
  status: { connectionId: string; status: ConnectionStatus; reason: string | null }
): Promise<void> {
  await sql(
    `update anyshelf_channel_connection set status = ?, reason = ?, updated_at = now()
     where id = ? and (status <> ? or reason is distinct from ?)`,
    [status.status, status.reason, status.connectionId, status.status, status.reason]
  )
}

/** The connection answered; and how long nothing is to be sent, where it did not. */
export async function saveContact(
  sql: Sql,
  contact: { connectionId: string; lastContactAt: Date | null; circuitOpenUntil: Date | null }
): Promise<void> {
  await sql(
    `update anyshelf_channel_connection
     set last_contact_at = coalesce(?, last_contact_at), circuit_open_until = ?, updated_at = now() where id = ?`,
    [contact.lastContactAt, contact.circuitOpenUntil, contact.connectionId]
  )
}

/** Keeps the place in the order feed after each page, so that who is killed goes on where it stopped. */
export async function saveOrderProgress(
  sql: Sql,
  progress: { connectionId: string; cursor: string | null; drainedAt: Date | null }
): Promise<void> {
  await sql(
    `update anyshelf_channel_connection
     set order_cursor = ?, orders_drained_at = greatest(?, orders_drained_at), updated_at = now() where id = ?`,
    [progress.cursor, progress.drainedAt, progress.connectionId]
  )
}

/** All listings have been read; a reading that began later than `readAt` counts for more. */
export async function saveListingsRead(sql: Sql, read: { connectionId: string; readAt: Date }): Promise<void> {
  await sql(
    `update anyshelf_channel_connection
     set listings_read_at = greatest(?::timestamptz, listings_read_at), updated_at = now() where id = ?`,
    [read.readAt, read.connectionId]
  )
}
