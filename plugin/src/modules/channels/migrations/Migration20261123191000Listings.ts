import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Listings are read like every other feed: their place is kept in `anyshelf_channel_reading`. */
export class Migration20261123191000Listings extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table "anyshelf_channel_connection" drop column if exists "listing_cursor";`)
  }

  override async down(): Promise<void> {
    this.addSql(`alter table "anyshelf_channel_connection" add column if not exists "listing_cursor" text null;`)
  }
}
