import { done } from "./support/done"
import { createHost, type ListingRecord } from "@anyshelf/connector-kit"
import type { RequestFault } from "@anyshelf/stand-in-shopify"
import {
  listingOf,
  openShop,
  placeOf,
  products,
  readFeed,
  shown,
  stockCommand,
  type TestShop,
} from "./support/open-shop"

const COUNT = 260

let shop: TestShop
let place: string
let listings: Map<string, ListingRecord>

beforeAll(async () => {
  shop = await openShop({}, products(COUNT))
  place = placeOf(shop, "Warehouse")
  const { records } = await readFeed(shop.session, "listings")
  listings = new Map(records.map((listing) => [listing.sku ?? "", listing]))
})
afterAll(() => shop.close())
afterEach(() => void shop.standIn.control.clearFaults())

const stockRef = (sku: string) => listings.get(sku)?.stockRef ?? "missing"
const count = (sku: string, available: number, at = place) =>
  settled(shop.standIn.control.setStock({ sku, locationId: at, available }))
const settled = async <T>(result: Promise<T>) => done(await result)
const counters = () => shop.standIn.control.snapshot().counters

test("a catalogue larger than a page is read whole, and so are its levels", async () => {
  expect(listings.size).toBe(COUNT)
  const { records: levels, pages } = await readFeed(shop.session, "stock")
  expect(new Set(levels.map(({ ref }) => ref)).size).toBe(COUNT * 2)
  expect(pages).toBeGreaterThan(2)
})

test("250 numbers are one call", async () => {
  const before = counters().requests
  const commands = Array.from({ length: 250 }, (_, at) =>
    stockCommand({ stockRef: stockRef(`SKU-${at + 1}`), locationRef: place, quantity: 9, expected: 20 })
  )
  const results = await shop.session.push(commands)
  expect(results.filter(({ status }) => status === "applied")).toHaveLength(250)
  expect(counters().requests - before).toBe(1)
})

test("of many, those that compare wrong say what is shown, and the others are written", async () => {
  const skus = Array.from({ length: 60 }, (_, at) => `SKU-${at + 1}`)
  for (const [index, sku] of skus.entries()) await count(sku, index % 3 === 0 ? 8 : 9)
  const results = await shop.session.push(
    skus.map((sku) => stockCommand({ stockRef: stockRef(sku), locationRef: place, quantity: 4, expected: 9 }))
  )
  for (const [index, result] of results.entries()) {
    const stale = index % 3 === 0
    expect(result).toMatchObject(stale ? { status: "conflict", observed: 8 } : { status: "applied", observed: 4 })
    expect(shown(shop, skus[index] ?? "")).toBe(stale ? 8 : 4)
  }
})

test("an article that is not stocked at a place is stocked there, then counted", async () => {
  const west = placeOf(shop, "Store West")
  const command = stockCommand({ stockRef: stockRef("SKU-1"), locationRef: west, quantity: 6 })
  expect(await shop.session.get("stock", `${command.stockRef}@${west}`)).toBeNull()
  expect(await shop.session.push([command])).toEqual([{ key: command.key, status: "applied", observed: 6 }])
  expect(await shop.session.get("stock", `${command.stockRef}@${west}`)).toMatchObject({ available: 6 })
})

const push = { containing: "inventorySetQuantities" }

test.each<[string, RequestFault, string]>([
  ["done, and the connection cut", { kind: "reset-after", ...push }, "unknown"],
  ["done, and half the answer sent", { kind: "truncate", ...push }, "unknown"],
  ["cut before anything was done", { kind: "reset", ...push }, "unknown"],
  ["answered with a page of HTML", { kind: "html", ...push }, "unknown"],
  ["answered with 503", { kind: "status", status: 503, ...push }, "unknown"],
  ["never answered", { kind: "hang", ...push }, "unknown"],
  ["throttled", { kind: "throttled", ...push }, "retry"],
  ["asked for patience", { kind: "status", status: 429, retryAfter: "0.2", ...push }, "retry"],
])("a write that was %s is done once when it is pushed again", async (_name, fault, status) => {
  await count("SKU-1", 9)
  const host = createHost({ timeoutMs: 300 })
  const session = shop.connection.connector.open(shop.connection.config, host)
  const command = stockCommand({ stockRef: stockRef("SKU-1"), locationRef: place, quantity: 8, expected: 9 })
  shop.standIn.control.setFaults({ requests: [fault] })
  expect(await session.push([command])).toMatchObject([{ key: command.key, status }])
  const [again] = await session.push([command])
  expect(["applied", "already"]).toContain(again?.status)
  expect(shown(shop, "SKU-1")).toBe(8)
})

test("a shop that sells while we write is never overwritten", async () => {
  await count("SKU-2", 20)
  let expected = 20
  let conflicts = 0
  let sold = 0
  for (let round = 0; round < 20; round += 1) {
    if (round % 4 === 0) {
      done(await shop.standIn.control.sell({ sku: "SKU-2", locationId: place }))
      sold += 1
    }
    // One more by us in each round; the engine would reckon anew after a conflict, as here.
    const [result] = await shop.session.push([
      stockCommand({ stockRef: stockRef("SKU-2"), locationRef: place, quantity: expected + 1, expected }),
    ])
    if (result?.status === "conflict") conflicts += 1
    if (result && "observed" in result && result.observed !== undefined) expected = result.observed
  }
  expect(conflicts).toBe(sold)
  expect(shown(shop, "SKU-2")).toBe(20 - sold + 20 - conflicts)
})

test("the host learns the shop's limit, and never sends what the shop would refuse", async () => {
  const tight = await openShop({ bucket: { capacity: 700, restoreRate: 400 } })
  try {
    const listing = await listingOf(tight.session, "SKU-1")
    const at = placeOf(tight, "Warehouse")
    for (let quantity = 0; quantity < 120; quantity += 1) {
      const [result] = await tight.session.push([
        stockCommand({ stockRef: listing.stockRef, locationRef: at, quantity }),
      ])
      expect(result?.status).toBe("applied")
    }
    expect(tight.standIn.control.snapshot().counters).toMatchObject({ sentOverLimit: 0, throttled: 0 })
  } finally {
    await tight.close()
  }
})

test("the shop answered as Shopify's schema allows, throughout", () => {
  expect(counters()).toMatchObject({ standInLied: 0, notImplemented: 0 })
})
