import { freeOf, safetyOf, withSafety } from "./free"
import { raw } from "./raw"

/**
 * The claim that most calls are: reservations of one line at one place, without key, owner or leave to exceed the shelf.
 * When all of a batch can be granted there is nothing to judge one by one: sums per level decide. When any level is
 * short nothing is done and nothing returned, and the judge looks at each.
 */
export const plainFunctions = `
  -- One line alone: the row decides, and is judged again by what it says when it had to be waited for.
  create or replace function anyshelf_claim_one(new_id text, new_item text, new_place text, quantity numeric, line_item text, external_id text,
    description text, creator text, metadata jsonb, settings jsonb, patience_ms int)
  returns table (level text, item text, place text, at timestamptz) language plpgsql volatile as $fn$
  #variable_conflict use_column
  begin
    perform set_config('lock_timeout', $11::text, true);
    if $10 is not null then
      perform set_config('anyshelf.' || c.key, c.value, true) from jsonb_each_text($10) c;
    end if;
    update inventory_level il
    set reserved_quantity = il.reserved_quantity + $4,
      raw_reserved_quantity = ${raw("il.reserved_quantity + $4")}, updated_at = now()
    where il.inventory_item_id = $2 and il.location_id = $3 and il.deleted_at is null
      and ${freeOf("il")} - anyshelf_safety(il.inventory_item_id, il.location_id) >= $4
    returning il.id, il.inventory_item_id, il.location_id, now() into level, item, place, at;
    if level is null then return; end if;
    insert into reservation_item (id, line_item_id, inventory_item_id, location_id, quantity, raw_quantity, external_id, description,
      created_by, metadata)
    values ($1, $5, $2, $3, $4, ${raw("$4")}, $6, $7, $8, $9);
    return next;
  end $fn$;

  create or replace function anyshelf_claim_plain(ids text[], items text[], places text[], quantities numeric[], line_items text[],
    external_ids text[], descriptions text[], creators text[], metadata text[], causes text[], patience_ms int)
  returns table (level text, item text, place text, at timestamptz) language plpgsql volatile as $fn$
  #variable_conflict use_column
  declare
    level_ids text[];
    wanted numeric[];
    pairs int;
  begin
    perform set_config('lock_timeout', patience_ms::text, true);
    select array_agg(x.id), array_agg(x.quantity) into level_ids, wanted from (
      select il.id, d.quantity from inventory_level il
      join (select c.item, c.place, sum(c.quantity) as quantity from unnest(items, places, quantities) as c(item, place, quantity)
        group by c.item, c.place) d on d.item = il.inventory_item_id and d.place = il.location_id
      where il.deleted_at is null
      order by il.inventory_item_id, il.location_id for no key update of il) x;

    select count(*) into pairs from (select distinct c.item, c.place from unnest(items, places) as c(item, place)) d;
    if coalesce(cardinality(level_ids), 0) < pairs or exists (
      select 1 from unnest(level_ids, wanted) as d(id, quantity) join inventory_level il on il.id = d.id ${withSafety("il")}
      where ${freeOf("il")} - ${safetyOf} < d.quantity) then
      return;
    end if;

    if cardinality(array_remove(causes, null)) > 0 then
      perform set_config('anyshelf.parts', (
        select jsonb_agg(p.part)::text from (
          select jsonb_build_object('id', il.id, 'parts', jsonb_agg(c.cause::jsonb || jsonb_build_object('reserved', c.quantity))) as part
          from unnest(items, places, quantities, causes) as c(item, place, quantity, cause)
          join inventory_level il on il.inventory_item_id = c.item and il.location_id = c.place and il.id = any(level_ids)
          where c.cause is not null group by il.id) p), true);
    end if;

    update inventory_level il
    set reserved_quantity = il.reserved_quantity + d.quantity,
      raw_reserved_quantity = ${raw("il.reserved_quantity + d.quantity")},
      updated_at = now()
    from unnest(level_ids, wanted) as d(id, quantity) where il.id = d.id;

    insert into reservation_item (id, line_item_id, inventory_item_id, location_id, quantity, raw_quantity, external_id, description,
      created_by, metadata)
    select c.id, c.line_item, c.item, c.place, c.quantity, ${raw("c.quantity")},
      c.external_id, c.description, c.creator, c.metadata::jsonb
    from unnest(ids, items, places, quantities, line_items, external_ids, descriptions, creators, metadata)
      as c(id, item, place, quantity, line_item, external_id, description, creator, metadata);

    return query select il.id, il.inventory_item_id, il.location_id, now() from unnest(level_ids) as d(id)
      join inventory_level il on il.id = d.id;
  end $fn$;`
