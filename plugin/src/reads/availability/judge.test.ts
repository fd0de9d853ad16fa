import type { ArticlePromise, PlacePromise, PromiseTotal } from "../../inventory/contract"
import type { LocationRow, VariantRow } from "../rows"
import { judge, type Facts } from "./judge"

const variant = (over: Partial<VariantRow> = {}) =>
  ({ id: "v", managed: true, backorder: false, ...over }) as VariantRow
const total = (quantity: number): PromiseTotal => ({
  quantity,
  locations: quantity,
  channelBuffer: 0,
  allocation: null,
})
const place = (locationId: string, quantity: number): PlacePromise => ({
  locationId,
  quantity,
  updatedAt: null,
  terms: [
    {
      inventoryItemId: "i",
      onHand: quantity,
      reserved: 0,
      held: 0,
      unrouted: 0,
      safetyStock: 0,
      available: quantity,
      version: 1,
    },
  ],
})

const facts = (promise: Partial<ArticlePromise> = {}): Facts => ({
  asOf: new Date(0),
  served: [
    { locationId: "a", ship: true, pickup: false },
    { locationId: "b", ship: true, pickup: true },
  ],
  locations: new Map(["a", "b"].map((id) => [id, { id, name: id } as LocationRow])),
  items: new Map([["v", [{ variantId: "v", inventoryItemId: "i", sku: "SKU", requiredQuantity: 1 }]]]),
  promises: new Map([
    [
      "v",
      {
        id: "v",
        any: total(5),
        ship: total(5),
        pickup: total(2),
        places: [place("a", 3), place("b", 2)],
        ...promise,
      },
    ],
  ]),
})

describe("judge", () => {
  it("tells the total, and by each method how many and from where", () => {
    const row = judge(variant(), facts())
    expect(row).toMatchObject({ quantity: 5, inStock: true, sum: { locations: 5 } })
    expect(row.methods.map(({ method, sum, locations }) => [method, sum.quantity, locations.length])).toEqual([
      ["SHIP", 5, 2],
      ["PICKUP", 2, 1],
    ])
  })

  it("names each stock item and how many of it one unit takes", () => {
    const [first] = judge(variant(), facts()).locations
    expect(first).toMatchObject({ location: { id: "a" }, quantity: 3 })
    expect(first!.stock[0]).toMatchObject({ sku: "SKU", requiredQuantity: 1, available: 3, unrouted: 0 })
  })

  it("has no numbers for what is not counted, and always has it", () => {
    expect(judge(variant({ managed: false }), facts())).toMatchObject({
      tracked: false,
      inStock: true,
      quantity: null,
      locations: [],
      methods: [],
    })
  })

  it("sells what cannot be promised where backorder is allowed", () => {
    const none = facts({ any: total(0) })
    expect(judge(variant(), none)).toMatchObject({ quantity: 0, inStock: false })
    expect(judge(variant({ backorder: true }), none)).toMatchObject({ quantity: 0, inStock: true })
  })
})
