import fc from "fast-check"
import { indexShelves, type Shelf } from "./place-promise"
import { planOrderImport, type Demand } from "./plan-order-import"

const shelf = (inventoryItemId: string, locationId: string, onHand: number, more: Partial<Shelf> = {}): Shelf => ({
  inventoryItemId,
  locationId,
  onHand,
  reserved: 0,
  held: 0,
  unrouted: 0,
  safetyStock: 0,
  ...more,
})
const line = (lineRef: string, quantity: number, item = "shirt"): Demand => ({
  lineRef,
  quantity,
  components: [{ inventoryItemId: item, requiredQuantity: 1 }],
})
const locations = ["a", "b", "c"]

/** Plans, and holds every plan against the laws. */
function plan(demands: readonly Demand[], shelves: readonly Shelf[]) {
  const result = planOrderImport(demands, locations, indexShelves(shelves))
  for (const { lineRef, quantity } of demands) {
    const shares = result.shares.filter((share) => share.lineRef === lineRef)
    expect(shares.reduce((sum, share) => sum + share.quantity, 0)).toBe(quantity)
    expect(new Set(shares.map((share) => share.locationId)).size).toBe(shares.length)
    expect(shares.map((share) => share.part)).toEqual(shares.map((_share, index) => index))
    expect(shares.every((share) => share.quantity > 0)).toBe(true)
  }
  return result
}

test("what is planned is what was sold; more than is on the shelves is named, to the unit", () => {
  const level = fc.record({ onHand: fc.nat(8), reserved: fc.nat(4), safetyStock: fc.nat(3) })
  fc.assert(
    fc.property(
      fc.array(level, { minLength: 3, maxLength: 3 }),
      fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 4 }),
      (levels, quantities) => {
        const shelves = levels.map((each, index) => shelf("shirt", locations[index] ?? "a", 0, each))
        const { oversold } = plan(
          quantities.map((quantity, index) => line(`line-${index}`, quantity)),
          shelves
        )
        const free = shelves.reduce((sum, each) => sum + Math.max(0, each.onHand - each.reserved), 0)
        const wanted = quantities.reduce((sum, each) => sum + each, 0)
        const missing = oversold.reduce((sum, each) => sum + each.quantity, 0)
        expect(missing).toBe(Math.max(0, wanted - free))
      }
    )
  )
})

test("the first location with all of it serves the line, though an earlier one has some", () => {
  const { shares } = plan([line("1", 3)], [shelf("shirt", "a", 2), shelf("shirt", "b", 3), shelf("shirt", "c", 9)])
  expect(shares).toEqual([{ lineRef: "1", part: 0, locationId: "b", quantity: 3 }])
})

test("a line that nobody has whole is split in the order of the locations", () => {
  const { shares, oversold } = plan(
    [line("1", 4)],
    [shelf("shirt", "a", 1), shelf("shirt", "b", 2), shelf("shirt", "c", 2)]
  )
  expect(shares.map((share) => [share.locationId, share.quantity])).toEqual([
    ["a", 1],
    ["b", 2],
    ["c", 1],
  ])
  expect(oversold).toEqual([])
})

test("two lines of one article do not both take the last unit", () => {
  const { shares } = plan([line("1", 1), line("2", 1)], [shelf("shirt", "a", 1), shelf("shirt", "b", 1)])
  expect(shares.map((share) => share.locationId)).toEqual(["a", "b"])
})

test("safety stock is left alone as long as another shelf can serve, and used before anything is oversold", () => {
  const guarded = shelf("shirt", "a", 2, { safetyStock: 2 })
  expect(plan([line("1", 2)], [guarded, shelf("shirt", "b", 2)]).shares[0]?.locationId).toBe("b")
  expect(plan([line("1", 2)], [guarded])).toMatchObject({ oversold: [], shares: [{ locationId: "a" }] })
})

test("what is on no shelf is put on the first location that carries the article", () => {
  const { shares, oversold } = plan([line("1", 3)], [shelf("shirt", "b", 0), shelf("shirt", "c", 1)])
  expect(shares.map((share) => [share.locationId, share.quantity])).toEqual([
    ["b", 2],
    ["c", 1],
  ])
  expect(oversold).toEqual([{ lineRef: "1", quantity: 2 }])
})

test("a kit takes all of its components from one location", () => {
  const kit = {
    lineRef: "1",
    quantity: 1,
    components: [
      { inventoryItemId: "cup", requiredQuantity: 2 },
      { inventoryItemId: "saucer", requiredQuantity: 1 },
    ],
  }
  const shelves = [shelf("cup", "a", 2), shelf("saucer", "b", 1), shelf("cup", "c", 2), shelf("saucer", "c", 1)]
  expect(plan([kit], shelves).shares).toEqual([{ lineRef: "1", part: 0, locationId: "c", quantity: 1 }])
})

test("a line that may come from some places only comes from there, though others have more", () => {
  const till = { ...line("1", 3), locationIds: ["c"] }
  const { shares, oversold } = planOrderImport(
    [till, line("2", 1)],
    locations,
    indexShelves([shelf("shirt", "a", 9), shelf("shirt", "c", 2)])
  )
  expect(shares[0]).toEqual({ lineRef: "1", part: 0, locationId: "c", quantity: 3 })
  expect(shares[1]).toEqual({ lineRef: "2", part: 0, locationId: "a", quantity: 1 })
  expect(oversold).toEqual([{ lineRef: "1", quantity: 1 }])
})

test("more of a line that has parts already gets numbers of its own", () => {
  const shelves = indexShelves([shelf("shirt", "a", 1), shelf("shirt", "b", 1)])
  const { shares } = planOrderImport([{ ...line("1", 2), firstPart: 3 }], locations, shelves)
  expect(shares.map(({ part }) => part)).toEqual([3, 4])
})
