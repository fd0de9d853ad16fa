import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Connections that are made in Admin: their settings, their sealed secrets, and attempts to connect a shop by clicking. */
export class Migration20261123171000Connections extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table "anyshelf_channel_connection"
         add column if not exists "source" text check ("source" in ('options', 'admin')) not null default 'options',
         add column if not exists "config" jsonb null,
         add column if not exists "secrets" jsonb null,
         add column if not exists "sales_channel" text null,
         add column if not exists "locations" jsonb null,
         add column if not exists "publishing" jsonb null,
         add column if not exists "public_url" text null,
         add column if not exists "paused_at" timestamptz null,
         add column if not exists "version" integer not null default 1;`
    )
    this.addSql(
      `create table if not exists "anyshelf_channel_install" ("id" text not null, "connection_id" text not null, "browser_hash" text not null, "actor_id" text not null, "redirect_uri" text not null, "expires_at" timestamptz not null, "used_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "anyshelf_channel_install_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_anyshelf_channel_install_deleted_at" ON "anyshelf_channel_install" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_anyshelf_channel_install_connection" ON "anyshelf_channel_install" ("connection_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `alter table "anyshelf_channel_listing"
         add column if not exists "mapped_by" text check ("mapped_by" in ('sku', 'barcode', 'hand', 'csv')) null,
         add column if not exists "said_by" text check ("said_by" in ('hand', 'csv')) null,
         add column if not exists "said_variant_id" text null;`
    )
    this.addSql(
      `alter table "anyshelf_channel_listing" drop constraint if exists "anyshelf_channel_listing_state_check";`
    )
    this.addSql(
      `alter table "anyshelf_channel_listing" add constraint "anyshelf_channel_listing_state_check" check ("state" in ('mapped', 'unmatched', 'ambiguous', 'untracked', 'ignored'));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_anyshelf_channel_listing_page" ON "anyshelf_channel_listing" ("connection_id", "state", "title", "id") WHERE deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_anyshelf_channel_listing_page";`)
    this.addSql(`drop table if exists "anyshelf_channel_install" cascade;`)
    this.addSql(
      `alter table "anyshelf_channel_listing" drop column if exists "mapped_by", drop column if exists "said_by", drop column if exists "said_variant_id";`
    )
    this.addSql(
      `alter table "anyshelf_channel_connection" drop column if exists "source", drop column if exists "config", drop column if exists "secrets", drop column if exists "sales_channel", drop column if exists "locations", drop column if exists "publishing", drop column if exists "public_url", drop column if exists "paused_at", drop column if exists "version";`
    )
  }
}
