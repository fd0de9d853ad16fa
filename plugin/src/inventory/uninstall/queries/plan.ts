import { run, type Connection } from "../../doctor/queries/run"

/** Another session of the same user in this database. */
export interface SessionRow {
  readonly application: string
  readonly address: string
  readonly since: string
}

/** Who else is connected as this user. Medusa keeps two connections open in each process, also in one that idles. */
export const otherSessions = (connection: Connection, own: readonly number[]): Promise<SessionRow[]> =>
  run<SessionRow>(
    connection,
    `select coalesce(nullif(application_name, ''), 'unnamed') as application, coalesce(host(client_addr), 'local socket') as address,
       to_json(backend_start) #>> '{}' as since
     from pg_stat_activity
     where datname = current_database() and usename = current_user and backend_type = 'client backend'
       and not pid = any(cast(:own as int[]))
     order by backend_start limit 20`,
    { own: [...own] }
  )

/** The number of this session at the server. */
export async function ownSession(connection: Connection): Promise<number> {
  const [row] = await run<{ pid: number }>(connection, `select pg_backend_pid() as pid`)
  return row!.pid
}

/** A pool reservation's units at one place, and at how many places its line and item lie. */
export interface PoolRow {
  readonly id: string
  readonly claim_id: string
  readonly line_item_id: string | null
  readonly item: string
  readonly place: string
  readonly quantity: string
  readonly places: string
  readonly nth: string
}

/** Every pool reservation, where it is set aside. */
export const readPools = (connection: Connection): Promise<PoolRow[]> =>
  run<PoolRow>(
    connection,
    `select h.id::text as id, h.claim_id, h.line_item_id, h.inventory_item_id as item, h.location_id as place,
       trim_scale(h.quantity)::text as quantity, count(*) over mine as places,
       row_number() over (mine order by h.id rows between unbounded preceding and current row) as nth
     from anyshelf_hold h where h.kind = 'reservation'
     window mine as (partition by h.claim_id) order by h.inventory_item_id, h.location_id, h.id`
  )

/** Carts' holds that still live. */
export async function countHolds(connection: Connection): Promise<number> {
  const [row] = await run<{ holds: string }>(
    connection,
    `select count(*) as holds from anyshelf_hold where kind = 'hold' and expires_at > statement_timestamp()`
  )
  return Number(row?.holds ?? 0)
}

/** Order lines that wait for a delivery that is expected. */
export async function linesPromised(connection: Connection): Promise<string[]> {
  const rows = await run<{ line: string }>(
    connection,
    `select distinct line_item_id as line from anyshelf_future_promise order by 1 limit 1000`
  )
  return rows.map(({ line }) => line)
}

/** How many movements the ledger has: the planner's estimate, since a ledger may be long. */
export async function aboutHowManyMovements(connection: Connection): Promise<number> {
  const [row] = await run<{ movements: string }>(
    connection,
    `select case when reltuples < 1000 then (select count(*) from anyshelf_stock_movement) else reltuples::bigint end as movements
     from pg_class where oid = 'anyshelf_stock_movement'::regclass`
  )
  return Number(row?.movements ?? 0)
}

/** Something of ours in the database; quoted and ready for SQL. */
export interface OursRow {
  readonly kind: "trigger" | "table" | "column" | "index" | "function" | "sequence"
  readonly name: string
  readonly on: string | null
}

/** Everything that bears our name, whoever added it: found in the catalogue, so that nothing can be forgotten here. */
export const findOurs = (connection: Connection): Promise<OursRow[]> =>
  run<OursRow>(
    connection,
    `with space as (select current_schema()::regnamespace as oid)
     select 'trigger' as kind, quote_ident(t.tgname) as name, quote_ident(c.relname) as "on"
     from pg_trigger t join pg_class c on c.oid = t.tgrelid, space
     where c.relnamespace = space.oid and not t.tgisinternal and t.tgname like 'anyshelf\\_%'
     union all
     select 'table', quote_ident(c.relname), null from pg_class c, space
     where c.relnamespace = space.oid and c.relkind in ('r', 'p') and c.relname like '%anyshelf\\_%'
     union all
     select 'column', quote_ident(a.attname), quote_ident(c.relname)
     from pg_attribute a join pg_class c on c.oid = a.attrelid, space
     where c.relnamespace = space.oid and c.relkind in ('r', 'p') and c.relname not like '%anyshelf\\_%'
       and not a.attisdropped and a.attname like 'anyshelf\\_%'
     union all
     select 'index', quote_ident(i.relname), quote_ident(c.relname)
     from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid, space
     where c.relnamespace = space.oid and c.relname not like '%anyshelf\\_%' and i.relname like '%anyshelf\\_%'
     union all
     select 'function', quote_ident(p.proname) || '(' || pg_get_function_identity_arguments(p.oid) || ')', null from pg_proc p, space
     where p.pronamespace = space.oid and p.proname like 'anyshelf\\_%'
     union all
     select 'sequence', quote_ident(c.relname), null from pg_class c, space
     where c.relnamespace = space.oid and c.relkind = 'S' and c.relname like 'anyshelf\\_%'
       and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype in ('a', 'i'))
     order by 1, 2, 3`
  )
