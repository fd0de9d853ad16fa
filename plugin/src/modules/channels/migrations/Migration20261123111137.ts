import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261123111137 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "anyshelf_channel_connection" ("id" text not null, "vendor" text not null, "status" text check ("status" in ('connected', 'disconnected', 'misconfigured')) not null default 'disconnected', "reason" text null, "order_cursor" text null, "orders_drained_at" timestamptz null, "listing_cursor" text null, "listings_read_at" timestamptz null, "last_contact_at" timestamptz null, "circuit_open_until" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "anyshelf_channel_connection_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_anyshelf_channel_connection_deleted_at" ON "anyshelf_channel_connection" ("deleted_at") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "anyshelf_channel_inbox" ("id" text not null, "connection_id" text not null, "dedupe" text not null, "feed" text not null, "hints" jsonb not null, "received_at" timestamptz not null, "attempts" integer not null default 0, "next_attempt_at" timestamptz null, "leased_until" timestamptz null, "leased_by" text null, "done_at" timestamptz null, "last_error" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "anyshelf_channel_inbox_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_anyshelf_channel_inbox_deleted_at" ON "anyshelf_channel_inbox" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_anyshelf_channel_inbox_dedupe" ON "anyshelf_channel_inbox" ("connection_id", "dedupe") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_anyshelf_channel_inbox_waiting" ON "anyshelf_channel_inbox" ("connection_id", "feed", "received_at") WHERE done_at IS NULL AND deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "anyshelf_channel_listing" ("id" text not null, "connection_id" text not null, "external_id" text not null, "product_ref" text not null, "stock_ref" text not null, "title" text not null, "sku" text null, "barcode" text null, "external_updated_at" timestamptz not null, "seen_at" timestamptz not null, "state" text check ("state" in ('mapped', 'unmatched', 'ambiguous', 'untracked')) not null, "reason" text null, "variant_id" text null, "components" jsonb null, "inventory_item_ids" text[] not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "anyshelf_channel_listing_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_anyshelf_channel_listing_deleted_at" ON "anyshelf_channel_listing" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_anyshelf_channel_listing_external" ON "anyshelf_channel_listing" ("connection_id", "external_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_anyshelf_channel_listing_variant_id" ON "anyshelf_channel_listing" ("variant_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_anyshelf_channel_listing_inventory_item_ids" ON "anyshelf_channel_listing" USING GIN ("inventory_item_ids") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "anyshelf_channel_publication" ("id" text not null, "connection_id" text not null, "listing_id" text not null, "stock_ref" text not null, "external_location_id" text not null, "dirty_version" integer not null default 0, "settled_version" integer not null default 0, "dirty_at" timestamptz null, "urgent" boolean not null default false, "drain_first" boolean not null default false, "wanted_quantity" integer null, "confirmed_quantity" integer null, "confirmed_at" timestamptz null, "sequence" integer not null default 0, "pending_key" text null, "pending_quantity" integer null, "pending_expected" integer null, "pending_confirm" text null, "attempts" integer not null default 0, "next_attempt_at" timestamptz null, "leased_until" timestamptz null, "leased_by" text null, "last_error" text null, "state" text check ("state" in ('ok', 'poisoned')) not null default 'ok', "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "anyshelf_channel_publication_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_anyshelf_channel_publication_deleted_at" ON "anyshelf_channel_publication" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_anyshelf_channel_publication_place" ON "anyshelf_channel_publication" ("connection_id", "stock_ref", "external_location_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_anyshelf_channel_publication_due" ON "anyshelf_channel_publication" ("connection_id", "urgent", "dirty_at") WHERE dirty_version > settled_version AND state = 'ok' AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_anyshelf_channel_publication_listing_id" ON "anyshelf_channel_publication" ("listing_id") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "anyshelf_channel_record" ("id" text not null, "connection_id" text not null, "kind" text check ("kind" in ('order')) not null, "external_id" text not null, "external_number" text not null, "external_updated_at" timestamptz not null, "order_id" text null, "origin" jsonb not null, "payload" jsonb not null, "applied" jsonb null, "state" text check ("state" in ('received', 'imported', 'oversold', 'held', 'cancelled')) not null default 'received', "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "anyshelf_channel_record_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_anyshelf_channel_record_deleted_at" ON "anyshelf_channel_record" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_anyshelf_channel_record_external" ON "anyshelf_channel_record" ("connection_id", "kind", "external_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_anyshelf_channel_record_order_id" ON "anyshelf_channel_record" ("order_id") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "anyshelf_channel_task" ("id" text not null, "connection_id" text not null, "kind" text check ("kind" in ('oversold', 'unmapped-line', 'order-differs', 'order-not-imported', 'stock-refused', 'webhook-failed')) not null, "subject" text not null, "reason" text not null, "opened_at" timestamptz not null, "closed_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "anyshelf_channel_task_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_anyshelf_channel_task_deleted_at" ON "anyshelf_channel_task" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_anyshelf_channel_task_open" ON "anyshelf_channel_task" ("connection_id", "kind", "subject") WHERE closed_at IS NULL AND deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "anyshelf_channel_connection" cascade;`)

    this.addSql(`drop table if exists "anyshelf_channel_inbox" cascade;`)

    this.addSql(`drop table if exists "anyshelf_channel_listing" cascade;`)

    this.addSql(`drop table if exists "anyshelf_channel_publication" cascade;`)

    this.addSql(`drop table if exists "anyshelf_channel_record" cascade;`)

    this.addSql(`drop table if exists "anyshelf_channel_task" cascade;`)
  }
}
