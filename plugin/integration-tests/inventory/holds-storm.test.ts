import type { AnyshelfInventory } from "../../src/inventory/contract"
import { expectBalancedBooks } from "../support/books"
import { bootOurs, stockItem, type InventoryUnderTest } from "../support/inventory-module"
import { seeded } from "../support/seeded"

let one: InventoryUnderTest
let other: InventoryUnderTest
beforeAll(async () => {
  one = await bootOurs()
  other = await bootOurs(one.database)
})
afterAll(async () => {
  await other?.close()
  await one?.close()
})

const places = ["depot", "mall", "shop"]
const onHand = { depot: 12, mall: 6, shop: 9 }

/** Everything that can happen to a claim, by chance, over few items, owners and order lines, so that they meet. */
function actsOf(seed: number, items: readonly string[]) {
  const random = seeded(seed)
  const below = (limit: number) => Math.floor(random() * limit)
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!
  const owner = () => `cart ${seed} ${below(12)}`
  const orderLine = () => `line ${seed} ${below(12)}`
  const some = () => places.filter(() => random() < 0.7)
  const at = () => (random() < 0.4 ? [pick(places)] : [...new Set([pick(places), ...some()])])
  const line = () => ({ inventoryItemId: pick(items), locationIds: at(), quantity: 1 + below(3) })
  const key = () => (random() < 0.1 ? { idempotencyKey: `key ${seed} ${below(20)}` } : {})
  let fresh = 0
  const acts: ((service: AnyshelfInventory) => Promise<unknown>)[] = [
    (service) => service.hold({ owner: owner(), ttlMs: 60_000, lines: [line(), line()], ...key() }),
    (service) => service.hold({ owner: owner(), ttlMs: 60_000, lines: [line()] }),
    (service) => service.extendHold({ owner: owner(), ttlMs: 60_000 }),
    (service) => service.reserve({ lines: [{ ...line(), lineItemId: orderLine() }], ...key() }),
    (service) => service.reserve({ owner: owner(), lines: [{ ...line(), lineItemId: orderLine() }] }),
    (service) => service.reserve({ lines: [{ ...line(), locationIds: [pick(places)] }] }),
    (service) =>
      service.bind({
        lineItemId: orderLine(),
        inventoryItemId: pick(items),
        places: [...new Set([pick(places), pick(places)])].map((locationId) => ({
          locationId,
          quantity: 1 + below(2),
          lineItemId: `bound ${seed} ${(fresh += 1)}`,
        })),
        ...key(),
      }),
    (service) => service.release({ owners: [owner()], lineItemIds: [orderLine()], ...key() }),
    (service) => service.deleteReservationItemsByLineItem([orderLine(), orderLine()]),
    (service) => service.createReservationItems([0, 1].map(() => reservation())).catch(refusedOnly),
    (service) => service.tidyClaims({ limit: 5 }),
    () =>
      one.database.query(`update anyshelf_hold set expires_at = clock_timestamp() where owner = $1 and kind = 'hold'`, [
        owner(),
      ]),
  ]
  const reservation = () => ({
    inventory_item_id: pick(items),
    location_id: pick(places),
    quantity: 1,
    line_item_id: `core ${seed} ${below(12)}`,
  })
  return () => pick(acts)(random() < 0.5 ? one.service : other.service)
}

const refusedOnly = (error: { code?: string }) => {
  if (error.code !== "insufficient_inventory") throw error
}

describe.each([11, 12, 13])("a storm of 400 claims of every kind over two processes (seed %i)", (seed) => {
  it("never promises a unit twice, and ends with balanced books", async () => {
    const items = await Promise.all([0, 1, 2].map(() => stockItem(one.service, onHand)))
    const act = actsOf(seed, items)
    for (let round = 0; round < 4; round += 1) {
      const outcomes = await Promise.allSettled(Array.from({ length: 100 }, act))
      const faults = outcomes.flatMap((each) => (each.status === "rejected" ? [String(each.reason?.stack)] : []))
      expect(faults).toEqual([])
      await expectBalancedBooks(one.database)
      await expectNothingOversold()
    }
    const kinds = await one.database.query<{ kind: string }>(`select distinct kind from anyshelf_hold order by kind`)
    expect(kinds.map(({ kind }) => kind)).toEqual(["hold", "reservation"])
  })
})

/** What lives of the claims at each level is no more than what lies there; no line has two reservations of an item by binding. */
async function expectNothingOversold(): Promise<void> {
  const oversold = await one.database.query(
    `select il.* from inventory_level il where il.deleted_at is null and anyshelf_free(il) < 0`
  )
  expect(oversold).toEqual([])
  const doubled = await one.database.query(
    `select line_item_id, inventory_item_id from reservation_item
     where deleted_at is null and line_item_id like 'bound %' group by 1, 2 having count(*) > 1`
  )
  expect(doubled).toEqual([])
}
