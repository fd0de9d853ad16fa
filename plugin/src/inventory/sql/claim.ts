import { freeOf } from "./free"

/**
 * The claim: one statement that judges up to a few hundred requests, first come first served, each on its own outcome.
 *
 * Who locks what, in this order everywhere, so that nobody waits in a circle: idempotency keys, owners, Medusa's
 * reservations, levels by (item, location), holds. A hold is only written by who has the level it lies on.
 *
 * `lines`: [{ n: request, i: line, id, kind: 'reservation' | 'hold' | 'pool', item, at: [places], quantity, firm, floor,
 *   owner, line_item_id, description, created_by, external_id, metadata }], `requests`: [{ n, key, print, owner, kind,
 * ttl_ms, cause, tell }] for those that need one of these.
 */
export const claimFunctions = `
  -- What is free at a level to whoever may use safety stock too. Holds that have lapsed count no more, tidied or not.
  create or replace function anyshelf_free(level inventory_level) returns numeric language plpgsql volatile as $$
  begin
    return ${freeOf("level")};
  end $$;

  -- How many decimals a unit of measure has; null where the text names none that we know, and nothing is refused.
  create or replace function anyshelf_decimals(unit text) returns int language sql immutable as $$
    select case
      when lower(btrim(unit)) in ('piece', 'pieces', 'pc', 'pcs', 'each', 'ea', 'unit', 'units', 'item', 'items', 'pair', 'pairs',
        'set', 'sets', 'pack', 'packs', 'box', 'boxes', 'case', 'cases', 'bottle', 'bottles', 'can', 'cans', 'roll', 'rolls') then 0
      when lower(btrim(unit)) in ('kg', 'g', 'mg', 'l', 'ml', 'cl', 'dl', 'm', 'cm', 'mm', 'km', 'm2', 'm3', 't', 'lb', 'lbs', 'oz',
        'ft', 'in', 'yd', 'gal', 'h', 'kilogram', 'gram', 'liter', 'litre', 'meter', 'metre') then 3
    end
  $$;

  -- The answers that stand for the keys of these requests, by request. Inserting is what makes a second caller wait.
  create or replace function anyshelf_take_keys(requests jsonb) returns jsonb language plpgsql volatile as $$
  begin
    insert into anyshelf_idempotency_key (key, print)
    select r.key, r.print from jsonb_to_recordset(requests) as r(key text, print text) where r.key is not null order by r.key
    on conflict (key) do nothing;
    perform 1 from anyshelf_idempotency_key k
    where k.key in (select r.key from jsonb_to_recordset(requests) as r(key text)) order by k.key for update;
    return (
      select coalesce(jsonb_object_agg(r.n, case when k.print <> r.print then '{"ok": false, "reused": true}' else k.answer end), '{}')
      from jsonb_to_recordset(requests) as r(n int, key text, print text)
      join anyshelf_idempotency_key k on k.key = r.key
      where k.answer is not null or k.print <> r.print);
  end $$;

  -- Keeps each answer under its key, as what a repetition is told. One that may yet change when room is made is not kept.
  create or replace function anyshelf_keep_answers(requests jsonb, answers jsonb) returns void language plpgsql volatile as $$
  begin
    update anyshelf_idempotency_key k set answer = (answers -> r.n::text) || '{"already": true}'
    from jsonb_to_recordset(requests) as r(n int, key text)
    where k.key = r.key and k.answer is null and not coalesce((answers -> r.n::text -> 'movable')::boolean, false)
      and not jsonb_exists(answers -> r.n::text, 'reused');
  end $$;

  -- One request of an owner at a time: what it holds is replaced as a whole.
  create or replace function anyshelf_lock_owners(owners text[]) returns void language plpgsql volatile as $$
  begin
    perform pg_advisory_xact_lock(x.lock) from (
      select distinct hashtextextended('anyshelf ' || o, 0) as lock from unnest(owners) o order by 1) x;
  end $$;

  -- Locks every level that the claim may touch; returns their ids in the order of the locks.
  create or replace function anyshelf_lock_levels(lines jsonb, owners text[], make_room boolean) returns text[]
  language plpgsql volatile as $$
  declare
    ids text[];
  begin
    if owners is null and not make_room then
      select array_agg(x.id) into ids from (
        select il.id from inventory_level il
        join (select distinct l.item, p.place from jsonb_to_recordset(lines) as l(item text, at text[]), unnest(l.at) p(place)) d
          on d.item = il.inventory_item_id and d.place = il.location_id
        where il.deleted_at is null
        order by il.inventory_item_id, il.location_id for no key update of il) x;
    else
      select array_agg(x.id) into ids from (
        select il.id from inventory_level il
        join (
          with wanted as (
            select l.item, p.place from jsonb_to_recordset(lines) as l(item text, at text[]), unnest(l.at) p(place))
          select item, place from wanted
          union select h.inventory_item_id, p.place from anyshelf_hold h, unnest(coalesce(h.pool, array[h.location_id])) p(place)
          where h.owner = any(owners) and h.kind = 'hold'
          union select h.inventory_item_id, p.place from wanted w
            join anyshelf_hold h on h.inventory_item_id = w.item and h.location_id = w.place, unnest(h.pool) p(place)
          where make_room) d
          on d.item = il.inventory_item_id and d.place = il.location_id
        where il.deleted_at is null
        order by il.inventory_item_id, il.location_id for no key update of il) x;
    end if;
    return coalesce(ids, '{}');
  end $$;`
