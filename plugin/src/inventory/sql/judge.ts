import { freeOf, safetyOf, withSafety } from "./free"

/**
 * The judge. `free` and `safety` are the levels as they stand under lock; each request takes from them what it is given
 * before the next is looked at, so two lines of one item, and two requests in one batch, never count a unit twice.
 */
export const judgeFunctions = `
  create or replace function anyshelf_claim(requests jsonb, lines jsonb, again boolean, make_room boolean, patience_ms int)
  returns table (n int, answer jsonb, at timestamptz) language plpgsql volatile as $fn$
  #variable_conflict use_column
  declare
    owners text[] := (select array_agg(distinct r.owner) from jsonb_to_recordset(requests) as r(owner text) where r.owner is not null);
    answers jsonb := '{}';
    level_ids text[]; spot_of jsonb;
    free numeric[]; safety numeric[]; decimals int[]; pooled boolean[];
    own_n int[]; own_spot int[]; own_quantity numeric[];
    got_n int[] := '{}'; got_i int[] := '{}'; got_spot int[] := '{}'; got_quantity numeric[] := '{}'; got_kind text[] := '{}';
    line record; place text; spot int; stocked boolean; wanted numeric; give numeric; spare numeric;
    mark int; refusals jsonb; movable boolean; k int; refused_n int[] := '{}'; refused jsonb[] := '{}';
  begin
    perform set_config('lock_timeout', patience_ms::text, true);
    if jsonb_path_exists(requests, '$[*].key') then answers := anyshelf_take_keys(requests); end if;
    if owners is not null then perform anyshelf_lock_owners(owners); end if;
    -- What a key stands for says more than that something was granted, so it counts first.
    if again then answers := anyshelf_already_claimed(lines) || answers; end if;

    level_ids := anyshelf_lock_levels(lines, owners, make_room);
    if make_room then perform anyshelf_make_room(lines, level_ids); end if;

    select array_agg(${freeOf("il")} order by k.pos), array_agg(${safetyOf} order by k.pos),
      array_agg(anyshelf_decimals(item.unit_of_measure) order by k.pos),
      array_agg(il.anyshelf_held + il.anyshelf_unrouted > 0 and exists (
        select 1 from anyshelf_hold h where h.inventory_item_id = il.inventory_item_id and h.location_id = il.location_id
          and h.pool is not null) order by k.pos),
      coalesce(jsonb_object_agg(il.inventory_item_id || E'\\x1f' || il.location_id, k.pos), '{}')
    into free, safety, decimals, pooled, spot_of
    from unnest(level_ids) with ordinality k(id, pos)
    join inventory_level il on il.id = k.id
    join inventory_item item on item.id = il.inventory_item_id ${withSafety("il")};

    if owners is not null then
      select array_agg(r.n), array_agg((spot_of ->> (h.inventory_item_id || E'\\x1f' || h.location_id))::int), array_agg(h.quantity)
      into own_n, own_spot, own_quantity
      from jsonb_to_recordset(requests) as r(n int, owner text, kind text)
      join anyshelf_hold h on h.owner = r.owner and h.kind = 'hold' and h.expires_at > clock_timestamp()
      where r.kind = 'hold' or exists (
        select 1 from jsonb_to_recordset(lines) as l(n int, item text) where l.n = r.n and l.item = h.inventory_item_id);
    end if;

    for line in
      select l.*, l.n is distinct from lag(l.n) over w as is_first, l.n is distinct from lead(l.n) over w as is_last
      from jsonb_to_recordset(lines) as l(n int, i int, kind text, item text, at text[], quantity numeric, firm boolean, floor text)
      where not jsonb_exists(answers, l.n::text)
      window w as (order by l.n, l.firm desc, l.i)
      order by l.n, l.firm desc, l.i
    loop
      if line.is_first then
        mark := cardinality(got_n);
        refusals := '[]'; movable := false;
        for k in 1 .. coalesce(cardinality(own_n), 0) loop
          if own_n[k] = line.n and own_spot[k] is not null then free[own_spot[k]] := free[own_spot[k]] + own_quantity[k]; end if;
        end loop;
      end if;

      wanted := line.quantity; stocked := false; spare := 0;
      foreach place in array line.at loop
        spot := (spot_of ->> (line.item || E'\\x1f' || place))::int;
        continue when spot is null;
        if not stocked and decimals[spot] is not null and scale(trim_scale(line.quantity)) > decimals[spot] then
          refusals := refusals || jsonb_build_object('line', line.i, 'reason', 'too_precise', 'decimals', decimals[spot]);
        end if;
        stocked := true; movable := movable or pooled[spot];
        give := greatest(free[spot] - case when line.floor = 'promise' then safety[spot] else 0 end, 0);
        spare := spare + give;
        give := case when line.firm then least(wanted, give) else wanted end;
        if give > 0 or line.quantity = 0 then
          free[spot] := free[spot] - give;
          got_n := got_n || line.n; got_i := got_i || line.i; got_spot := got_spot || spot;
          got_quantity := got_quantity || give; got_kind := got_kind || line.kind;
          wanted := wanted - give;
        end if;
        exit when wanted = 0;
      end loop;
      if not stocked then
        refusals := refusals || jsonb_build_object('line', line.i, 'reason',
          case when exists (select 1 from inventory_item x where x.id = line.item and x.deleted_at is null)
            then 'not_stocked' else 'unknown_item' end);
      elsif wanted > 0 then
        refusals := refusals || jsonb_build_object('line', line.i, 'reason', 'short', 'wanted', line.quantity, 'available', spare);
      end if;

      if line.is_last and refusals <> '[]' then
        for k in mark + 1 .. cardinality(got_n) loop
          free[got_spot[k]] := free[got_spot[k]] + got_quantity[k];
        end loop;
        got_n := got_n[1:mark]; got_i := got_i[1:mark]; got_spot := got_spot[1:mark];
        got_quantity := got_quantity[1:mark]; got_kind := got_kind[1:mark];
        for k in 1 .. coalesce(cardinality(own_n), 0) loop
          if own_n[k] = line.n and own_spot[k] is not null then free[own_spot[k]] := free[own_spot[k]] - own_quantity[k]; end if;
        end loop;
        refused_n := refused_n || line.n;
        refused := refused || jsonb_build_object('ok', false, 'refusals', refusals, 'movable', movable and not make_room);
      end if;
    end loop;

    answers := answers || coalesce((select jsonb_object_agg(r.n, r.answer) from unnest(refused_n, refused) as r(n, answer)), '{}');
    return query select * from anyshelf_apply(requests, lines, answers, level_ids, got_n, got_i, got_spot, got_quantity, got_kind);
  end $fn$;`
