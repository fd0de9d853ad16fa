import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** What a publication remembers of its claim, of the vendor's daily limit, and of why it waits. */
export class Migration20261123170101Publishing extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table "anyshelf_channel_publication"
         add column if not exists "claimed_version" integer null,
         add column if not exists "claimed_at" timestamptz null,
         add column if not exists "pending_resent" boolean not null default false,
         add column if not exists "stock_changed_at" timestamptz null,
         add column if not exists "revisions_on" text null,
         add column if not exists "revisions" integer not null default 0,
         add column if not exists "waiting" text null,
         add column if not exists "poisoned_at" timestamptz null;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_anyshelf_channel_publication_poisoned" ON "anyshelf_channel_publication" ("connection_id", "poisoned_at", "id") WHERE state = 'poisoned' AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_anyshelf_channel_publication_pending" ON "anyshelf_channel_publication" ("connection_id", "pending_key") WHERE pending_key IS NOT NULL AND deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_anyshelf_channel_publication_poisoned";`)
    this.addSql(`drop index if exists "IDX_anyshelf_channel_publication_pending";`)
    this.addSql(
      `alter table "anyshelf_channel_publication"
         drop column if exists "claimed_version", drop column if exists "claimed_at", drop column if exists "pending_resent",
         drop column if exists "stock_changed_at", drop column if exists "revisions_on", drop column if exists "revisions",
         drop column if exists "waiting", drop column if exists "poisoned_at";`
    )
  }
}
