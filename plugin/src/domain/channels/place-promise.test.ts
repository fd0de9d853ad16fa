import fc from "fast-check"
import { indexShelves, promisePerPlace, unitsAt, type Shelf } from "./place-promise"

const shelf = (locationId: string, onHand: number, more: Partial<Shelf> = {}): Shelf => ({
  inventoryItemId: "shirt",
  locationId,
  onHand,
  reserved: 0,
  held: 0,
  unrouted: 0,
  safetyStock: 0,
  ...more,
})
const shirt = [{ inventoryItemId: "shirt", requiredQuantity: 1 }]
const places = [
  { externalId: "web", locationIds: ["north", "south"] },
  { externalId: "shop", locationIds: ["store"] },
]
const numbers = (promised: Readonly<Record<string, number>>, quantity = Infinity, mapping = places) =>
  promisePerPlace({ places: mapping, promisedAt: new Map(Object.entries(promised)), quantity })

test("no place shows less than nothing, and together they show what may be sold", () => {
  fc.assert(
    fc.property(fc.nat(20), fc.nat(20), fc.nat(20), fc.nat(70), (north, south, store, quantity) => {
      const shown = [...numbers({ north, south, store }, quantity).values()]
      expect(Math.min(...shown)).toBeGreaterThanOrEqual(0)
      expect(shown.reduce((all, each) => all + each, 0)).toBe(Math.min(north + south + store, quantity))
    })
  )
})

test("locations of one place are shown together", () => {
  expect(numbers({ north: 3, south: 4, store: 2 }).get("web")).toBe(7)
})

test("what is withheld is taken from the place named first, then from the next", () => {
  expect(Object.fromEntries(numbers({ north: 3, store: 4 }, 5))).toEqual({ web: 1, shop: 4 })
  expect(Object.fromEntries(numbers({ north: 3, store: 4 }, 2))).toEqual({ web: 0, shop: 2 })
})

test("a place without a shelf of the article shows nothing", () => {
  expect(Object.fromEntries(numbers({ north: 3 }))).toEqual({ web: 3, shop: 0 })
})

test("a location that serves two places is not sold twice", () => {
  const both = places.map((place) => ({ ...place, locationIds: ["store"] }))
  expect(Object.fromEntries(numbers({ store: 4 }, 4, both))).toEqual({ web: 0, shop: 4 })
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
