import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { createPgConnection } from "@medusajs/framework/utils"
import type { AnyshelfInventory, ReserveOutcome, ReserveRequest } from "../../../src/inventory/contract"
import { bootInventory } from "../../../src/prove/crew/boot-inventory"
import { serve } from "../../../src/prove/crew/serve"
import type { Fault } from "./faults"

type Plant = (service: AnyshelfInventory, knex: Knex) => Partial<AnyshelfInventory>

const short = (message: string): ReserveOutcome => ({
  ok: false,
  already: false,
  refusals: [{ reason: "short", line: 0, message }],
})

/** Every so many calls: a fault that always shows would be found by anybody. */
const everyFew = () => {
  let calls = 0
  return () => (calls += 1) % 20 === 0
}

/** The module as it would be with a mistake in it. */
const plants: Record<Fault, Plant> = {
  "read, then write": (service, knex) => ({
    reserve: (request) =>
      request.lines.every(({ locationIds }) => locationIds.length === 1)
        ? readThenWrite(knex, request)
        : service.reserve(request),
  }),
  "forgets what it promised": (service) => {
    const isTime = everyFew()
    return {
      reserve: (request) =>
        isTime() ? Promise.resolve({ ok: true, already: false, reservations: [] }) : service.reserve(request),
    }
  },
  "does it, and says no": (service) => {
    const isTime = everyFew()
    return {
      reserve: async (request) => {
        const outcome = await service.reserve(request)
        return isTime() ? short("No.") : outcome
      },
    }
  },
  "knows no keys": (service) => ({
    reserve: ({ idempotencyKey: _, ...request }) => service.reserve(request),
  }),
  "writes past the ledger": (_, knex) => ({
    adjustInventory: (async (item: string, place: string, change: number) => {
      await knex.transaction(async (inside) => {
        await inside.raw("set local session_replication_role = replica")
        await inside.raw(
          `update inventory_level set stocked_quantity = stocked_quantity + ?,
             raw_stocked_quantity = jsonb_build_object('value', (stocked_quantity + ?)::text, 'precision', 20)
           where inventory_item_id = ? and location_id = ?`,
          [change, change, item, place]
        )
      })
    }) as unknown as AnyshelfInventory["adjustInventory"],
  }),
}

/** As Medusa's own module reserves: what was read decides, and an absolute figure is written. */
async function readThenWrite(knex: Knex, { lines }: ReserveRequest): Promise<ReserveOutcome> {
  const reservations = []
  for (const [at, line] of lines.entries()) {
    const pair = [line.inventoryItemId, line.locationIds[0]!]
    const { rows } = (await knex.raw(
      `select stocked_quantity::float8 as on_hand, reserved_quantity::float8 as reserved from inventory_level
       where inventory_item_id = ? and location_id = ?`,
      pair
    )) as { rows: { on_hand: number; reserved: number }[] }
    const reserved = rows[0]!.reserved + Number(line.quantity)
    if (reserved > rows[0]!.on_hand) return short("Not enough stock.")
    const id = `resitem_${pair[0]}_${line.lineItemId}_${Math.random()}`
    await knex.raw(
      `insert into reservation_item (id, line_item_id, inventory_item_id, location_id, quantity, raw_quantity)
       values (?, ?, ?, ?, ?, jsonb_build_object('value', ?::text, 'precision', 20))`,
      [id, line.lineItemId ?? null, ...pair, Number(line.quantity), String(line.quantity)]
    )
    await knex.raw(
      `update inventory_level set reserved_quantity = ?, raw_reserved_quantity = jsonb_build_object('value', ?::text, 'precision', 20)
       where inventory_item_id = ? and location_id = ?`,
      [reserved, String(reserved), ...pair]
    )
    reservations.push({
      id,
      line: at,
      inventoryItemId: pair[0]!,
      locationId: pair[1]!,
      quantity: Number(line.quantity),
    })
  }
  return { ok: true, already: false, reservations }
}

void serve(async (databaseUrl, options) => {
  const service = await bootInventory(databaseUrl, options)
  const knex = createPgConnection({ clientUrl: databaseUrl, pool: { min: 0, max: 5 } }) as unknown as Knex
  const planted = plants[process.env.ANYSHELF_PLANTED_FAULT as Fault](service, knex)
  return new Proxy(service, {
    get: (real, name) => Reflect.get(name in planted ? planted : real, name) as unknown,
  })
})
