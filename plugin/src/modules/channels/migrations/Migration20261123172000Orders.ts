import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** What became of orders and returns of channels, and whose customers are whose. */
export class Migration20261123172000Orders extends Migration {
  override async up(): Promise<void> {
    // Returns are kept too, and there are more kinds of tasks; the types of the requests are what holds them.
    this.addSql(`alter table "anyshelf_channel_record" drop constraint if exists "anyshelf_channel_record_kind_check";`)
    this.addSql(`alter table "anyshelf_channel_task" drop constraint if exists "anyshelf_channel_task_kind_check";`)
    this.addSql(
      `alter table "anyshelf_channel_record" add column if not exists "order_ref" text null, add column if not exists "placed_at" timestamptz null, add column if not exists "total_amount" text null, add column if not exists "currency_code" text null, add column if not exists "fingerprint" text null, add column if not exists "waits_for" text[] not null default '{}', add column if not exists "intended" jsonb null, add column if not exists "checked_at" timestamptz null, add column if not exists "locked_until" timestamptz null, add column if not exists "locked_by" text null;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_anyshelf_channel_record_placed" ON "anyshelf_channel_record" ("placed_at", "id") WHERE kind = 'order' AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_anyshelf_channel_record_waiting" ON "anyshelf_channel_record" ("connection_id") WHERE waits_for <> '{}' AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_anyshelf_channel_record_oversold" ON "anyshelf_channel_record" ("connection_id", "checked_at") WHERE state = 'oversold' AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_anyshelf_channel_record_order_ref" ON "anyshelf_channel_record" ("connection_id", "order_ref") WHERE order_ref IS NOT NULL AND deleted_at IS NULL;`
    )
    this.addSql(
      `create table if not exists "anyshelf_channel_customer" ("id" text not null, "connection_id" text not null, "external_id" text not null, "customer_id" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "anyshelf_channel_customer_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_anyshelf_channel_customer_deleted_at" ON "anyshelf_channel_customer" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_anyshelf_channel_customer_external" ON "anyshelf_channel_customer" ("connection_id", "external_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_anyshelf_channel_customer_customer_id" ON "anyshelf_channel_customer" ("customer_id") WHERE deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "anyshelf_channel_customer" cascade;`)
    for (const name of ["placed", "waiting", "oversold", "order_ref"])
      this.addSql(`drop index if exists "IDX_anyshelf_channel_record_${name}";`)
    this.addSql(
      `alter table "anyshelf_channel_record" drop column if exists "order_ref", drop column if exists "placed_at", drop column if exists "total_amount", drop column if exists "currency_code", drop column if exists "fingerprint", drop column if exists "waits_for", drop column if exists "intended", drop column if exists "checked_at", drop column if exists "locked_until", drop column if exists "locked_by";`
    )
  }
}
