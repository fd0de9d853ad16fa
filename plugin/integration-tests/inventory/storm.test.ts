import type { ReserveSold } from "../../src/inventory/contract"
import { expectBalancedBooks } from "../support/books"
import { bootOurs, stockItem, type InventoryUnderTest } from "../support/inventory-module"
import { seeded } from "../support/seeded"

let inventory: InventoryUnderTest
beforeAll(async () => void (inventory = await bootOurs()))
afterAll(() => inventory?.close())

const places = ["depot", "mall", "shop"]
const refusals = ["insufficient_inventory", "not_allowed", "not_found", "invalid_data"]

describe.each([1, 2, 3])("a storm of 300 calls at once (seed %i)", (seed) => {
  it("ends with balanced books, nothing oversold, no deadlock, and only refusals for errors", async () => {
    const random = seeded(seed)
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
    const stock = { depot: 20, mall: 10, shop: 10 }
    const items = await Promise.all(Array.from({ length: 4 }, () => stockItem(inventory.service, stock)))
    const claim = () => ({
      inventory_item_id: pick(items),
      location_id: pick(places),
      quantity: 1 + Math.floor(random() * 3),
    })
    const seedling = await Promise.all(
      Array.from({ length: 20 }, (_, line) =>
        inventory.service
          .createReservationItems({ ...claim(), quantity: 1, line_item_id: `${seed}-${line % 7}` })
          .catch(() => null)
      )
    )
    const ids = seedling.flatMap((made) => (made ? [made.id] : []))

    const acts: (() => Promise<unknown>)[] = [
      () => inventory.service.createReservationItems([claim(), claim(), claim()]),
      () => inventory.service.createReservationItems(claim()),
      () => inventory.service.updateReservationItems({ id: pick(ids), location_id: pick(places) }),
      () =>
        inventory.service.updateReservationItems([
          { id: pick(ids), quantity: 2 },
          { id: pick(ids), location_id: pick(places), quantity: 1 },
        ]),
      () => inventory.service.softDeleteReservationItems([pick(ids), pick(ids)]),
      () => inventory.service.restoreReservationItems([pick(ids)]),
      () => inventory.service.deleteReservationItemsByLineItem(`${seed}-${Math.floor(random() * 7)}`),
      () =>
        inventory.service.adjustInventory(
          [pick(items), pick(items)].map((item) => ({ inventoryItemId: item, locationId: pick(places), adjustment: 1 }))
        ),
      () => inventory.service.reserveSold({ floor: "shelf", reservations: [sold(), sold()] }),
      () =>
        inventory.service.setSafetyStock([
          { inventoryItemId: pick([...items, null]), locationId: pick(places), quantity: Math.floor(random() * 3) },
        ]),
    ]
    const sold = (): ReserveSold["reservations"][number] => ({
      id: `sold-${seed}-${Math.floor(random() * 1000)}`,
      inventoryItemId: pick(items),
      locationId: pick(places),
      quantity: 1,
      lineItemId: "sold",
    })

    const outcomes = await Promise.allSettled(Array.from({ length: 300 }, () => pick(acts)()))
    const faults = outcomes.flatMap((outcome) =>
      outcome.status === "rejected" &&
      !refusals.includes(outcome.reason?.code ?? outcome.reason?.type) &&
      !refusals.includes(outcome.reason?.type)
        ? [String(outcome.reason?.stack ?? outcome.reason)]
        : []
    )
    expect(faults).toEqual([])
    expect(outcomes.filter(({ status }) => status === "fulfilled").length).toBeGreaterThan(50)
    await expectBalancedBooks(inventory.database)
    const oversold = await inventory.database.query(
      `select * from inventory_level where deleted_at is null and reserved_quantity > stocked_quantity`
    )
    expect(oversold).toEqual([])
  })
})

it("a hundred crossed calls of two items each neither deadlock nor oversell", async () => {
  const [one, other] = [
    await stockItem(inventory.service, { kiosk: 60 }),
    await stockItem(inventory.service, { kiosk: 60 }),
  ]
  const line = (inventory_item_id: string) => ({ inventory_item_id, location_id: "kiosk", quantity: 1 })
  const outcomes = await Promise.allSettled(
    Array.from({ length: 100 }, (_, n) =>
      inventory.service.createReservationItems(n % 2 ? [line(one), line(other)] : [line(other), line(one)])
    )
  )
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(60)
  const reasons = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason.code] : []))
  expect(new Set(reasons)).toEqual(new Set(["insufficient_inventory"]))
  await expectBalancedBooks(inventory.database)
})
