import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { installFunctions } from "../sql/install"

/**
 * The ledger read by time: what stood at an instant is one look into the first index, the list of all movements a walk along
 * the second, whose new entries all go to its end. They replace an index that answered neither.
 */
export class Migration20261123140000AnyshelfLedgerByTime extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create index if not exists anyshelf_stock_movement_as_of
        on anyshelf_stock_movement (inventory_item_id, location_id, recorded_at);
      create index if not exists anyshelf_stock_movement_newest on anyshelf_stock_movement (recorded_at, id);
      drop index if exists anyshelf_stock_movement_recent;`)
    this.addSql(installFunctions)
  }

  override async down(): Promise<void> {
    this.addSql(`
      create index if not exists anyshelf_stock_movement_recent on anyshelf_stock_movement (inventory_item_id, recorded_at desc);
      drop index if exists anyshelf_stock_movement_as_of;
      drop index if exists anyshelf_stock_movement_newest;`)
  }
}
