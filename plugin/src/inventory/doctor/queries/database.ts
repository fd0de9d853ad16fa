import { channelLooksWithin } from "../limits"
import { run, type Connection } from "./run"

/** Which of these tables the database has. */
export async function tablesAmong(connection: Connection, names: readonly string[]): Promise<Set<string>> {
  const rows = await run<{ name: string }>(
    connection,
    `select relname as name from pg_class
     where relkind in ('r', 'p') and relnamespace = current_schema()::regnamespace and relname = any(:names)`,
    { names: [...names] }
  )
  return new Set(rows.map(({ name }) => name))
}

/** The names of migrations that have run here. */
export async function migrationsAmong(connection: Connection, names: readonly string[]): Promise<Set<string>> {
  const rows = await run<{ name: string }>(
    connection,
    `select name from mikro_orm_migrations where name = any(:names)`,
    {
      names: [...names],
    }
  )
  return new Set(rows.map(({ name }) => name))
}

/** What people call these locations. */
export async function namesOfLocations(connection: Connection, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await run<{ id: string; name: string }>(
    connection,
    `select id, name from stock_location where id = any(:ids)`,
    { ids: [...ids] }
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** A level that changed and that no channel was told of. */
export interface UntoldRow {
  readonly item: string
  readonly place: string
  readonly sku: string | null
  readonly changed_at: string
  readonly looked_at: string
}

/**
 * Levels that changed after the last look at a listing that shows them, and that are not waiting to be told. A change is
 * settled only after its listings were looked at, so this is a lost mark.
 */
export const findUntold = (connection: Connection): Promise<UntoldRow[]> =>
  run<UntoldRow>(
    connection,
    `with shown as (
       select part.item, min(p.updated_at) as looked_at
       from anyshelf_channel_publication p
       join anyshelf_channel_listing l on l.id = p.listing_id and l.state = 'mapped' and l.deleted_at is null
       cross join lateral unnest(l.inventory_item_ids) as part(item)
       where p.deleted_at is null group by part.item)
     select il.inventory_item_id as item, il.location_id as place, item.sku,
       to_json(il.anyshelf_changed_at) #>> '{}' as changed_at, to_json(s.looked_at) #>> '{}' as looked_at
     from shown s
     join inventory_level il on il.inventory_item_id = s.item and il.deleted_at is null
     left join inventory_item item on item.id = il.inventory_item_id
     where il.anyshelf_changed_at > s.looked_at and il.anyshelf_changed_at < now() - cast(:grace as interval)
       and not exists (select 1 from anyshelf_stock_change c
         where c.inventory_item_id = il.inventory_item_id and c.location_id = il.location_id)
     order by 1, 2 limit 10000`,
    { grace: channelLooksWithin }
  )
