import type { TestDatabase } from "./database"

/**
 * The laws of the books, over everything in the database: what is reserved is what the reservations say; a level is the
 * fold of its ledger; versions have no gaps; a figure and its raw twin agree; nothing is negative; what is held and what is
 * unrouted is what the holds and the pool-scoped reservations say.
 */
export async function expectBalancedBooks(database: TestDatabase): Promise<void> {
  for (const [law, sql] of Object.entries(violations)) {
    expect({ law, violations: await database.query(sql) }).toEqual({ law, violations: [] })
  }
}

const violations = {
  "reserved is the sum of the reservations": `
    select * from (
      select il.inventory_item_id, il.location_id, il.reserved_quantity, (
        select coalesce(sum(r.quantity), 0) from reservation_item r where r.deleted_at is null
          and r.inventory_item_id = il.inventory_item_id and r.location_id = il.location_id) as claimed
      from inventory_level il where il.deleted_at is null) x where reserved_quantity <> claimed`,
  "a level is the fold of its ledger": `
    select * from (
      select m.inventory_item_id, m.location_id, sum(on_hand_delta) as on_hand, sum(reserved_delta) as reserved,
        sum(incoming_delta) as incoming, coalesce(max(il.stocked_quantity), 0) as is_on_hand,
        coalesce(max(il.reserved_quantity), 0) as is_reserved, coalesce(max(il.incoming_quantity), 0) as is_incoming
      from anyshelf_stock_movement m
      left join inventory_level il on il.inventory_item_id = m.inventory_item_id
        and il.location_id = m.location_id and il.deleted_at is null
      group by m.inventory_item_id, m.location_id) x
    where (on_hand, reserved, incoming) is distinct from (is_on_hand, is_reserved, is_incoming)`,
  "each movement begins where the last one ended": `
    select * from (
      select version, on_hand_before, reserved_before,
        lag(on_hand_after, 1, 0::numeric) over pair as on_hand_then, lag(reserved_after, 1, 0::numeric) over pair as reserved_then
      from anyshelf_stock_movement window pair as (partition by inventory_item_id, location_id order by version)) x
    where (on_hand_before, reserved_before) is distinct from (on_hand_then, reserved_then)`,
  "versions have no gaps": `
    select inventory_item_id, location_id, count(*), max(version) from anyshelf_stock_movement
    group by inventory_item_id, location_id having count(*) <> max(version) or min(version) <> 1`,
  "a living level carries its last version": `
    select il.id, il.anyshelf_version from inventory_level il where il.deleted_at is null and il.anyshelf_version <> (
      select max(m.version) from anyshelf_stock_movement m
      where m.inventory_item_id = il.inventory_item_id and m.location_id = il.location_id)`,
  "a figure and its raw twin agree": `
    select id from inventory_level where stocked_quantity <> (raw_stocked_quantity->>'value')::numeric
      or reserved_quantity <> (raw_reserved_quantity->>'value')::numeric
      or incoming_quantity <> (raw_incoming_quantity->>'value')::numeric
    union all select id from reservation_item where quantity <> (raw_quantity->>'value')::numeric`,
  "nothing is negative": `
    select id from inventory_level where deleted_at is null and (stocked_quantity < 0 or reserved_quantity < 0)`,
  "held is the sum of the holds, unrouted that of the pool-scoped reservations": `
    select * from (
      select il.inventory_item_id, il.location_id, il.anyshelf_held, il.anyshelf_unrouted,
        coalesce(sum(h.quantity) filter (where h.kind = 'hold'), 0) as held,
        coalesce(sum(h.quantity) filter (where h.kind = 'reservation'), 0) as unrouted
      from inventory_level il
      left join anyshelf_hold h on h.inventory_item_id = il.inventory_item_id and h.location_id = il.location_id
      where il.deleted_at is null group by il.id) x
    where (anyshelf_held, anyshelf_unrouted) is distinct from (held, unrouted)`,
  "no hold lies where there is no level": `
    select h.* from anyshelf_hold h where not exists (
      select 1 from inventory_level il where il.inventory_item_id = h.inventory_item_id and il.location_id = h.location_id
        and il.deleted_at is null)`,
  "a pool's units lie within the pool": `select * from anyshelf_hold where not location_id = any(pool)`,
  "each changed pair is marked with its last version": `
    select c.* from anyshelf_stock_change c where c.version <> (
      select max(m.version) from anyshelf_stock_movement m
      where m.inventory_item_id = c.inventory_item_id and m.location_id = c.location_id)`,
}
