import type { AnyshelfInventory } from "../../inventory/contract"
import type ChannelsService from "../../modules/channels/service"
import type { AdjustOrderInput } from "./adjust-order"
import { lowerReservations, readRequired, type Target } from "./lower-reservations"

/** A single and a pack of three of one stock item: the same shelf serves both lines. */
const lines = [
  { ref: "pack-line", listingRef: "pack" },
  { ref: "single-line", listingRef: "single" },
]
const match = (externalId: string, requiredQuantity: number) => ({
  externalId,
  components: [{ inventoryItemId: "mug", requiredQuantity }],
})

async function lower(targets: readonly Target[], matches: readonly object[]) {
  const reservations = [
    { id: "of-pack", line_item_id: "pack-item", inventory_item_id: "mug", quantity: 9 },
    { id: "of-single", line_item_id: "single-item", inventory_item_id: "mug", quantity: 4 },
  ]
  const changes: unknown[] = []
  const inventory = {
    listReservationItems: () => Promise.resolve(reservations),
    deleteReservationItems: (ids: string[]) => Promise.resolve(changes.push(...ids.map((id) => ({ id, quantity: 0 })))),
    updateReservationItems: (updates: object[]) => Promise.resolve(changes.push(...updates)),
  } as unknown as AnyshelfInventory
  const channels = { readListingMatches: () => Promise.resolve(matches) } as unknown as ChannelsService
  const input = { connectionId: "shop", order: { lines } } as unknown as AdjustOrderInput
  await lowerReservations(inventory, targets, await readRequired(channels, input))
  return changes
}

const pack = (to: number): Target => ({ lineRef: "pack-line", lineItemId: "pack-item", from: 3, to })
const single = (to: number): Target => ({ lineRef: "single-line", lineItemId: "single-item", from: 4, to })

test("each line keeps what its own units take, though lines share a stock item", async () => {
  const expected = [
    { id: "of-pack", quantity: 6 },
    { id: "of-single", quantity: 1 },
  ]
  expect(await lower([pack(2), single(1)], [match("pack", 3), match("single", 1)])).toEqual(expected)
  expect(await lower([pack(2), single(1)], [match("single", 1), match("pack", 3)])).toEqual(expected)
})

test("what a unit takes is known no more: all is kept while some is wanted, and let go when none is", async () => {
  expect(await lower([pack(2)], [])).toEqual([])
  expect(await lower([pack(0)], [])).toEqual([{ id: "of-pack", quantity: 0 }])
})
