import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { installFunctions } from "../sql/install"
import { promiseTriggers } from "../sql/promise"

/** What a promise is made of beyond stock: rules of channels and places, and supply that is still to come. */
export class Migration20261123150000AnyshelfPromise extends Migration {
  override async up(): Promise<void> {
    this.addSql(safetyStockIndexes)
    this.addSql(bufferUnit)
    this.addSql(allocationTable)
    this.addSql(serviceTable)
    this.addSql(incomingTable)
    this.addSql(futurePromiseTable)
    this.addSql(installFunctions)
    this.addSql(promiseTriggers)
  }

  override async down(): Promise<void> {
    for (const table of ["future_promise", "incoming", "location_service", "channel_allocation"]) {
      this.addSql(`drop table if exists anyshelf_${table}`)
    }
    this.addSql(`alter table anyshelf_channel_buffer drop column if exists unit`)
  }
}

// A bulk read asks for the rules of a hundred items, and for the defaults of all places, without reading all the others.
const safetyStockIndexes = `
  create index if not exists anyshelf_safety_stock_item on anyshelf_safety_stock (inventory_item_id);
  create index if not exists anyshelf_safety_stock_default on anyshelf_safety_stock (location_id) where inventory_item_id is null;`

const bufferUnit = `
  alter table anyshelf_channel_buffer
    add column if not exists unit text not null default 'units' check (unit in ('units', 'percent')),
    drop constraint if exists anyshelf_channel_buffer_percent,
    add constraint anyshelf_channel_buffer_percent check (unit <> 'percent' or quantity <= 100)`

const allocationTable = `
  create table if not exists anyshelf_channel_allocation (
    sales_channel_id text not null,
    inventory_item_id text null,
    kind text not null check (kind in ('share', 'fixed', 'split')),
    quantity numeric not null check (quantity >= 0 and (kind = 'fixed' or quantity <= 100)),
    threshold numeric null check (threshold >= 0),
    updated_at timestamptz not null default now(),
    check ((kind = 'split') = (threshold is not null))
  );
  create unique index if not exists anyshelf_channel_allocation_rule
    on anyshelf_channel_allocation (sales_channel_id, coalesce(inventory_item_id, ''));
  create index if not exists anyshelf_channel_allocation_item
    on anyshelf_channel_allocation (coalesce(inventory_item_id, ''));`

const serviceTable = `
  create table if not exists anyshelf_location_service (
    location_id text not null,
    sales_channel_id text null,
    method text not null check (method in ('ship', 'pickup')),
    enabled boolean not null,
    updated_at timestamptz not null default now()
  );
  create unique index if not exists anyshelf_location_service_rule
    on anyshelf_location_service (location_id, method, coalesce(sales_channel_id, ''));`

const incomingTable = `
  create table if not exists anyshelf_incoming (
    id text primary key,
    inventory_item_id text not null,
    location_id text not null,
    quantity numeric not null check (quantity > 0),
    expected_at timestamptz not null,
    source_id text null,
    received_quantity numeric null check (received_quantity >= 0),
    received_at timestamptz null,
    cancelled_at timestamptz null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    check (received_at is null or cancelled_at is null),
    check ((received_at is null) = (received_quantity is null))
  );
  create index if not exists anyshelf_incoming_open on anyshelf_incoming (inventory_item_id, location_id, expected_at)
    where received_at is null and cancelled_at is null;`

// 'quantity' is what is still to come; what has come is a reservation of Medusa's, of the same order line.
const futurePromiseTable = `
  create table if not exists anyshelf_future_promise (
    id text primary key,
    inventory_item_id text not null,
    location_id text not null,
    line_item_id text not null,
    quantity numeric not null check (quantity > 0),
    promised_for timestamptz not null,
    description text null,
    created_by text null,
    created_at timestamptz not null default now(),
    constraint anyshelf_future_promise_line unique (line_item_id, inventory_item_id)
  );
  create index if not exists anyshelf_future_promise_pair
    on anyshelf_future_promise (inventory_item_id, location_id, promised_for, id);`
