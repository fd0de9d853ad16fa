import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { installFunctions, installTriggers } from "../sql/install"

/**
 * Claims: holds that count on the level itself, pool-scoped reservations, and idempotency keys. The ledger tells of
 * changes by statement instead of by row, so that many claims in one statement cost one look at its cause.
 */
export class Migration20261123130000AnyshelfClaims extends Migration {
  override async up(): Promise<void> {
    this.addSql(`lock table inventory_level in share row exclusive mode`)
    this.addSql(levelColumns)
    this.addSql(holdTable)
    this.addSql(keyTable)
    this.addSql(`alter table anyshelf_stock_movement add column if not exists parts jsonb null`)
    this.addSql(installFunctions)
    this.addSql(installTriggers)
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists anyshelf_idempotency_key`)
    this.addSql(`alter table anyshelf_stock_movement drop column if exists parts`)
    this.addSql(
      `alter table inventory_level drop column if exists anyshelf_held, drop column if exists anyshelf_unrouted`
    )
  }
}

// Counted on the level, because a claim locks it anyway and must not add up a thousand carts to judge one of them.
const levelColumns = `
  alter table inventory_level
    add column if not exists anyshelf_held numeric not null default 0,
    add column if not exists anyshelf_unrouted numeric not null default 0`

// A claim may lie at several places: one row for each. Nothing wrote the earlier form of this table.
const holdTable = `
  drop table if exists anyshelf_hold;
  create table anyshelf_hold (
    id bigint generated always as identity primary key,
    claim_id text not null,
    kind text not null check (kind in ('hold', 'reservation')),
    owner text not null,
    inventory_item_id text not null,
    location_id text not null,
    quantity numeric not null check (quantity > 0),
    pool text[] null,
    line_item_id text null,
    description text null,
    created_by text null,
    expires_at timestamptz not null,
    created_at timestamptz not null default now(),
    constraint anyshelf_hold_place unique (claim_id, location_id)
  );
  create index anyshelf_hold_pair on anyshelf_hold (inventory_item_id, location_id, expires_at);
  create index anyshelf_hold_owner on anyshelf_hold (owner);
  create index anyshelf_hold_line on anyshelf_hold (line_item_id) where line_item_id is not null;
  create index anyshelf_hold_lapsing on anyshelf_hold (expires_at) where kind = 'hold';`

// 'answer' is null only inside the transaction that is finding it, or when the request has to be judged again.
const keyTable = `
  create table if not exists anyshelf_idempotency_key (
    key text primary key,
    print text not null,
    answer jsonb null,
    created_at timestamptz not null default now()
  );
  create index if not exists anyshelf_idempotency_key_age on anyshelf_idempotency_key (created_at);`
