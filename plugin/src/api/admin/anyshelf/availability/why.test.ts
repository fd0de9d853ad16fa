import type { AvailabilityRow, LocationAvailabilityRow, StockTermsRow } from "../../../../reads/availability/rows"
import { whyHere, whyTotal } from "./why"

const terms = (over: Partial<StockTermsRow> = {}): StockTermsRow => ({
  inventoryItemId: "iitem_1",
  sku: "CUP",
  requiredQuantity: 1,
  onHand: 12,
  reserved: 0,
  held: 0,
  unrouted: 0,
  safetyStock: 0,
  available: 12,
  version: 1,
  ...over,
})

const here = (quantity: number, ...stock: StockTermsRow[]) =>
  whyHere({ quantity, stock, updatedAt: null } as unknown as LocationAvailabilityRow)

const total = (locations: number, channelBuffer: number, over: Partial<AvailabilityRow> = {}) =>
  whyTotal({
    tracked: true,
    backorder: false,
    sum: { locations, channelBuffer, allocation: null },
    locations: [{}, {}],
    ...over,
  } as unknown as AvailabilityRow)

describe("whyHere", () => {
  it.each([
    [12, [terms()], "12 on hand"],
    [9, [terms({ unrouted: 3 })], "12 on hand − 3 set aside for orders without a location = 9"],
    [7, [terms({ reserved: 3, safetyStock: 2 })], "12 on hand − 3 reserved − 2 safety stock = 7"],
    [0, [terms({ onHand: 1, reserved: 3 })], "1 on hand − 3 reserved = -2, so 0"],
    [6, [terms({ requiredQuantity: 2 })], "CUP allows 6: each unit takes 2 (12 on hand)"],
    [
      3,
      [terms(), terms({ sku: "LID", onHand: 4, held: 1, available: 3 })],
      "LID allows 3: each unit takes 1 (4 on hand − 1 held by carts = 3)",
    ],
    [0, [], "No stock item is linked to this variant, so nothing can be promised."],
  ])("explains %i", (quantity, stock, why) => {
    expect(here(quantity, ...stock)).toBe(why)
  })
})

describe("whyTotal", () => {
  it.each([
    [total(12, 0), "12 at 2 locations"],
    [total(12, 4), "12 at 2 locations − 4 kept back from this channel = 8"],
    [total(2, 4), "2 at 2 locations − 4 kept back from this channel = -2, so 0"],
    [
      total(12, 2, { sum: { quantity: 4, locations: 12, channelBuffer: 2, allocation: 4 } }),
      "12 at 2 locations − 2 kept back from this channel = 10, of which this channel may show 4",
    ],
    [total(12, 0, { sum: { quantity: 12, locations: 12, channelBuffer: 0, allocation: 20 } }), "12 at 2 locations"],
    [total(0, 0, { backorder: true }), "0 at 2 locations; further orders are taken as backorders"],
    [total(0, 0, { tracked: false }), "Not counted: it can always be sold."],
    [total(0, 0, { locations: [] }), "No location serves this sales channel, so nothing can be promised."],
  ])("says %p", (said, why) => expect(said).toBe(why))
})
