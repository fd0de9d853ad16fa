const terms = ["on_hand", "reserved", "held", "unrouted", "safety", "available", "version"] as const

const figures = terms.map((term) => `t.${term}`).join(", ")

/** What the places of one article add up to, for any method, ship and pickup, and the places themselves. */
const shelves = (row: string) => `
        array[coalesce(sum(${row}.quantity), 0), coalesce(sum(${row}.quantity) filter (where ${row}.methods & 1 > 0), 0),
          coalesce(sum(${row}.quantity) filter (where ${row}.methods & 2 > 0), 0)] as pools,
        string_agg(${row}.spot, ',') as spots, string_agg(${row}.quantity::text, ',') as here,
        string_agg(coalesce((date_part('epoch', ${row}.changed_at) * 1000)::bigint::text, ''), ',') as changed`

/** The terms of one item at all places, one text for each term and one for the places. */
const levels = (row: string) =>
  `array[${["spot", ...terms].map((term) => `string_agg(${row}.${term}::text, ',')`).join(", ")}]`

/** The statement that answers, with the terms of each level or without: a sum that is not asked for is not made. */
const answer = (withLevels: boolean) => `
    return query
    with wanted as materialized (
      select x.n, x.item, x.required, x.parts
      from unnest(plain_n || kit_n, plain_items || kit_items, plain_required || kit_required,
        array_fill(1, array[coalesce(cardinality(plain_n), 0)]) || kit_parts) as x(n, item, required, parts)),
    plain as (
      select w.n, s.spot, s.methods, (case when w.required = 1 then floor(t.available) else div(t.available, w.required) end)::bigint as quantity,
        t.changed_at, ${figures}
      from anyshelf_terms(plain_items, coalesce(place_ids, '{}')) t
      join unnest(place_ids, place_spots, place_methods) as s(place, spot, methods) on s.place = t.place
      join unnest(plain_n, plain_items, plain_required) as w(n, item, required) on w.item = t.item
      -- Kept apart, so that a figure that is summed and shown several times is reckoned once.
      offset 0),
    part as materialized (
      select t.*, s.spot, s.methods from anyshelf_terms(kit_items, coalesce(place_ids, '{}')) t
      join unnest(place_ids, place_spots, place_methods) as s(place, spot, methods) on s.place = t.place
      where kit_items is not null),
    kit as (
      select w.n, t.spot, t.methods, min(div(t.available, w.required))::bigint as quantity, max(t.changed_at) as changed_at
      from unnest(kit_n, kit_items, kit_required, kit_parts) as w(n, item, required, parts) join part t on t.item = w.item
      group by w.n, w.parts, t.spot, t.methods having count(*) = w.parts),
    pool as (
      select x.n, ${shelves("x")}, ${withLevels ? levels("x") : "null::text[]"} as levels from plain x group by x.n
      union all
      select x.n, ${shelves("x")}, null from kit x group by x.n),
    part_levels as (
      select t.item, ${withLevels ? levels("t") : "null::text[]"} as levels from part t group by t.item),
    rules as materialized (
      select r.*, coalesce(r.pooled <= r.split_below, false) as is_scarce from anyshelf_channel_rules(items, channels) r
      where r.buffer is not null or r.allocation is not null or r.split_below is not null),
    judged as (
      select w.n, m.method, coalesce(p.pools[m.method], 0) as pool,
        coalesce(max(case r.buffer_unit when 'percent' then ceil(coalesce(p.pools[m.method], 0) * r.buffer / 100)
          else ceil(r.buffer / w.required) end), 0) as buffer,
        min(anyshelf_allotted(coalesce(p.pools[m.method], 0), w.required, r.allocation, r.allotted, r.split_percent, r.is_scarce))
          as allocation
      from wanted w left join pool p on p.n = w.n cross join generate_series(1, 3) as m(method)
      left join rules r on r.item = w.item
      group by w.n, m.method, p.pools[m.method]),
    total as (
      select j.n, array_agg(j.pool order by j.method) as pools, array_agg(j.buffer order by j.method) as buffers,
        array_agg(j.allocation order by j.method) as allocations,
        array_agg(greatest(0, least(j.pool - j.buffer, j.allocation)) order by j.method) as quantities
      from judged j group by j.n)
    select w.n, w.item, t.pools, t.buffers, t.allocations, t.quantities, p.spots, p.here, p.changed,
      coalesce(l.levels, p.levels)
    from wanted w join total t on t.n = w.n left join pool p on p.n = w.n
    left join part_levels l on l.item = w.item and w.parts > 1;`

/**
 * What can be promised, reckoned inside the database: one statement reads the rows and judges them, whatever the number of
 * articles. `domain/availability` says the same in TypeScript, and a test holds the two against each other on random shops.
 *
 * STABLE, unlike the functions that a claim asks: a promise is a statement about one instant, and everything it looks at
 * must be of that instant.
 */
export const promiseFunctions = `
  -- An earlier migration installs these before the later ones have made the tables that they read.
  set local check_function_bodies to off;

  -- The terms of items at places; all places when null. A hold that has lapsed counts no more, tidied or not.
  create or replace function anyshelf_terms(items text[], places text[])
  returns table (item text, place text, on_hand numeric, reserved numeric, held numeric, unrouted numeric, safety numeric,
    available numeric, version bigint, changed_at timestamptz)
  language sql stable as $$
    select x.item, x.place, x.on_hand, x.reserved, x.held, x.unrouted, x.safety,
      greatest(0, x.on_hand - x.reserved - x.held - x.unrouted - x.safety), x.version, x.changed_at
    from (
      select il.inventory_item_id as item, il.location_id as place, il.stocked_quantity as on_hand, il.reserved_quantity as reserved,
        case when il.anyshelf_held > 0 then il.anyshelf_held - coalesce((
          select sum(h.quantity) from anyshelf_hold h
          where h.inventory_item_id = il.inventory_item_id and h.location_id = il.location_id and h.kind = 'hold'
            and h.expires_at <= statement_timestamp()), 0) else il.anyshelf_held end as held,
        il.anyshelf_unrouted as unrouted, coalesce(own.quantity, common.quantity, 0) as safety,
        il.anyshelf_version as version, il.anyshelf_changed_at as changed_at
      from inventory_level il
      left join (select s.inventory_item_id, s.location_id, s.quantity from anyshelf_safety_stock s
        where s.inventory_item_id = any(items)) own
        on own.inventory_item_id = il.inventory_item_id and own.location_id = il.location_id
      left join (select s.location_id, s.quantity from anyshelf_safety_stock s where s.inventory_item_id is null) common
        on common.location_id = il.location_id
      where il.deleted_at is null and il.inventory_item_id = any(items) and (places is null or il.location_id = any(places))
      offset 0) x
  $$;

  -- By which methods each place serves at least one of its channels: the channel's own rule, else the place's, else yes.
  -- 'spot' is the first number of the place in the list, from 1; 'methods' is 1 for ship, 2 for pickup, 3 for both.
  create or replace function anyshelf_served(places jsonb)
  returns table (place text, spot int, methods int) language sql stable as $$
    select x.place, x.spot, x.ship + x.pickup from (
      select p.place, min(p.spot)::int as spot, max(m.ship::int) as ship, max(m.pickup::int) * 2 as pickup
      from rows from (jsonb_to_recordset(places) as (place text, channel text)) with ordinality as p(place, channel, spot)
      cross join lateral (
        select
          coalesce(bool_and(s.enabled) filter (where s.method = 'ship' and s.sales_channel_id is not null),
            bool_and(s.enabled) filter (where s.method = 'ship'), true) as ship,
          coalesce(bool_and(s.enabled) filter (where s.method = 'pickup' and s.sales_channel_id is not null),
            bool_and(s.enabled) filter (where s.method = 'pickup'), true) as pickup
        from anyshelf_location_service s
        where s.location_id = p.place and (s.sales_channel_id is null or s.sales_channel_id = p.channel)) m
      group by p.place) x
    where x.ship + x.pickup > 0
  $$;

  -- The rules of channels for items: the item's own, else the channel's. 'split_percent' and 'split_below' are of all channels
  -- that split the item; 'pooled' is what can be promised of it anywhere, and is only reckoned where somebody splits it.
  create or replace function anyshelf_channel_rules(items text[], channels text[])
  returns table (item text, channel text, buffer numeric, buffer_unit text, allocation text, allotted numeric,
    allotted_below numeric, split_percent numeric, split_below numeric, pooled numeric)
  language sql stable as $$
    select i.item, c.channel, b.quantity, b.unit, a.kind, a.quantity, a.threshold, split.percent, split.below,
      case when split.below is not null then (select coalesce(sum(t.available), 0) from anyshelf_terms(array[i.item], null) t) end
    from (select distinct unnest(items) as item) i
    cross join unnest(channels) as c(channel)
    left join lateral (
      select r.quantity, r.unit from anyshelf_channel_buffer r
      where r.sales_channel_id = c.channel and coalesce(r.inventory_item_id, '') in (i.item, '')
      order by r.inventory_item_id nulls last limit 1) b on true
    left join lateral (
      select r.kind, r.quantity, r.threshold from anyshelf_channel_allocation r
      where r.sales_channel_id = c.channel and coalesce(r.inventory_item_id, '') in (i.item, '')
      order by r.inventory_item_id nulls last limit 1) a on true
    left join lateral (
      select sum(e.quantity) as percent, max(e.threshold) as below
      from (
        select distinct on (r.sales_channel_id) r.kind, r.quantity, r.threshold from anyshelf_channel_allocation r
        where coalesce(r.inventory_item_id, '') in (i.item, '')
        order by r.sales_channel_id, r.inventory_item_id nulls last) e
      where e.kind = 'split') split on true
  $$;

  -- What a rule allots to its channel of a pool, in units of the article; null where it sets no limit.
  create or replace function anyshelf_allotted(pool numeric, required numeric, kind text, quantity numeric, split_percent numeric,
    is_scarce boolean)
  returns numeric language sql immutable as $$
    select least(
      case kind
        when 'fixed' then div(quantity, required)
        when 'share' then floor(pool * quantity / 100)
        when 'split' then case when is_scarce then floor(pool * quantity / greatest(100, split_percent)) end end,
      case when is_scarce and kind is distinct from 'split' then floor(pool * greatest(0, 100 - split_percent) / 100) end)
  $$;

  -- 'articles': [{ n, item, required }], one for each component of article number n. The places are those of anyshelf_served, as
  -- three arrays side by side, null when none serves; a spot is what stands for its place in the answer. One row for each component;
  -- the figures of the article stand in each. Arrays of three are for any method, ship and pickup. Figures of places come as text, separated by commas:
  -- building and reading thousands of rows, or of JSON values, would cost more than finding them. For the same reason articles
  -- of one part, which most are, are reckoned as their levels are read; kits are put together from what was read first.
  create or replace function anyshelf_promise(articles jsonb, place_ids text[], place_spots text[], place_methods int[], channels text[],
    with_levels boolean)
  returns table (n int, item text, pools numeric[], buffers numeric[], allocations numeric[], quantities numeric[],
    spots text, here text, changed text, levels text[])
  language plpgsql stable set enable_nestloop to off as $$
  #variable_conflict use_column
  declare
    items text[]; plain_n int[]; plain_items text[]; plain_required numeric[];
    kit_n int[]; kit_items text[]; kit_required numeric[]; kit_parts int[];
  begin
    -- As arrays, whose length the planner sees: it joins by hash then, where by a guess it would read all levels once for each article.
    select array_agg(distinct x.item),
      array_agg(x.n) filter (where x.parts = 1), array_agg(x.item) filter (where x.parts = 1),
      array_agg(x.required) filter (where x.parts = 1), array_agg(x.n) filter (where x.parts > 1),
      array_agg(x.item) filter (where x.parts > 1), array_agg(x.required) filter (where x.parts > 1),
      array_agg(x.parts) filter (where x.parts > 1)
    into items, plain_n, plain_items, plain_required, kit_n, kit_items, kit_required, kit_parts
    from (
      select w.n, w.item, w.required, (count(*) over (partition by w.n))::int as parts
      from jsonb_to_recordset(articles) as w(n int, item text, required numeric)) x;
    if with_levels then ${answer(true)} else ${answer(false)} end if;
  end $$;`

/** The channels are told of changes of policy by the same outbox that tells them of stock. */
export const promiseTriggers = `
  create or replace function anyshelf_mark_service() returns trigger language plpgsql as $$
  begin
    if tg_op <> 'INSERT' then perform anyshelf_mark_pairs(null, old.location_id); end if;
    if tg_op <> 'DELETE' then perform anyshelf_mark_pairs(null, new.location_id); end if;
    return null;
  end $$;

  drop trigger if exists anyshelf_mark_allocation on anyshelf_channel_allocation;
  create trigger anyshelf_mark_allocation after insert or update or delete on anyshelf_channel_allocation
    for each row execute function anyshelf_mark_buffer();
  drop trigger if exists anyshelf_mark_service on anyshelf_location_service;
  create trigger anyshelf_mark_service after insert or update or delete on anyshelf_location_service
    for each row execute function anyshelf_mark_service();`
