import { fromNow, type Sql } from "../sql"

/** A product as somebody wants it on a channel. */
export interface WantedProduct {
  readonly id: string
  readonly productId: string
  readonly wanted: "listed" | "unlisted"
  readonly status: "active" | "draft"
  readonly currencyCode: string
}

/** A product that was claimed, since it may not be on the channel as it should. */
export interface DueProduct extends WantedProduct {
  readonly productRef: string | null
  readonly listings: Readonly<Record<string, string>> | null
  readonly version: number
  readonly fingerprint: string | null
  readonly attempts: number
}

/** What became of a claimed product. */
export interface ProductOutcome {
  readonly id: string
  /** The version up to which all is done; null: it is tried again, `afterMs` from now. */
  readonly settledVersion: number | null
  readonly state: "waiting" | "listed" | "refused" | "unlisted"
  readonly reason: string | null
  /** Left as they are when null. */
  readonly productRef: string | null
  readonly listings: Readonly<Record<string, string>> | null
  readonly fingerprint: string | null
  readonly attempts: number
  readonly afterMs: number
}

/** A product that nobody told of is compared again after so long: events are lost when a process dies. */
const comparedAgain = "interval '6 hours'"

/** Writes down what is wanted of some products. The same wish again has it looked at again. */
export async function wantProducts(sql: Sql, connectionId: string, wanted: readonly WantedProduct[]): Promise<void> {
  await sql(
    `insert into anyshelf_channel_product as p (id, connection_id, product_id, wanted, status, currency_code)
     select r.id, ?, r."productId", r.wanted, r.status, r."currencyCode"
     from jsonb_to_recordset(?::jsonb) as r(id text, "productId" text, wanted text, status text, "currencyCode" text)
     order by r."productId"
     on conflict (connection_id, product_id) where deleted_at is null do update set wanted = excluded.wanted,
       status = excluded.status, currency_code = excluded.currency_code, version = p.version + 1, state = 'waiting',
       reason = null, attempts = 0, next_attempt_at = null, updated_at = now()`,
    [connectionId, JSON.stringify(wanted)]
  )
}

/** A product is wanted there no more. False when we never brought it there. */
export async function unwantProduct(sql: Sql, connectionId: string, productId: string): Promise<boolean> {
  const rows = await sql(
    `update anyshelf_channel_product set wanted = 'unlisted', version = version + 1, state = 'waiting', reason = null,
       attempts = 0, next_attempt_at = null, updated_at = now()
     where connection_id = ? and product_id = ? and deleted_at is null returning id`,
    [connectionId, productId]
  )
  return rows.length > 0
}

/** Something of these products has changed: wherever they are listed, they are looked at. */
export async function touchProducts(sql: Sql, productIds: readonly string[]): Promise<string[]> {
  const rows = await sql<{ id: string }>(
    `update anyshelf_channel_product set version = version + 1, attempts = 0, next_attempt_at = null, updated_at = now()
     where product_id = any(?) and wanted = 'listed' and deleted_at is null returning connection_id as id`,
    [productIds]
  )
  return [...new Set(rows.map(({ id }) => id))]
}

/** Claims what is due for a while. */
export function claimProducts(
  sql: Sql,
  claim: { connectionId: string; owner: string; limit: number; leaseMs: number }
): Promise<DueProduct[]> {
  return sql<DueProduct>(
    `update anyshelf_channel_product p set leased_until = ${fromNow}, leased_by = ?, updated_at = now()
     from (
       select id from anyshelf_channel_product
       where connection_id = ? and deleted_at is null and (next_attempt_at is null or next_attempt_at <= now())
         and (leased_until is null or leased_until < now())
         and (version > settled_version or (state = 'listed' and checked_at < now() - ${comparedAgain}))
       order by updated_at, id limit ? for update skip locked) due
     where p.id = due.id
     returning p.id, product_id as "productId", wanted, status, currency_code as "currencyCode", product_ref as "productRef",
       listings, version, fingerprint, attempts`,
    [claim.leaseMs, claim.owner, claim.connectionId, claim.limit]
  )
}

/** Writes down what became of a product, unless another worker has taken it over. */
export async function settleProduct(sql: Sql, owner: string, outcome: ProductOutcome): Promise<void> {
  const { settledVersion, state, reason, productRef, listings, fingerprint, attempts, afterMs, id } = outcome
  await sql(
    `update anyshelf_channel_product set settled_version = greatest(settled_version, coalesce(?::int, 0)),
       state = case when version > coalesce(?::int, 0) and ?::text <> 'refused' then 'waiting' else ?::text end, reason = ?,
       product_ref = coalesce(?, product_ref), listings = coalesce(?::jsonb, listings), fingerprint = ?, attempts = ?,
       next_attempt_at = case when ?::int > 0 then ${fromNow} end, checked_at = now(),
       listed_at = case when ?::text = 'listed' then now() else listed_at end,
       leased_until = null, leased_by = null, updated_at = now()
     where id = ? and leased_by = ?`,
    [
      settledVersion,
      settledVersion,
      state,
      state,
      reason,
      productRef,
      listings && JSON.stringify(listings),
      fingerprint,
      attempts,
      afterMs,
      afterMs,
      state,
      id,
      owner,
    ]
  )
}

/** Where our variants stand on the channel already. */
export function readListedVariants(
  sql: Sql,
  connectionId: string,
  variantIds: readonly string[]
): Promise<{ variantId: string; ref: string; productRef: string }[]> {
  return sql(
    `select variant_id as "variantId", external_id as ref, product_ref as "productRef" from anyshelf_channel_listing
     where connection_id = ? and variant_id = any(?) and state in ('mapped', 'untracked') and deleted_at is null
     order by external_id`,
    [connectionId, variantIds]
  )
}

/** What is listed by us, as it is shown. */
export interface ListedRow {
  readonly id: string
  readonly productId: string
  readonly productRef: string | null
  readonly state: ProductOutcome["state"]
  readonly reason: string | null
  readonly listedAt: Date | null
}

/** A page of what is listed by us, newest first. Ids rise with time. */
export function pageOfProducts(
  sql: Sql,
  page: { connectionId: string; limit: number; afterId: string | null }
): Promise<ListedRow[]> {
  return sql<ListedRow>(
    `select id, product_id as "productId", product_ref as "productRef", state, reason, listed_at as "listedAt"
     from anyshelf_channel_product where connection_id = ? and deleted_at is null and (?::text is null or id < ?)
     order by id desc limit ?`,
    [page.connectionId, page.afterId, page.afterId, page.limit]
  )
}
