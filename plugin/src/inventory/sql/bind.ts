import { raw } from "./raw"

/**
 * Takes a pool-scoped reservation to the places that will serve it, in one transaction over all of them. Units that lie at a
 * chosen place stay; what is lacking there is exchanged for units elsewhere, so nothing is let go and nothing taken.
 *
 * `request`: { n: 0, key, print, line, item, places: [{ i, id, place, quantity, line }] }
 */
export const bindFunctions = `
  create or replace function anyshelf_bind(request jsonb, make_room boolean, patience_ms int) returns jsonb
  language plpgsql volatile as $fn$
  declare
    line text := request ->> 'line'; item text := request ->> 'item';
    pool text[]; level_ids text[]; outcome jsonb;
  begin
    if patience_ms is not null then perform set_config('lock_timeout', patience_ms::text, true); end if;
    if jsonb_exists(request, 'key') then
      outcome := anyshelf_take_keys(jsonb_build_array(request)) -> '0';
      if outcome is not null then return outcome; end if;
    end if;
    perform anyshelf_lock_owners(array[line]);

    select array_agg(distinct p.place) into pool from anyshelf_hold h, unnest(h.pool) as p(place)
    where h.kind = 'reservation' and h.line_item_id = line and h.inventory_item_id = item;
    if exists (select 1 from jsonb_to_recordset(request -> 'places') as p(id text) join reservation_item r on r.id = p.id) then
      outcome := anyshelf_bound(request);
    elsif pool is null then
      outcome := '{"ok": false, "refusals": [{"line": null, "reason": "unknown_reservation"}]}';
    else
      level_ids := anyshelf_lock_levels(jsonb_build_array(jsonb_build_object('item', item, 'at', to_jsonb(pool))), null, make_room);
      if make_room then perform anyshelf_make_room(anyshelf_lacking(request), level_ids); end if;
      outcome := anyshelf_refuse_bind(request, pool, not make_room);
      if outcome is null then
        perform anyshelf_apply_bind(request, level_ids);
        outcome := anyshelf_bound(request);
      end if;
    end if;
    perform anyshelf_keep_answers(jsonb_build_array(request), jsonb_build_object('0', outcome));
    return outcome;
  end $fn$;

  -- What each chosen place has of the reservation already, and what would have to come from elsewhere.
  create or replace function anyshelf_bind_places(request jsonb)
  returns table (i int, id text, place text, quantity numeric, line text, own numeric, lacking numeric) language plpgsql volatile as $fn$
  #variable_conflict use_column
  begin
    return query
      select p.i, p.id, p.place, p.quantity, p.line, x.own, greatest(p.quantity - x.own, 0)
      from jsonb_to_recordset(request -> 'places') as p(i int, id text, place text, quantity numeric, line text),
        lateral (
          select coalesce(sum(h.quantity), 0) as own from anyshelf_hold h
          where h.kind = 'reservation' and h.line_item_id = request ->> 'line' and h.inventory_item_id = request ->> 'item'
            and h.location_id = p.place) x
      order by p.i;
  end $fn$;

  -- The same as lines for which room is to be made; not by moving the reservation's own units.
  create or replace function anyshelf_lacking(request jsonb) returns jsonb language plpgsql volatile as $fn$
  begin
    return (
      select coalesce(jsonb_agg(jsonb_build_object('item', request ->> 'item', 'at', jsonb_build_array(p.place), 'firm', true,
        'quantity', case when o.is_first then p.lacking else 0 end, 'owner', o.owner)), '[]')
      from anyshelf_bind_places(request) p,
        (select h.owner, row_number() over (order by h.owner) = 1 as is_first from anyshelf_hold h
         where h.kind = 'reservation' and h.line_item_id = request ->> 'line' and h.inventory_item_id = request ->> 'item'
         group by h.owner) o
      where p.lacking > 0);
  end $fn$;

  -- Why it cannot be bound so; null when it can.
  create or replace function anyshelf_refuse_bind(request jsonb, pool text[], may_move boolean) returns jsonb
  language plpgsql volatile as $fn$
  declare
    refusals jsonb := '[]'; movable boolean := false;
    total numeric; wanted numeric; decimals int; room numeric; chosen record; level inventory_level;
  begin
    select sum(h.quantity) into total from anyshelf_hold h
    where h.kind = 'reservation' and h.line_item_id = request ->> 'line' and h.inventory_item_id = request ->> 'item';
    select sum(p.quantity) into wanted from anyshelf_bind_places(request) p;
    if wanted > total then
      refusals := refusals || jsonb_build_object('line', null, 'reason', 'too_many', 'wanted', wanted, 'available', total);
    end if;
    select anyshelf_decimals(x.unit_of_measure) into decimals from inventory_item x where x.id = request ->> 'item';

    for chosen in select * from anyshelf_bind_places(request) loop
      select il.* into level from inventory_level il
      where il.inventory_item_id = request ->> 'item' and il.location_id = chosen.place and il.deleted_at is null;
      room := greatest(anyshelf_free(level) - anyshelf_safety(request ->> 'item', chosen.place), 0);
      if not chosen.place = any(pool) then
        refusals := refusals || jsonb_build_object('line', chosen.i, 'reason', 'outside_pool');
      elsif level.id is null then
        refusals := refusals || jsonb_build_object('line', chosen.i, 'reason', 'not_stocked');
      elsif decimals is not null and scale(trim_scale(chosen.quantity)) > decimals then
        refusals := refusals || jsonb_build_object('line', chosen.i, 'reason', 'too_precise', 'decimals', decimals);
      elsif exists (select 1 from reservation_item r where r.line_item_id = chosen.line and r.inventory_item_id = request ->> 'item'
          and r.deleted_at is null) then
        refusals := refusals || jsonb_build_object('line', chosen.i, 'reason', 'line_taken');
      elsif chosen.lacking > room then
        refusals := refusals || jsonb_build_object('line', chosen.i, 'reason', 'short', 'wanted', chosen.quantity,
          'available', chosen.own + room);
        movable := movable or exists (
          select 1 from anyshelf_hold h where h.inventory_item_id = request ->> 'item' and h.location_id = chosen.place
            and h.pool is not null and h.line_item_id is distinct from request ->> 'line');
      end if;
    end loop;
    if refusals = '[]' then return null; end if;
    return jsonb_build_object('ok', false, 'refusals', refusals, 'movable', movable and may_move);
  end $fn$;

  -- Units that lie at their place are taken there first, for all places; only then is the rest exchanged for units elsewhere.
  create or replace function anyshelf_apply_bind(request jsonb, level_ids text[]) returns void language plpgsql volatile as $fn$
  declare
    told anyshelf_hold; chosen record; pooled anyshelf_hold; piece numeric; lacking numeric;
    from_place text[] := '{}'; from_quantity numeric[] := '{}';
  begin
    select h.* into told from anyshelf_hold h
    where h.kind = 'reservation' and h.line_item_id = request ->> 'line' and h.inventory_item_id = request ->> 'item'
    order by h.id limit 1;
    for chosen in
      select p.place, case when g.at_home then least(p.quantity, p.own) else p.lacking end as quantity, g.at_home
      from anyshelf_bind_places(request) p, (values (true), (false)) as g(at_home) order by g.at_home desc, p.i
    loop
      lacking := chosen.quantity;
      for pooled in
        select h.* from anyshelf_hold h
        where h.kind = 'reservation' and h.line_item_id = request ->> 'line' and h.inventory_item_id = request ->> 'item'
          and (h.location_id = chosen.place or not chosen.at_home) order by h.id
      loop
        exit when lacking <= 0;
        piece := least(lacking, pooled.quantity);
        if piece = pooled.quantity then delete from anyshelf_hold h where h.id = pooled.id;
        else update anyshelf_hold h set quantity = h.quantity - piece where h.id = pooled.id; end if;
        from_place := from_place || pooled.location_id; from_quantity := from_quantity || piece;
        lacking := lacking - piece;
      end loop;
    end loop;

    update inventory_level il
    set reserved_quantity = il.reserved_quantity + d.reserved,
      raw_reserved_quantity = ${raw("il.reserved_quantity + d.reserved")},
      anyshelf_unrouted = il.anyshelf_unrouted - d.bound, updated_at = now()
    from (
      select x.place, sum(x.reserved) as reserved, sum(x.bound) as bound from (
        select p.place, p.quantity as reserved, 0 as bound from jsonb_to_recordset(request -> 'places') as p(place text, quantity numeric)
        union all select f.place, 0, f.quantity from unnest(from_place, from_quantity) as f(place, quantity)) x group by x.place) d
    where il.id = any(level_ids) and il.inventory_item_id = request ->> 'item' and il.location_id = d.place;

    insert into reservation_item (id, line_item_id, inventory_item_id, location_id, quantity, raw_quantity, description, created_by)
    select p.id, p.line, request ->> 'item', p.place, p.quantity,
      ${raw("p.quantity")}, told.description, told.created_by
    from jsonb_to_recordset(request -> 'places') as p(i int, id text, place text, quantity numeric, line text) order by p.i;
  end $fn$;

  create or replace function anyshelf_bound(request jsonb) returns jsonb language plpgsql volatile as $fn$
  begin
    return (
      select jsonb_build_object('ok', true,
        'units', jsonb_agg(jsonb_build_object('line', p.i, 'id', p.id, 'item', request ->> 'item', 'place', p.place,
          'quantity', p.quantity, 'kind', 'reservation') order by p.i),
        'levels', (select jsonb_agg(il.id) from inventory_level il where il.inventory_item_id = request ->> 'item'
          and il.deleted_at is null and il.location_id in (
            select o.place from jsonb_to_recordset(request -> 'places') as o(place text))))
      from jsonb_to_recordset(request -> 'places') as p(i int, id text, place text, quantity numeric));
  end $fn$;`
