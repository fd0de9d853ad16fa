import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { dropFunctions } from "../sql/functions"
import { installFunctions, installTriggers } from "../sql/install"
import { dropTriggers } from "../sql/triggers"

/**
 * Installs the triggers, so that no writer (ours, core's, an admin with SQL) changes stock unseen, and opens the
 * ledger of a shop that already has stock with one balance per level.
 */
export class Migration20261101090347AnyshelfTriggers extends Migration {
  override async up(): Promise<void> {
    // Nothing may be sold between reading the opening balance and watching the table.
    this.addSql(`lock table inventory_level in share row exclusive mode`)
    this.addSql(openLedger)
    this.addSql(installFunctions)
    this.addSql(installTriggers)
  }

  override async down(): Promise<void> {
    this.addSql(dropTriggers)
    this.addSql(dropFunctions)
  }
}

const openLedger = `
  insert into anyshelf_stock_movement (
    inventory_item_id, location_id, version, kind,
    on_hand_before, on_hand_delta, on_hand_after, reserved_before, reserved_delta, reserved_after,
    incoming_before, incoming_delta, incoming_after, cause, actor, occurred_at)
  select il.inventory_item_id, il.location_id, 1, 'adjusted',
    0, il.stocked_quantity, il.stocked_quantity, 0, il.reserved_quantity, il.reserved_quantity,
    0, il.incoming_quantity, il.incoming_quantity, 'opening-balance', 'system', now()
  from inventory_level il
  where il.deleted_at is null and il.anyshelf_version = 0
  on conflict on constraint anyshelf_stock_movement_version do nothing;
  update inventory_level set anyshelf_version = 1 where deleted_at is null and anyshelf_version = 0;`
