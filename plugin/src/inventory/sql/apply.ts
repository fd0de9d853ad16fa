import { raw } from "./raw"

/** Writes what the judge granted: levels, reservations, holds, and the answers that stand for their keys. */
export const applyFunctions = `
  create or replace function anyshelf_apply(requests jsonb, lines jsonb, answers jsonb, level_ids text[],
    got_n int[], got_i int[], got_spot int[], got_quantity numeric[], got_kind text[])
  returns table (n int, answer jsonb, at timestamptz) language plpgsql volatile as $fn$
  #variable_conflict use_column
  declare
    gone jsonb := '[]';
    has_holds boolean := 'hold' = any(got_kind) or 'pool' = any(got_kind);
  begin
    if jsonb_path_exists(requests, '$[*].owner') then gone := anyshelf_drop_own_holds(requests, lines, answers); end if;
    if jsonb_path_exists(requests, '$[*].cause') then
      perform set_config('anyshelf.parts', coalesce((
        select jsonb_agg(x.part) from (
          select jsonb_build_object('id', level_ids[g.spot], 'parts',
            jsonb_agg(r.cause || jsonb_build_object('reserved', g.quantity) order by g.n)) as part
          from unnest(got_n, got_spot, got_quantity, got_kind) as g(n, spot, quantity, kind)
          join jsonb_to_recordset(requests) as r(n int, cause jsonb) on r.n = g.n and r.cause is not null
          where g.kind = 'reservation' group by g.spot) x)::text, ''), true);
    end if;

    update inventory_level il
    set reserved_quantity = il.reserved_quantity + d.reserved,
      raw_reserved_quantity = ${raw("il.reserved_quantity + d.reserved")},
      anyshelf_held = il.anyshelf_held + d.held, anyshelf_unrouted = il.anyshelf_unrouted + d.unrouted, updated_at = now()
    from (
      select x.id, coalesce(sum(x.quantity) filter (where x.kind = 'reservation'), 0) as reserved,
        coalesce(sum(x.quantity) filter (where x.kind = 'hold'), 0) as held,
        coalesce(sum(x.quantity) filter (where x.kind = 'pool'), 0) as unrouted
      from (
        select level_ids[g.spot] as id, g.quantity, g.kind from unnest(got_spot, got_quantity, got_kind) as g(spot, quantity, kind)
        union all select l.id, -h.quantity, 'hold' from jsonb_to_recordset(gone) as h(item text, place text, quantity numeric)
          join inventory_level l on l.inventory_item_id = h.item and l.location_id = h.place and l.deleted_at is null) x
      group by x.id) d
    where il.id = d.id;

    insert into reservation_item (id, line_item_id, inventory_item_id, location_id, quantity, raw_quantity, allow_backorder,
      external_id, description, created_by, metadata)
    select l.id, l.line_item_id, l.item, l.at[1], l.quantity,
      coalesce(l.raw, ${raw("l.quantity")}), not l.firm,
      l.external_id, l.description, l.created_by, l.metadata
    from jsonb_to_recordset(lines) as l(n int, i int, kind text, id text, item text, at text[], quantity numeric, raw jsonb, firm boolean,
      line_item_id text, external_id text, description text, created_by text, metadata jsonb)
    where l.kind = 'reservation' and not jsonb_exists(answers, l.n::text)
    order by l.n, l.i;

    if has_holds then
      insert into anyshelf_hold (claim_id, kind, owner, inventory_item_id, location_id, quantity, pool, line_item_id, description,
        created_by, expires_at)
      select l.id, case l.kind when 'pool' then 'reservation' else 'hold' end, coalesce(r.owner, l.line_item_id), l.item, il.location_id,
        g.quantity, case when cardinality(l.at) > 1 then l.at end, l.line_item_id, l.description, l.created_by,
        case l.kind when 'pool' then 'infinity' else clock_timestamp() + r.ttl_ms * interval '1 millisecond' end
      from unnest(got_n, got_i, got_spot, got_quantity, got_kind) as g(n, i, spot, quantity, kind)
      join jsonb_to_recordset(lines) as l(n int, i int, id text, kind text, item text, at text[], line_item_id text, description text,
        created_by text) on l.n = g.n and l.i = g.i
      join jsonb_to_recordset(requests) as r(n int, owner text, ttl_ms numeric) on r.n = g.n
      join inventory_level il on il.id = level_ids[g.spot]
      where g.kind <> 'reservation';
    end if;

    return query select a.n, a.answer, now() from anyshelf_answer(requests, lines, answers, level_ids,
      got_n, got_i, got_spot, got_quantity) a;
  end $fn$;

  -- Granted requests that ask what they were given are told, the others which levels changed; each answer is kept under its key.
  create or replace function anyshelf_answer(requests jsonb, lines jsonb, answers jsonb, level_ids text[],
    got_n int[], got_i int[], got_spot int[], got_quantity numeric[])
  returns table (n int, answer jsonb) language plpgsql volatile as $fn$
  #variable_conflict use_column
  begin
    answers := answers || coalesce((
      select jsonb_object_agg(x.n, jsonb_build_object('ok', true, 'expires_at', x.expires_at, 'units', x.units)) from (
        select r.n, case when r.kind = 'hold' and count(g.n) > 0 then clock_timestamp() + r.ttl_ms * interval '1 millisecond' end as expires_at,
          coalesce(jsonb_agg(jsonb_build_object('line', g.i, 'id', l.id, 'item', il.inventory_item_id, 'place',
            il.location_id, 'quantity', g.quantity, 'kind', l.kind) order by g.i, g.spot) filter (where g.n is not null), '[]') as units
        from jsonb_to_recordset(requests) as r(n int, kind text, ttl_ms numeric, tell boolean)
        left join unnest(got_n, got_i, got_spot, got_quantity) as g(n, i, spot, quantity) on g.n = r.n
        left join jsonb_to_recordset(lines) as l(n int, i int, id text, kind text) on l.n = g.n and l.i = g.i
        left join inventory_level il on il.id = level_ids[g.spot]
        where r.tell and not jsonb_exists(answers, r.n::text)
        group by r.n, r.kind, r.ttl_ms) x), '{}');
    answers := answers || coalesce((
      select jsonb_object_agg(x.n, jsonb_build_object('ok', true, 'levels', x.levels)) from (
        select g.n, jsonb_agg(distinct level_ids[g.spot]) as levels from unnest(got_n, got_spot) as g(n, spot)
        where not jsonb_exists(answers, g.n::text) group by g.n) x), '{}');
    perform anyshelf_keep_answers(requests, answers);
    return query select key::int, value from jsonb_each(answers);
  end $fn$;

  -- What accepted requests turn into something else, or replace; returned for the levels to be lowered by it.
  create or replace function anyshelf_drop_own_holds(requests jsonb, lines jsonb, answers jsonb) returns jsonb
  language plpgsql volatile as $fn$
  declare
    gone jsonb;
  begin
    with dropped as (
      delete from anyshelf_hold h using jsonb_to_recordset(requests) as r(n int, owner text, kind text)
      where h.owner = r.owner and h.kind = 'hold' and not jsonb_exists(answers, r.n::text)
        and (r.kind = 'hold' or exists (
          select 1 from jsonb_to_recordset(lines) as l(n int, item text) where l.n = r.n and l.item = h.inventory_item_id))
      returning h.inventory_item_id, h.location_id, h.quantity)
    select coalesce(jsonb_agg(jsonb_build_object('item', inventory_item_id, 'place', location_id, 'quantity', quantity)), '[]')
    into gone from dropped;
    return gone;
  end $fn$;

  -- Sent again after a lost connection: what a line's own id stands for was granted the first time. What stands under a key is
  -- told by the key.
  create or replace function anyshelf_already_claimed(lines jsonb) returns jsonb language plpgsql volatile as $fn$
  begin
    return (
      select coalesce(jsonb_object_agg(x.n, jsonb_build_object('ok', true, 'expires_at', x.expires_at, 'units', x.units)), '{}')
      from (
        select l.n, max(c.expires_at) as expires_at, jsonb_agg(jsonb_build_object('line', l.i, 'id', l.id, 'item', l.item,
          'place', c.place, 'quantity', c.quantity, 'kind', l.kind) order by l.i, c.place) as units
        from jsonb_to_recordset(lines) as l(n int, i int, id text, kind text, item text),
          lateral (
            select r.location_id as place, r.quantity, null::timestamptz as expires_at from reservation_item r where r.id = l.id
            union all select h.location_id, h.quantity, nullif(h.expires_at, 'infinity') from anyshelf_hold h where h.claim_id = l.id) c
        group by l.n) x);
  end $fn$;

  -- Moves pool-scoped claims away from places where a node-scoped one is wanted: in exchange for what its owner holds elsewhere,
  -- or to places of their pool that have room. Nobody loses a unit by it, so it stands even if the claim is refused then.
  create or replace function anyshelf_make_room(lines jsonb, level_ids text[]) returns void language plpgsql volatile as $fn$
  declare
    want record; own anyshelf_hold; pooled anyshelf_hold; target inventory_level; lacking numeric; moved numeric;
  begin
    for want in
      select il.id, il.inventory_item_id as item, il.location_id as place, d.quantity, d.owners
      from (
        select l.item, p.place, sum(l.quantity) as quantity, array_agg(l.owner) as owners
        from jsonb_to_recordset(lines) as l(item text, at text[], quantity numeric, firm boolean, owner text), unnest(l.at) p(place)
        where l.firm group by l.item, p.place) d
      join inventory_level il on il.inventory_item_id = d.item and il.location_id = d.place and il.id = any(level_ids)
      order by il.inventory_item_id, il.location_id
    loop
      select want.quantity - anyshelf_free(il) + anyshelf_safety(want.item, want.place) - coalesce((
          select sum(h.quantity) from anyshelf_hold h
          where h.owner = any(want.owners) and h.kind = 'hold' and h.inventory_item_id = want.item and h.location_id = want.place
            and h.expires_at > clock_timestamp()), 0)
      into lacking from inventory_level il where il.id = want.id;
      for own in
        select h.* from anyshelf_hold h
        where h.owner = any(want.owners) and h.kind = 'hold' and h.inventory_item_id = want.item and h.location_id <> want.place
          and want.place = any(h.pool) and h.expires_at > clock_timestamp() order by h.id
      loop
        for pooled in
          select h.* from anyshelf_hold h
          where h.inventory_item_id = want.item and h.location_id = want.place and own.location_id = any(h.pool)
            and h.expires_at > clock_timestamp() and not h.owner = any(array_remove(want.owners, null))
          order by h.id
        loop
          moved := least(own.quantity, pooled.quantity, lacking);
          exit when moved <= 0;
          select il.* into target from inventory_level il
          where il.inventory_item_id = want.item and il.location_id = own.location_id and il.id = any(level_ids);
          exit when target.id is null;
          perform anyshelf_move_claim(pooled.id, want.id, target.id, moved);
          perform anyshelf_move_claim(own.id, target.id, want.id, moved);
          own.quantity := own.quantity - moved;
          lacking := lacking - moved;
        end loop;
      end loop;
      for pooled in
        select h.* from anyshelf_hold h
        where h.inventory_item_id = want.item and h.location_id = want.place and h.pool is not null
          and h.expires_at > clock_timestamp() and not h.owner = any(array_remove(want.owners, null))
        order by h.id
      loop
        for target in
          select il.* from unnest(pooled.pool) with ordinality p(place, o)
          join inventory_level il on il.inventory_item_id = want.item and il.location_id = p.place and il.id = any(level_ids)
          where il.id <> want.id order by p.o
        loop
          exit when lacking <= 0 or pooled.quantity <= 0;
          select least(pooled.quantity, lacking, anyshelf_free(il) - anyshelf_safety(il.inventory_item_id, il.location_id)) into moved
          from inventory_level il where il.id = target.id;
          continue when moved <= 0;
          perform anyshelf_move_claim(pooled.id, want.id, target.id, moved);
          pooled.quantity := pooled.quantity - moved;
          lacking := lacking - moved;
        end loop;
      end loop;
    end loop;
  end $fn$;

  -- Units of a pool-scoped claim, set aside at another place of its pool. Both levels are locked by the caller.
  create or replace function anyshelf_move_claim(hold_row bigint, source_level text, target_level text, moved numeric) returns void
  language plpgsql volatile as $fn$
  declare
    claim anyshelf_hold;
  begin
    select * into claim from anyshelf_hold where id = hold_row;
    if claim.quantity > moved then update anyshelf_hold set quantity = quantity - moved where id = hold_row;
    else delete from anyshelf_hold where id = hold_row; end if;
    insert into anyshelf_hold as h (claim_id, kind, owner, inventory_item_id, location_id, quantity, pool, line_item_id, description,
      created_by, expires_at, created_at)
    select claim.claim_id, claim.kind, claim.owner, claim.inventory_item_id, il.location_id, moved, claim.pool, claim.line_item_id,
      claim.description, claim.created_by, claim.expires_at, claim.created_at from inventory_level il where il.id = target_level
    on conflict on constraint anyshelf_hold_place do update set quantity = h.quantity + moved;
    update inventory_level il set
      anyshelf_held = il.anyshelf_held + case when claim.kind = 'hold' then d.change else 0 end,
      anyshelf_unrouted = il.anyshelf_unrouted + case when claim.kind = 'reservation' then d.change else 0 end, updated_at = now()
    from (values (source_level, -moved), (target_level, moved)) d(id, change) where il.id = d.id;
  end $fn$;`
