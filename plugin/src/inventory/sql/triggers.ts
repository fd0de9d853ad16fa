/** A change that counts: of a figure of a living level, or of whether it lives. */
const levelChanged = `
  (old.deleted_at is null or new.deleted_at is null) and
  (old.stocked_quantity, old.reserved_quantity, old.incoming_quantity, old.deleted_at is null) is distinct from
  (new.stocked_quantity, new.reserved_quantity, new.incoming_quantity, new.deleted_at is null)`

/** A level that was deleted or brought back: recorded row by row, since its version goes on where an earlier one ended. */
const levelCameOrWent = `(old.deleted_at is null) <> (new.deleted_at is null)`

/** Triggers fire whoever writes; that is why the ledger and the outbox hang on them and not on our service. */
export const createTriggers = `
  create trigger anyshelf_number_new_level before insert on inventory_level
    for each row when (new.deleted_at is null) execute function anyshelf_number_level();
  create trigger anyshelf_number_level before update on inventory_level
    for each row when (${levelChanged}) execute function anyshelf_number_level();

  create trigger anyshelf_keep_level before update on inventory_level
    for each row when ((old.inventory_item_id, old.location_id) is distinct from (new.inventory_item_id, new.location_id))
    execute function anyshelf_refuse_move();

  create trigger anyshelf_record_new_level after insert on inventory_level
    for each row when (new.deleted_at is null) execute function anyshelf_record_level();
  create trigger anyshelf_record_level after update on inventory_level
    for each row when (${levelCameOrWent}) execute function anyshelf_record_level();
  create trigger anyshelf_record_changes after update on inventory_level
    referencing old table as original new table as changed for each statement execute function anyshelf_record_changes();
  create trigger anyshelf_record_gone_level after delete on inventory_level
    for each row when (old.deleted_at is null) execute function anyshelf_record_level();

  create trigger anyshelf_keep_movement before update or delete on anyshelf_stock_movement
    for each row execute function anyshelf_refuse_change();
  create trigger anyshelf_keep_movements before truncate on anyshelf_stock_movement
    for each statement execute function anyshelf_refuse_change();

  create trigger anyshelf_mark_safety after insert or update or delete on anyshelf_safety_stock
    for each row execute function anyshelf_mark_safety();
  create trigger anyshelf_mark_buffer after insert or update or delete on anyshelf_channel_buffer
    for each row execute function anyshelf_mark_buffer();`

export const dropTriggers = `
  drop trigger if exists anyshelf_number_new_level on inventory_level;
  drop trigger if exists anyshelf_number_level on inventory_level;
  drop trigger if exists anyshelf_keep_level on inventory_level;
  drop trigger if exists anyshelf_record_new_level on inventory_level;
  drop trigger if exists anyshelf_record_level on inventory_level;
  drop trigger if exists anyshelf_record_changes on inventory_level;
  drop trigger if exists anyshelf_record_gone_level on inventory_level;
  drop trigger if exists anyshelf_keep_movement on anyshelf_stock_movement;
  drop trigger if exists anyshelf_keep_movements on anyshelf_stock_movement;
  drop trigger if exists anyshelf_mark_safety on anyshelf_safety_stock;
  drop trigger if exists anyshelf_mark_buffer on anyshelf_channel_buffer;`
