import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261123102133 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "anyshelf_location_profile" drop constraint if exists "anyshelf_location_profile_stock_location_id_unique";`
    )
    this.addSql(
      `create table if not exists "anyshelf_location_profile" ("id" text not null, "stock_location_id" text not null, "kind" text check ("kind" in ('STORE', 'WAREHOUSE')) not null, "latitude" real null, "longitude" real null, "time_zone" text null, "opening_hours" jsonb null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "anyshelf_location_profile_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_anyshelf_location_profile_deleted_at" ON "anyshelf_location_profile" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_anyshelf_location_profile_stock_location_id_unique" ON "anyshelf_location_profile" ("stock_location_id") WHERE deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "anyshelf_location_profile" cascade;`)
  }
}
