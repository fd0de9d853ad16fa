const figures = (level: string) => `(${level}.stocked_quantity, ${level}.reserved_quantity, ${level}.incoming_quantity)`

/**
 * What stands between stock on the shelf and a new claim. VOLATILE and PL/pgSQL on purpose: such a function looks with
 * a fresh snapshot each time, so a claim that waited for a row, and is judged again when it gets it, sees a rule that
 * was set while it waited. A STABLE or inlined function would judge by the past.
 */
export const withheldFunctions = `
  create or replace function anyshelf_lapsed(item text, place text) returns numeric language plpgsql volatile as $$
  begin
    return coalesce((
      select sum(h.quantity) from anyshelf_hold h
      where h.inventory_item_id = item and h.location_id = place and h.kind = 'hold' and h.expires_at <= clock_timestamp()), 0);
  end $$;

  create or replace function anyshelf_safety(item text, place text) returns numeric language plpgsql volatile as $$
  begin
    return coalesce((
      select s.quantity from anyshelf_safety_stock s
      where s.location_id = place and coalesce(s.inventory_item_id, '') in (item, '')
      order by s.inventory_item_id nulls last limit 1), 0);
  end $$;`

/**
 * The outbox. A pair that is marked again keeps its place in the queue, so that a busy pair is not starved by its own
 * changes; when it has had its turn, settling sends it to the end, so that it does not starve the others.
 *
 * Marking by policy locks the levels first, in the order every writer uses: whoever marks a pair holds its level.
 */
export const markFunctions = `
  create or replace function anyshelf_mark(item text, place text, at_version bigint) returns void
  language plpgsql volatile as $$
  begin
    insert into anyshelf_stock_change as c (inventory_item_id, location_id, version, mark, changed_at)
    values (item, place, at_version, nextval('anyshelf_mark'), clock_timestamp())
    on conflict (inventory_item_id, location_id) do update set version = excluded.version, mark = excluded.mark;
  end $$;

  create or replace function anyshelf_mark_pairs(item text, place text) returns void
  language plpgsql volatile set plan_cache_mode to 'force_custom_plan' as $$
  declare
    level record;
  begin
    for level in
      select il.inventory_item_id, il.location_id, il.anyshelf_version from inventory_level il
      where il.deleted_at is null
        and (item is null or il.inventory_item_id = item) and (place is null or il.location_id = place)
      order by il.inventory_item_id, il.location_id
      for no key update
    loop
      perform anyshelf_mark(level.inventory_item_id, level.location_id, level.anyshelf_version);
    end loop;
  end $$;`

/**
 * Numbers and dates each change of a level, going on where an earlier level of the same pair ended. The date rises with the
 * number even when the server's clock is set back: what the ledger says of an instant must not depend on that.
 */
export const levelFunctions = `
  create or replace function anyshelf_after(earlier timestamptz) returns timestamptz language sql volatile as $$
    select greatest(clock_timestamp(), earlier + interval '1 microsecond')
  $$;

  create or replace function anyshelf_last_change(item text, place text, out version bigint, out recorded_at timestamptz)
  language plpgsql volatile as $$
  begin
    select m.version, m.recorded_at into version, recorded_at from anyshelf_stock_movement m
    where m.inventory_item_id = item and m.location_id = place order by m.version desc limit 1;
    version := coalesce(version, 0);
  end $$;

  create or replace function anyshelf_number_level() returns trigger language plpgsql as $$
  declare
    last record;
  begin
    if tg_op = 'UPDATE' and old.deleted_at is null then
      new.anyshelf_version := old.anyshelf_version + 1;
      new.anyshelf_changed_at := greatest(clock_timestamp(), old.anyshelf_changed_at + interval '1 microsecond');
    else
      last := anyshelf_last_change(new.inventory_item_id, new.location_id);
      new.anyshelf_version := last.version + 1;
      new.anyshelf_changed_at := anyshelf_after(last.recorded_at);
    end if;
    return new;
  end $$;`

/**
 * The ledger. A deleted level counts as empty, so that the fold of the ledger is always what the level says.
 * Who, why and of what kind come from settings that live as long as the transaction; a kind that the figures contradict, or
 * that nobody told, is derived from them.
 */
export const ledgerFunctions = `
  create or replace function anyshelf_setting(name text) returns text language sql stable as $$
    select nullif(current_setting('anyshelf.' || name, true), '')
  $$;

  create or replace function anyshelf_kind(told text, on_hand numeric, reserved numeric, is_same_level boolean) returns text
  language sql immutable as $$
    select case
      when told in ('received', 'returned') and on_hand > 0 then told
      when told in ('shipped', 'handed_over') and on_hand < 0 then told
      when told in ('moved', 'adjusted') and on_hand <> 0 then told
      when is_same_level and on_hand < 0 and reserved < 0 then 'shipped'
      when on_hand <> 0 or reserved = 0 or not is_same_level then 'adjusted'
      when reserved > 0 then 'allocated'
      else 'released' end
  $$;

  create or replace function anyshelf_record_level() returns trigger language plpgsql as $$
  declare
    was_live boolean := tg_op <> 'INSERT' and old.deleted_at is null;
    is_live boolean := tg_op <> 'DELETE' and new.deleted_at is null;
    pair inventory_level := case when tg_op = 'DELETE' then old else new end;
    next_version bigint;
    changed_at timestamptz;
    last record;
    on_hand_then numeric := case when was_live then old.stocked_quantity else 0 end;
    on_hand_now numeric := case when is_live then new.stocked_quantity else 0 end;
    reserved_then numeric := case when was_live then old.reserved_quantity else 0 end;
    reserved_now numeric := case when is_live then new.reserved_quantity else 0 end;
    incoming_then numeric := case when was_live then old.incoming_quantity else 0 end;
    incoming_now numeric := case when is_live then new.incoming_quantity else 0 end;
  begin
    if tg_op = 'UPDATE' and was_live then
      next_version := new.anyshelf_version;
      changed_at := new.anyshelf_changed_at;
    elsif tg_op = 'DELETE' then
      next_version := old.anyshelf_version + 1;
      changed_at := anyshelf_after(old.anyshelf_changed_at);
    else
      -- An insert may have waited for another level of the pair to go: number it again now that it has.
      last := anyshelf_last_change(pair.inventory_item_id, pair.location_id);
      next_version := last.version + 1;
      changed_at := greatest(new.anyshelf_changed_at, last.recorded_at + interval '1 microsecond');
      if next_version <> new.anyshelf_version then
        update inventory_level set anyshelf_version = next_version, anyshelf_changed_at = changed_at where id = new.id;
      end if;
    end if;

    insert into anyshelf_stock_movement (
      inventory_item_id, location_id, version, kind,
      on_hand_before, on_hand_delta, on_hand_after, reserved_before, reserved_delta, reserved_after,
      incoming_before, incoming_delta, incoming_after,
      cause, cause_id, actor, correlation_id, reason, occurred_at, recorded_at)
    values (
      pair.inventory_item_id, pair.location_id, next_version,
      anyshelf_kind(anyshelf_setting('kind'), on_hand_now - on_hand_then, reserved_now - reserved_then, was_live and is_live),
      on_hand_then, on_hand_now - on_hand_then, on_hand_now,
      reserved_then, reserved_now - reserved_then, reserved_now,
      incoming_then, incoming_now - incoming_then, incoming_now,
      coalesce(anyshelf_setting('cause'), 'unknown'), anyshelf_setting('cause_id'), anyshelf_setting('actor'),
      anyshelf_setting('correlation_id'), anyshelf_setting('reason'),
      coalesce(anyshelf_setting('occurred_at')::timestamptz, changed_at), changed_at);

    perform anyshelf_mark(pair.inventory_item_id, pair.location_id, next_version);
    return null;
  end $$;

  create or replace function anyshelf_refuse_change() returns trigger language plpgsql as $$
  begin
    raise exception 'The stock ledger is immutable: correct a mistake by a new movement (adjust the level).'
      using errcode = 'restrict_violation';
  end $$;

  create or replace function anyshelf_refuse_move() returns trigger language plpgsql as $$
  begin
    raise exception 'A level keeps its item and location: adjust this level down and the other one up instead.'
      using errcode = 'restrict_violation';
  end $$;

  create or replace function anyshelf_mark_safety() returns trigger language plpgsql as $$
  begin
    if tg_op <> 'INSERT' then perform anyshelf_mark_pairs(old.inventory_item_id, old.location_id); end if;
    if tg_op <> 'DELETE' then perform anyshelf_mark_pairs(new.inventory_item_id, new.location_id); end if;
    return null;
  end $$;

  create or replace function anyshelf_mark_buffer() returns trigger language plpgsql as $$
  begin
    if tg_op <> 'INSERT' then perform anyshelf_mark_pairs(old.inventory_item_id, null); end if;
    if tg_op <> 'DELETE' then perform anyshelf_mark_pairs(new.inventory_item_id, null); end if;
    return null;
  end $$;`

/**
 * Changes of living levels, all those of one statement together. Who asked for them comes from the transaction's
 * settings; where one statement served several, 'anyshelf.parts' says who asked for how much of each level.
 */
export const changeFunctions = `
  create or replace function anyshelf_record_changes() returns trigger language plpgsql set enable_nestloop to off as $$
  declare
    told text := anyshelf_setting('parts');
    told_kind text := anyshelf_setting('kind');
  begin
    insert into anyshelf_stock_movement (
      inventory_item_id, location_id, version, kind,
      on_hand_before, on_hand_delta, on_hand_after, reserved_before, reserved_delta, reserved_after,
      incoming_before, incoming_delta, incoming_after,
      cause, cause_id, actor, correlation_id, reason, occurred_at, recorded_at, parts)
    select now_.inventory_item_id, now_.location_id, now_.anyshelf_version,
      anyshelf_kind(told_kind, now_.stocked_quantity - was.stocked_quantity, now_.reserved_quantity - was.reserved_quantity, true),
      was.stocked_quantity, now_.stocked_quantity - was.stocked_quantity, now_.stocked_quantity,
      was.reserved_quantity, now_.reserved_quantity - was.reserved_quantity, now_.reserved_quantity,
      was.incoming_quantity, now_.incoming_quantity - was.incoming_quantity, now_.incoming_quantity,
      coalesce(lone.cause, case when p.parts is not null then 'several' else anyshelf_setting('cause') end, 'unknown'),
      coalesce(lone."causeId", anyshelf_setting('cause_id')), coalesce(lone.actor, anyshelf_setting('actor')),
      coalesce(lone."correlationId", anyshelf_setting('correlation_id')), coalesce(lone.reason, anyshelf_setting('reason')),
      coalesce(lone."occurredAt", anyshelf_setting('occurred_at')::timestamptz, now_.anyshelf_changed_at),
      now_.anyshelf_changed_at,
      case when lone.cause is null then p.parts end
    from changed now_
    join original was on was.id = now_.id
    left join jsonb_to_recordset(coalesce(told, '[]')::jsonb) as p(id text, parts jsonb) on p.id = now_.id
    -- The only one who told a cause need not be the only one served: then the rest of the change is nobody's.
    left join lateral jsonb_to_record(case when jsonb_array_length(p.parts) = 1
        and (p.parts -> 0 ->> 'reserved')::numeric = now_.reserved_quantity - was.reserved_quantity then p.parts -> 0 end)
      as lone(cause text, "causeId" text, actor text, "correlationId" text, reason text, "occurredAt" timestamptz) on true
    where now_.deleted_at is null and was.deleted_at is null and ${figures("was")} is distinct from ${figures("now_")};

    insert into anyshelf_stock_change as c (inventory_item_id, location_id, version, mark, changed_at)
    select now_.inventory_item_id, now_.location_id, now_.anyshelf_version, nextval('anyshelf_mark'), clock_timestamp()
    from changed now_
    join original was on was.id = now_.id
    where now_.deleted_at is null and was.deleted_at is null
      and (${figures("was")}, was.anyshelf_held, was.anyshelf_unrouted)
        is distinct from (${figures("now_")}, now_.anyshelf_held, now_.anyshelf_unrouted)
    order by now_.inventory_item_id, now_.location_id
    on conflict (inventory_item_id, location_id) do update set version = excluded.version, mark = excluded.mark;
    return null;
  end $$;`

export const dropFunctions = `
  drop function if exists anyshelf_mark_hold, anyshelf_mark_buffer, anyshelf_mark_safety, anyshelf_refuse_change, anyshelf_refuse_move,
    anyshelf_record_changes, anyshelf_record_level, anyshelf_kind, anyshelf_setting, anyshelf_number_level, anyshelf_last_change, anyshelf_after,
    anyshelf_mark_pairs, anyshelf_mark, anyshelf_safety, anyshelf_lapsed, anyshelf_held, anyshelf_free, anyshelf_decimals,
    anyshelf_take_keys, anyshelf_keep_answers, anyshelf_lock_owners, anyshelf_lock_levels, anyshelf_claim_plain, anyshelf_claim_one, anyshelf_claim, anyshelf_apply, anyshelf_answer,
    anyshelf_drop_own_holds, anyshelf_already_claimed, anyshelf_make_room, anyshelf_move_claim,
    anyshelf_extend_hold, anyshelf_tidy_holds, anyshelf_tidy_keys, anyshelf_release, anyshelf_lock_named_reservations,
    anyshelf_lock_levels_of_claims, anyshelf_withdraw, anyshelf_drop_named_holds, anyshelf_give_back, anyshelf_bind,
    anyshelf_bind_places, anyshelf_lacking, anyshelf_refuse_bind, anyshelf_apply_bind, anyshelf_bound;`
