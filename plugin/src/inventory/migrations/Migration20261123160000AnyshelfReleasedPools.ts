import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { installFunctions } from "../sql/install"

/**
 * Pool-scoped reservations that were given back, for a day: core undoes a cancellation by restoring what its order lines had,
 * and Medusa's soft-deleted reservations know only of what was bound.
 */
export class Migration20261123160000AnyshelfReleasedPools extends Migration {
  override async up(): Promise<void> {
    this.addSql(releasedTable)
    this.addSql(installFunctions)
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists anyshelf_released_pool`)
  }
}

const releasedTable = `
  create table if not exists anyshelf_released_pool (
    claim_id text primary key,
    line_item_id text not null,
    inventory_item_id text not null,
    quantity numeric not null check (quantity > 0),
    pool text[] not null,
    description text null,
    created_by text null,
    released_at timestamptz not null
  );
  create index if not exists anyshelf_released_pool_line on anyshelf_released_pool (line_item_id);
  create index if not exists anyshelf_released_pool_age on anyshelf_released_pool (released_at);`
