import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Products of ours that are brought to a channel. */
export class Migration20261123174500Products extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "anyshelf_channel_product" ("id" text not null, "connection_id" text not null, "product_id" text not null, "wanted" text check ("wanted" in ('listed', 'unlisted')) not null, "status" text check ("status" in ('active', 'draft')) not null default 'active', "currency_code" text not null, "product_ref" text null, "listings" jsonb null, "version" integer not null default 1, "settled_version" integer not null default 0, "fingerprint" text null, "state" text check ("state" in ('waiting', 'listed', 'refused', 'unlisted')) not null default 'waiting', "reason" text null, "attempts" integer not null default 0, "next_attempt_at" timestamptz null, "checked_at" timestamptz null, "listed_at" timestamptz null, "leased_until" timestamptz null, "leased_by" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "anyshelf_channel_product_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_anyshelf_channel_product_deleted_at" ON "anyshelf_channel_product" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_anyshelf_channel_product_product" ON "anyshelf_channel_product" ("connection_id", "product_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_anyshelf_channel_product_touched" ON "anyshelf_channel_product" ("product_id") WHERE deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "anyshelf_channel_product" cascade;`)
  }
}
