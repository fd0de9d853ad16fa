/** What happens to holds while they live, and what is left of them afterwards. */
export const holdFunctions = `
  -- Gives an owner's holds more time; null when it holds nothing that lives. Under the lock of its levels: a claim that looks at
  -- the same moment has either seen them lapse, or waits and sees them live on.
  create or replace function anyshelf_extend_hold(who text, ttl_ms numeric, patience_ms int) returns timestamptz
  language plpgsql volatile as $fn$
  declare
    until_ timestamptz;
  begin
    if patience_ms is not null then perform set_config('lock_timeout', patience_ms::text, true); end if;
    perform anyshelf_lock_owners(array[who]);
    perform anyshelf_lock_levels('[]', array[who], false);
    until_ := clock_timestamp();
    if exists (select 1 from anyshelf_hold h where h.owner = who and h.kind = 'hold' and h.expires_at <= until_) then return null; end if;
    update anyshelf_hold h set expires_at = greatest(h.expires_at, until_ + ttl_ms * interval '1 millisecond')
    where h.owner = who and h.kind = 'hold';
    return (select min(h.expires_at) from anyshelf_hold h where h.owner = who and h.kind = 'hold');
  end $fn$;

  -- Removes lapsed holds, oldest first, from levels that nobody works on; or, with patience, from the one level whose lapsed holds
  -- have waited longest beyond the grace. What has lapsed can live no more, so nothing but its level needs a lock.
  create or replace function anyshelf_tidy_holds(most int, grace_ms int, patience_ms int) returns int
  language plpgsql volatile as $fn$
  declare
    lapsed bigint[]; level_ids text[]; found int;
  begin
    if not pg_try_advisory_xact_lock(hashtextextended('anyshelf tidy', 0)) then return 0; end if;
    select coalesce(array_agg(x.id), '{}') into lapsed from (
      select h.id from anyshelf_hold h
      where h.kind = 'hold' and h.expires_at <= clock_timestamp() - grace_ms * interval '1 millisecond'
      order by h.expires_at limit most) x;
    if cardinality(lapsed) = 0 then return 0; end if;

    if patience_ms is null then
      select coalesce(array_agg(x.id), '{}') into level_ids from (
        select il.id from inventory_level il
        where il.deleted_at is null and (il.inventory_item_id, il.location_id) in (
          select h.inventory_item_id, h.location_id from anyshelf_hold h where h.id = any(lapsed))
        order by il.inventory_item_id, il.location_id for no key update of il skip locked) x;
    else
      perform set_config('lock_timeout', patience_ms::text, true);
      select coalesce(array_agg(x.id), '{}') into level_ids from (
        select il.id from inventory_level il
        join anyshelf_hold h on h.id = lapsed[1] and h.inventory_item_id = il.inventory_item_id and h.location_id = il.location_id
        where il.deleted_at is null for no key update of il) x;
    end if;

    with gone as (
      delete from anyshelf_hold h where h.id = any(lapsed) and not exists (
        select 1 from inventory_level il where il.inventory_item_id = h.inventory_item_id and il.location_id = h.location_id
          and il.deleted_at is null and not il.id = any(level_ids))
      returning h.inventory_item_id as item, h.location_id as place, h.quantity),
    lowered as (
      update inventory_level il set anyshelf_held = il.anyshelf_held - d.quantity, updated_at = now()
      from (select g.item, g.place, sum(g.quantity) as quantity from gone g group by g.item, g.place) d
      where il.id = any(level_ids) and il.inventory_item_id = d.item and il.location_id = d.place)
    select count(*) into found from gone;
    return found;
  end $fn$;

  create or replace function anyshelf_tidy_keys(most int) returns int language plpgsql volatile as $fn$
  declare
    found int;
  begin
    delete from anyshelf_released_pool p where p.claim_id in (
      select o.claim_id from anyshelf_released_pool o where o.released_at < now() - interval '24 hours'
      order by o.released_at limit most for update skip locked);
    with gone as (
      delete from anyshelf_idempotency_key k where k.key in (
        select o.key from anyshelf_idempotency_key o where o.created_at < now() - interval '24 hours'
        order by o.created_at limit most for update skip locked)
      returning 1)
    select count(*) into found from gone;
    return found;
  end $fn$;`
