import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Connectors outside this process: what they told, and the keys they come with. */
export class Migration20261123185000Remote extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "anyshelf_channel_mailbox" ("id" text not null, "connection_id" text not null, "feed" text not null, "ref" text not null, "external_updated_at" timestamptz not null, "revision" integer not null, "record" jsonb null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "anyshelf_channel_mailbox_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_anyshelf_channel_mailbox_deleted_at" ON "anyshelf_channel_mailbox" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_anyshelf_channel_mailbox_thing" ON "anyshelf_channel_mailbox" ("connection_id", "feed", "ref") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_anyshelf_channel_mailbox_reading" ON "anyshelf_channel_mailbox" ("connection_id", "feed", "revision") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `alter table "anyshelf_channel_connection" add column if not exists "mailbox_revision" integer not null default 0;`
    )
    this.addSql(
      `create table if not exists "anyshelf_channel_key" ("id" text not null, "connection_id" text not null, "title" text not null, "hash" text not null, "last_used_at" timestamptz null, "revoked_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "anyshelf_channel_key_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_anyshelf_channel_key_deleted_at" ON "anyshelf_channel_key" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_anyshelf_channel_key_connection" ON "anyshelf_channel_key" ("connection_id") WHERE deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "anyshelf_channel_mailbox" cascade;`)
    this.addSql(`drop table if exists "anyshelf_channel_key" cascade;`)
    this.addSql(`alter table "anyshelf_channel_connection" drop column if exists "mailbox_revision";`)
  }
}
