import { raw } from "./raw"

/**
 * Gives claims back: one statement for up to a few hundred requests. What two requests name goes to the first of them, so each
 * claim is counted once. Locks as every writer does (see `sql/claim.ts`); an order line counts as the owner of its pool-scoped
 * reservations here, so that one that is just being bound is found either in the pool or at its places, never in neither.
 *
 * `requests`: [{ n, key, print, owners, ids, lines, places, cause }]
 */
export const releaseFunctions = `
  create or replace function anyshelf_release(requests jsonb, for_good boolean, patience_ms int)
  returns table (n int, answer jsonb) language plpgsql volatile set plan_cache_mode to 'force_custom_plan' as $fn$
  #variable_conflict use_column
  declare
    answers jsonb := '{}';
    asked_n int[]; asked_kind text[]; asked_name text[];
    names text[]; level_ids text[]; gone jsonb;
  begin
    if patience_ms is not null then perform set_config('lock_timeout', patience_ms::text, true); end if;
    if jsonb_path_exists(requests, '$[*].key') then answers := anyshelf_take_keys(requests); end if;

    select coalesce(array_agg(r.n), '{}'), coalesce(array_agg(x.kind), '{}'), coalesce(array_agg(x.name), '{}')
    into asked_n, asked_kind, asked_name
    from jsonb_to_recordset(requests) as r(n int, owners text[], ids text[], lines text[], places text[]),
      lateral (
        select 'owner' as kind, o.name from unnest(r.owners) as o(name) union all select 'id', i.name from unnest(r.ids) as i(name)
        union all select 'line', l.name from unnest(r.lines) as l(name) union all select 'place', p.name from unnest(r.places) as p(name)) x
    where not jsonb_exists(answers, r.n::text);

    select array_agg(x.name) into names from (
      select a.name from unnest(asked_kind, asked_name) as a(kind, name) where a.kind in ('owner', 'line')
      union select h.line_item_id from unnest(asked_kind, asked_name) as a(kind, name)
        join anyshelf_hold h on h.claim_id = a.name where a.kind = 'id' and h.line_item_id is not null) x;
    if names is not null then perform anyshelf_lock_owners(names); end if;
    delete from anyshelf_future_promise f where f.line_item_id in (
      select a.name from unnest(asked_kind, asked_name) as a(kind, name) where a.kind = 'line');

    names := anyshelf_lock_named_reservations(asked_kind, asked_name, for_good);
    level_ids := anyshelf_lock_levels_of_claims(asked_kind, asked_name, names);
    gone := anyshelf_withdraw(names, for_good) || anyshelf_drop_named_holds(asked_kind, asked_name, level_ids, not for_good);

    select coalesce(jsonb_agg(g || jsonb_build_object('n', x.n)), '[]') into gone
    from (
      select g, min(a.n) as n from jsonb_array_elements(gone) as g,
        lateral (values ('id', g ->> 'id'), ('line', g ->> 'line'), ('owner', g ->> 'owner'), ('place', g ->> 'place')) as v(kind, name)
      join unnest(asked_n, asked_kind, asked_name) as a(n, kind, name) on a.kind = v.kind and a.name = v.name
      where (a.kind = 'owner') = (g ->> 'kind' = 'hold')
      group by g) x;
    perform anyshelf_give_back(requests, gone);

    answers := answers || (
      select coalesce(jsonb_object_agg(x.n, jsonb_build_object('ok', true, 'released', x.released, 'reservations', x.reservations,
        'levels', x.levels)), '{}')
      from (
        select r.n, count(distinct g.id) filter (where g.living) as released,
          coalesce(jsonb_agg(distinct g.id) filter (where g.kind = 'reservation'), '[]') as reservations,
          coalesce(jsonb_agg(distinct il.id) filter (where il.id is not null), '[]') as levels
        from jsonb_to_recordset(requests) as r(n int)
        left join jsonb_to_recordset(gone) as g(n int, id text, kind text, item text, place text, living boolean) on g.n = r.n
        left join inventory_level il
          on il.inventory_item_id = g.item and il.location_id = g.place and il.deleted_at is null
        where not jsonb_exists(answers, r.n::text)
        group by r.n) x);
    perform anyshelf_keep_answers(requests, answers);
    return query select key::int, value from jsonb_each(answers);
  end $fn$;

  -- Medusa's reservations that are named by id, order line or place, locked; those deleted already only to delete them for good.
  create or replace function anyshelf_lock_named_reservations(kinds text[], names text[], for_good boolean) returns text[]
  language plpgsql volatile set plan_cache_mode to 'force_custom_plan' as $fn$
  begin
    return coalesce((
      select array_agg(x.id) from (
        select r.id from reservation_item r
        where r.id in (
            select a.name from unnest(kinds, names) as a(kind, name) where a.kind = 'id'
            union select o.id from reservation_item o join unnest(kinds, names) as a(kind, name) on a.name = o.line_item_id
              where a.kind = 'line'
            union select o.id from reservation_item o join unnest(kinds, names) as a(kind, name) on a.name = o.location_id
              where a.kind = 'place')
          and (for_good or r.deleted_at is null)
        order by r.id for update of r) x), '{}');
  end $fn$;

  -- The levels of these reservations and of the named holds: all places of a pool, since its units may move between them.
  create or replace function anyshelf_lock_levels_of_claims(kinds text[], names text[], reservations text[]) returns text[]
  language plpgsql volatile set plan_cache_mode to 'force_custom_plan' as $fn$
  begin
    return coalesce((
      select array_agg(x.id) from (
        select il.id from inventory_level il
        join (
          select r.inventory_item_id as item, r.location_id as place from reservation_item r where r.id = any(reservations)
          union select h.inventory_item_id, p.place from unnest(kinds, names) as a(kind, name)
            join anyshelf_hold h on a.kind = 'owner' and h.owner = a.name and h.kind = 'hold',
            unnest(coalesce(h.pool, array[h.location_id])) as p(place)
          union select h.inventory_item_id, p.place from unnest(kinds, names) as a(kind, name)
            join anyshelf_hold h on a.kind = 'id' and h.claim_id = a.name and h.kind = 'reservation',
            unnest(coalesce(h.pool, array[h.location_id])) as p(place)
          union select h.inventory_item_id, p.place from unnest(kinds, names) as a(kind, name)
            join anyshelf_hold h on a.kind = 'line' and h.line_item_id = a.name and h.kind = 'reservation',
            unnest(coalesce(h.pool, array[h.location_id])) as p(place)) d
          on d.item = il.inventory_item_id and d.place = il.location_id
        where il.deleted_at is null
        order by il.inventory_item_id, il.location_id for no key update of il) x), '{}');
  end $fn$;

  -- Deletes locked reservations; tells of those that were living, whose stock is now free.
  create or replace function anyshelf_withdraw(reservations text[], for_good boolean) returns jsonb
  language plpgsql volatile set plan_cache_mode to 'force_custom_plan' as $fn$
  declare
    gone jsonb;
  begin
    select coalesce(jsonb_agg(jsonb_build_object('kind', 'reservation', 'id', r.id, 'line', r.line_item_id,
      'item', r.inventory_item_id, 'place', r.location_id, 'quantity', r.quantity, 'living', true)), '[]')
    into gone from reservation_item r where r.id = any(reservations) and r.deleted_at is null;
    if for_good then delete from reservation_item r where r.id = any(reservations);
    else update reservation_item r set deleted_at = now(), updated_at = now() where r.id = any(reservations);
    end if;
    return gone;
  end $fn$;

  -- Holds by owner, pool-scoped reservations by id and order line, where they lie on a level that is locked. The latter are
  -- remembered, as Medusa remembers the reservations that it deletes softly.
  create or replace function anyshelf_drop_named_holds(kinds text[], names text[], level_ids text[], is_soft boolean) returns jsonb
  language plpgsql volatile set plan_cache_mode to 'force_custom_plan' as $fn$
  declare
    gone jsonb;
  begin
    with dropped as (
      delete from anyshelf_hold h using inventory_level il
      where il.id = any(level_ids) and il.inventory_item_id = h.inventory_item_id and il.location_id = h.location_id
        and h.id in (
          select o.id from anyshelf_hold o join unnest(kinds, names) as a(kind, name) on a.kind = 'owner' and o.owner = a.name
            where o.kind = 'hold'
          union select o.id from anyshelf_hold o join unnest(kinds, names) as a(kind, name) on a.kind = 'id' and o.claim_id = a.name
            where o.kind = 'reservation'
          union select o.id from anyshelf_hold o join unnest(kinds, names) as a(kind, name) on a.kind = 'line' and o.line_item_id = a.name
            where o.kind = 'reservation')
      returning h.*),
    remembered as (
      insert into anyshelf_released_pool as p (claim_id, line_item_id, inventory_item_id, quantity, pool, description,
        created_by, released_at)
      select d.claim_id, d.line_item_id, d.inventory_item_id, sum(d.quantity), d.pool, min(d.description),
        min(d.created_by), now()
      from dropped d where is_soft and d.kind = 'reservation'
      group by d.claim_id, d.line_item_id, d.inventory_item_id, d.pool
      on conflict (claim_id) do update set quantity = excluded.quantity, released_at = excluded.released_at)
    select coalesce(jsonb_agg(jsonb_build_object('kind', case d.kind when 'hold' then 'hold' else 'pool' end, 'id', d.claim_id,
      'owner', d.owner, 'line', d.line_item_id, 'item', d.inventory_item_id, 'place', d.location_id, 'quantity', d.quantity,
      'living', d.expires_at > clock_timestamp())), '[]')
    into gone from dropped d;
    return gone;
  end $fn$;

  -- Lowers the counters of the levels. A counter that stock Medusa left too low stays at zero and turns into no stock.
  create or replace function anyshelf_give_back(requests jsonb, gone jsonb) returns void language plpgsql volatile as $fn$
  begin
    if jsonb_path_exists(requests, '$[*].cause') then
      perform set_config('anyshelf.parts', coalesce((
        select jsonb_agg(x.part) from (
          select jsonb_build_object('id', il.id, 'parts',
            jsonb_agg(r.cause || jsonb_build_object('reserved', -g.quantity) order by g.n)) as part
          from (
            select g.n, g.item, g.place, sum(g.quantity) as quantity
            from jsonb_to_recordset(gone) as g(n int, kind text, item text, place text, quantity numeric)
            where g.kind = 'reservation' group by g.n, g.item, g.place) g
          join jsonb_to_recordset(requests) as r(n int, cause jsonb) on r.n = g.n and r.cause is not null
          join inventory_level il on il.inventory_item_id = g.item and il.location_id = g.place and il.deleted_at is null
          group by il.id) x)::text, ''), true);
    end if;
    update inventory_level il
    set reserved_quantity = greatest(il.reserved_quantity - d.reserved, 0),
      raw_reserved_quantity = ${raw("greatest(il.reserved_quantity - d.reserved, 0)")},
      anyshelf_held = il.anyshelf_held - d.held, anyshelf_unrouted = il.anyshelf_unrouted - d.unrouted, updated_at = now()
    from (
      select g.item, g.place, coalesce(sum(g.quantity) filter (where g.kind = 'reservation'), 0) as reserved,
        coalesce(sum(g.quantity) filter (where g.kind = 'hold'), 0) as held,
        coalesce(sum(g.quantity) filter (where g.kind = 'pool'), 0) as unrouted
      from jsonb_to_recordset(gone) as g(kind text, item text, place text, quantity numeric) group by g.item, g.place) d
    where il.inventory_item_id = d.item and il.location_id = d.place and il.deleted_at is null;
  end $fn$;`
