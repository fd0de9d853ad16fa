import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Who works a connection, how far each of its feeds has been read, and how it did minute by minute. */
export class Migration20261123170202Measures extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table "anyshelf_channel_connection"
         add column if not exists "published_mode" jsonb null,
         add column if not exists "worked_by" text null,
         add column if not exists "worked_until" timestamptz null,
         add column if not exists "webhooks_checked_at" timestamptz null,
         add column if not exists "webhooks_mended_at" timestamptz null;`
    )
    this.addSql(
      `create table if not exists "anyshelf_channel_reading" ("id" text not null, "connection_id" text not null, "feed" text not null, "kind" text check ("kind" in ('sweep', 'change')) not null, "cursor" text null, "started_at" timestamptz null, "finished_at" timestamptz null, "drained_at" timestamptz null, "wanted_at" timestamptz null, "done" integer not null default 0, "total" integer null, "found" integer not null default 0, "pages" integer not null default 0, "last_pages" integer not null default 0, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "anyshelf_channel_reading_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_anyshelf_channel_reading_deleted_at" ON "anyshelf_channel_reading" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_anyshelf_channel_reading_feed" ON "anyshelf_channel_reading" ("connection_id", "feed", "kind") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `create table if not exists "anyshelf_channel_sample" ("id" text not null, "connection_id" text not null, "minute" timestamptz not null, "decided" integer not null default 0, "written" integer not null default 0, "conflicts" integer not null default 0, "rejected" integer not null default 0, "unknown" integer not null default 0, "requests" integer not null default 0, "throttled" integer not null default 0, "lag" jsonb not null, "queue_depth" integer not null default 0, "inbox_depth" integer not null default 0, "drift" integer not null default 0, "headroom" real null, "circuit_open_ms" integer not null default 0, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "anyshelf_channel_sample_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_anyshelf_channel_sample_deleted_at" ON "anyshelf_channel_sample" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_anyshelf_channel_sample_minute" ON "anyshelf_channel_sample" ("connection_id", "minute") WHERE deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "anyshelf_channel_sample" cascade;`)
    this.addSql(`drop table if exists "anyshelf_channel_reading" cascade;`)
    this.addSql(
      `alter table "anyshelf_channel_connection"
         drop column if exists "published_mode", drop column if exists "worked_by", drop column if exists "worked_until",
         drop column if exists "webhooks_checked_at", drop column if exists "webhooks_mended_at";`
    )
  }
}
