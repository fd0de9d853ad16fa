import fc from "fast-check"
import type { StockFigures } from "../../inventory/contract"
import type { LocationRow, VariantRow } from "../rows"
import { judge, type Facts } from "./judge"

const place = (id: string) => ({ id, name: id }) as LocationRow
const variant = (over: Partial<VariantRow> = {}) =>
  ({ id: "v", managed: true, backorder: false, ...over }) as VariantRow

const figures = (locationId: string, onHand: number, over: Partial<StockFigures> = {}): StockFigures => ({
  inventoryItemId: "i",
  sku: "SKU",
  locationId,
  onHand,
  reserved: 0,
  held: 0,
  safetyStock: 0,
  version: 1,
  updatedAt: new Date(0),
  ...over,
})

const facts = (stock: readonly StockFigures[], over: Partial<Facts> = {}): Facts => ({
  asOf: new Date(0),
  locations: [place("a"), place("b")],
  items: new Map([["v", [{ variantId: "v", inventoryItemId: "i", requiredQuantity: 1 }]]]),
  stock: new Map(stock.map((each) => [`${each.inventoryItemId}@${each.locationId}`, each])),
  buffers: new Map(),
  ...over,
})

describe("judge", () => {
  it("tells a total that its own terms explain", () => {
    fc.assert(
      fc.property(fc.nat(50), fc.nat(50), fc.nat(50), fc.nat(50), (atA, atB, reserved, buffer) => {
        const row = judge(
          variant(),
          facts([figures("a", atA, { reserved }), figures("b", atB)], { buffers: new Map([["i", buffer]]) })
        )
        expect(row.sum.locations).toBe(row.locations.reduce((sum, each) => sum + each.quantity, 0))
        expect(row.quantity).toBe(Math.max(0, row.sum.locations - row.sum.channelBuffer))
        expect(row.inStock).toBe(row.quantity! > 0)
        for (const { quantity, stock } of row.locations) expect(quantity).toBe(stock[0]!.available)
      })
    )
  })

  it("shows every place, also one that never had the item", () => {
    const { locations } = judge(variant(), facts([figures("a", 3)]))
    expect(locations.map(({ location, quantity, updatedAt }) => [location.id, quantity, updatedAt])).toEqual([
      ["a", 3, new Date(0)],
      ["b", 0, null],
    ])
  })

  it("has no numbers for what is not counted, and always has it", () => {
    expect(judge(variant({ managed: false }), facts([]))).toMatchObject({
      tracked: false,
      inStock: true,
      quantity: null,
      locations: [],
    })
  })

  it("promises nothing of a counted variant without a stock item, and sells it where backorder is allowed", () => {
    const nothing = facts([], { items: new Map() })
    expect(judge(variant(), nothing)).toMatchObject({ quantity: 0, inStock: false })
    expect(judge(variant({ backorder: true }), nothing)).toMatchObject({ quantity: 0, inStock: true })
  })
})
