import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * The tables that must commit together with a change of stock: the ledger, the outbox, holds and policy.
 * They live in the Inventory Module because one transaction cannot span two modules.
 *
 * All modules of an app share one table of migration names, hence the suffix.
 */
export class Migration20261101090211AnyshelfTables extends Migration {
  override async up(): Promise<void> {
    this.addSql(movementTable)
    this.addSql(changeTable)
    this.addSql(holdTable)
    this.addSql(safetyStockTable)
    this.addSql(channelBufferTable)
    this.addSql(`
      alter table inventory_level
        add column if not exists anyshelf_version bigint not null default 0,
        add column if not exists anyshelf_changed_at timestamptz null`)
  }

  override async down(): Promise<void> {
    this.addSql(
      `alter table inventory_level drop column if exists anyshelf_version, drop column if exists anyshelf_changed_at`
    )
    for (const table of ["channel_buffer", "safety_stock", "hold", "stock_lease", "stock_change", "stock_movement"]) {
      this.addSql(`drop table if exists anyshelf_${table}`)
    }
    this.addSql(`drop sequence if exists anyshelf_mark`)
  }
}

// Before, delta and after are all kept, and checked: a reader can trust one row without folding the rows before it.
const movementTable = `
  create table if not exists anyshelf_stock_movement (
    id text primary key default 'amov_' || replace(gen_random_uuid()::text, '-', ''),
    inventory_item_id text not null,
    location_id text not null,
    version bigint not null,
    kind text not null check (
      kind in ('received', 'allocated', 'released', 'shipped', 'handed_over', 'returned', 'adjusted', 'moved')),
    on_hand_before numeric not null, on_hand_delta numeric not null, on_hand_after numeric not null,
    reserved_before numeric not null, reserved_delta numeric not null, reserved_after numeric not null,
    incoming_before numeric not null, incoming_delta numeric not null, incoming_after numeric not null,
    cause text not null default 'unknown',
    cause_id text null,
    actor text null,
    correlation_id text null,
    reason text null,
    occurred_at timestamptz not null,
    recorded_at timestamptz not null default clock_timestamp(),
    constraint anyshelf_stock_movement_version unique (inventory_item_id, location_id, version),
    check (on_hand_after = on_hand_before + on_hand_delta),
    check (reserved_after = reserved_before + reserved_delta),
    check (incoming_after = incoming_before + incoming_delta)
  );
  create index if not exists anyshelf_stock_movement_recent
    on anyshelf_stock_movement (inventory_item_id, recorded_at desc);`

// 'mark' comes from one sequence for all pairs: a mark that is settled late can never be mistaken for a newer one.
// Leases stand apart from marks: writers of stock and workers of the outbox then never wait for each other's rows.
const changeTable = `
  create sequence if not exists anyshelf_mark;
  create table if not exists anyshelf_stock_change (
    inventory_item_id text not null,
    location_id text not null,
    version bigint not null,
    mark bigint not null,
    changed_at timestamptz not null,
    primary key (inventory_item_id, location_id)
  );
  create index if not exists anyshelf_stock_change_oldest
    on anyshelf_stock_change (changed_at, inventory_item_id, location_id);
  create table if not exists anyshelf_stock_lease (
    inventory_item_id text not null,
    location_id text not null,
    mark bigint not null,
    leased_until timestamptz not null,
    leased_by text not null,
    primary key (inventory_item_id, location_id)
  );`

const holdTable = `
  create table if not exists anyshelf_hold (
    id text primary key,
    inventory_item_id text not null,
    location_id text not null,
    quantity numeric not null check (quantity > 0),
    owner text not null,
    expires_at timestamptz not null,
    created_at timestamptz not null default now()
  );
  create index if not exists anyshelf_hold_pair on anyshelf_hold (inventory_item_id, location_id, expires_at);`

const safetyStockTable = `
  create table if not exists anyshelf_safety_stock (
    location_id text not null,
    inventory_item_id text null,
    quantity numeric not null check (quantity >= 0),
    updated_at timestamptz not null default now()
  );
  create unique index if not exists anyshelf_safety_stock_rule
    on anyshelf_safety_stock (location_id, coalesce(inventory_item_id, ''));`

const channelBufferTable = `
  create table if not exists anyshelf_channel_buffer (
    sales_channel_id text not null,
    inventory_item_id text null,
    quantity numeric not null check (quantity >= 0),
    updated_at timestamptz not null default now()
  );
  create unique index if not exists anyshelf_channel_buffer_rule
    on anyshelf_channel_buffer (sales_channel_id, coalesce(inventory_item_id, ''));`
