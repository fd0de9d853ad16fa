import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** What channels are told about their orders, and when each order is looked at for it. */
export class Migration20261123183000Commands extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "anyshelf_channel_command" ("id" text not null, "connection_id" text not null, "order_ref" text not null, "order_id" text not null, "ordinal" integer not null, "type" text check ("type" in ('fulfil', 'track', 'unfulfil', 'prepared', 'collected', 'cancel', 'hold', 'release', 'move', 'return', 'receive', 'refund')) not null, "key" text not null, "needs" text null, "payload" jsonb not null, "state" text check ("state" in ('pending', 'sent', 'accepted', 'done', 'refused', 'superseded')) not null default 'pending', "generation" integer not null default 0, "in_doubt" boolean not null default false, "result_ref" text null, "confirm_ref" text null, "actor" text null, "attempts" integer not null default 0, "next_attempt_at" timestamptz null, "leased_until" timestamptz null, "leased_by" text null, "sent_at" timestamptz null, "done_at" timestamptz null, "error" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "anyshelf_channel_command_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_anyshelf_channel_command_deleted_at" ON "anyshelf_channel_command" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_anyshelf_channel_command_key" ON "anyshelf_channel_command" ("connection_id", "key") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_anyshelf_channel_command_order" ON "anyshelf_channel_command" ("connection_id", "order_ref", "ordinal") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_anyshelf_channel_command_open" ON "anyshelf_channel_command" ("connection_id", "next_attempt_at") WHERE state IN ('pending', 'sent', 'accepted') AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_anyshelf_channel_command_refused" ON "anyshelf_channel_command" ("connection_id") WHERE state = 'refused' AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_anyshelf_channel_command_made" ON "anyshelf_channel_command" ("connection_id", "type", "result_ref") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_anyshelf_channel_command_order_id" ON "anyshelf_channel_command" ("order_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `alter table "anyshelf_channel_record" add column if not exists "follow_at" timestamptz null default now();`
    )
    this.addSql(`alter table "anyshelf_channel_record" add column if not exists "followed_at" timestamptz null;`)
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_anyshelf_channel_record_follow" ON "anyshelf_channel_record" ("connection_id", "follow_at") WHERE order_id IS NOT NULL AND deleted_at IS NULL;`
    )
    // There are more kinds of tasks now; the type of a request is what holds them.
    this.addSql(`alter table "anyshelf_channel_task" drop constraint if exists "anyshelf_channel_task_kind_check";`)
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "anyshelf_channel_command" cascade;`)
    this.addSql(`drop index if exists "IDX_anyshelf_channel_record_follow";`)
    this.addSql(
      `alter table "anyshelf_channel_record" drop column if exists "follow_at", drop column if exists "followed_at";`
    )
  }
}
