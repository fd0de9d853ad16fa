import fc from "fast-check"
import { indexShelves, promisePerPlace, unitsAt, type Shelf } from "./place-promise"

const shelf = (locationId: string, onHand: number, more: Partial<Shelf> = {}): Shelf => ({
  inventoryItemId: "shirt",
  locationId,
  onHand,
  reserved: 0,
  held: 0,
  safetyStock: 0,
  ...more,
})
const shirt = [{ inventoryItemId: "shirt", requiredQuantity: 1 }]
const places = [
  { externalId: "web", locationIds: ["north", "south"] },
  { externalId: "shop", locationIds: ["store"] },
]
const numbers = (shelves: readonly Shelf[], withheld = 0) =>
  promisePerPlace({
    components: shirt,
    places,
    shelfAt: indexShelves(shelves),
    withheld: [{ inventoryItemId: "shirt", quantity: withheld }],
  })

test("no place shows less than nothing, and together they show what may be sold less what is withheld", () => {
  const level = fc.record({ onHand: fc.nat(20), reserved: fc.nat(25), held: fc.nat(3), safetyStock: fc.nat(3) })
  fc.assert(
    fc.property(level, level, level, fc.nat(30), (north, south, store, withheld) => {
      const shelves = [shelf("north", 0, north), shelf("south", 0, south), shelf("store", 0, store)]
      const free = shelves.map((each) => Math.max(0, each.onHand - each.reserved - each.held - each.safetyStock))
      const shown = [...numbers(shelves, withheld).values()]
      expect(Math.min(...shown)).toBeGreaterThanOrEqual(0)
      const sum = free.reduce((all, each) => all + each, 0)
      expect(shown.reduce((all, each) => all + each, 0)).toBe(Math.max(0, sum - withheld))
    })
  )
})

test("locations of one place are shown together", () => {
  expect(numbers([shelf("north", 3), shelf("south", 4), shelf("store", 2)]).get("web")).toBe(7)
})

test("an oversold location does not borrow from its neighbour", () => {
  expect(numbers([shelf("north", 1, { reserved: 5 }), shelf("south", 4)]).get("web")).toBe(4)
})

test("what is withheld is taken from the place named first, then from the next", () => {
  const shelves = [shelf("north", 3), shelf("store", 4)]
  expect(Object.fromEntries(numbers(shelves, 2))).toEqual({ web: 1, shop: 4 })
  expect(Object.fromEntries(numbers(shelves, 5))).toEqual({ web: 0, shop: 2 })
})

test("a place without a shelf of the article shows nothing", () => {
  expect(Object.fromEntries(numbers([shelf("north", 3)]))).toEqual({ web: 3, shop: 0 })
})

test("a kit is as many as its scarcest component allows", () => {
  const kit = [
    { inventoryItemId: "cup", requiredQuantity: 2 },
    { inventoryItemId: "saucer", requiredQuantity: 1 },
  ]
  const shelfAt = indexShelves([
    shelf("store", 7, { inventoryItemId: "cup" }),
    shelf("store", 9, { inventoryItemId: "saucer" }),
  ])
  expect(unitsAt(kit, "store", shelfAt)).toBe(3)
  expect(unitsAt(kit, "north", shelfAt)).toBe(0)
})

test("goods by measure are shown in whole units", () => {
  expect(unitsAt(shirt, "store", indexShelves([shelf("store", 2.9)]))).toBe(2)
})
