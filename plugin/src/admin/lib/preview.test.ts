import fc from "fast-check"
import type { StockTermsRow, VariantAvailability } from "../../api/admin/anyshelf/availability/types"
import { onlyItem, preview } from "./preview"

const terms = (inventory_item_id: string, on_hand: number, required_quantity = 1): StockTermsRow => ({
  inventory_item_id,
  sku: inventory_item_id,
  required_quantity,
  on_hand,
  reserved: 2,
  held: 1,
  unrouted: 0,
  safety_stock: 0,
  available: Math.max(0, on_hand - 3),
  version: 1,
})

function variant(...locations: StockTermsRow[][]): VariantAvailability {
  const rows = locations.map((each, index) => ({
    location_id: `place-${index}`,
    location_name: `Place ${index}`,
    kind: null,
    quantity: Math.min(...each.map((one) => Math.floor(one.available / one.required_quantity))),
    why: "because",
    updated_at: null,
    terms: each,
  }))
  const total = rows.reduce((sum, row) => sum + row.quantity, 0)
  const facts = {
    product_title: "Tea",
    variant_title: "Green",
    sku: "TEA",
    barcode: null,
    thumbnail: null,
    why: "because",
  }
  const ids = { variant_id: "variant", product_id: "product", as_of: "2026-11-23T12:00:00Z", listings: [], rules: [] }
  const numbers = {
    tracked: true,
    backorder: false,
    quantity: total,
    locations_total: total,
    channel_buffer: 0,
    allocation: null,
    methods: [],
  }
  return { ...ids, ...facts, ...numbers, locations: rows }
}

const withSafety = (quantity: number | null) => ({
  safety_stock: [{ inventory_item_id: "tea", location_id: "place-0", quantity }],
})
const withBuffer = (quantity: number | null) => ({
  channel_buffers: [{ inventory_item_id: "tea", sales_channel_id: "web", quantity }],
})

describe("a preview", () => {
  it("never promises below zero, nor more than is on hand", () => {
    const natural = fc.integer({ min: 0, max: 1_000 })
    fc.assert(
      fc.property(natural, natural, natural, natural, (here, there, safety, buffer) => {
        const before = variant([terms("tea", here)], [terms("tea", there)])
        const { quantity } = preview(before, { ...withSafety(safety), ...withBuffer(buffer) }, "web")
        expect(quantity).toBeGreaterThanOrEqual(0)
        expect(quantity).toBeLessThanOrEqual(here + there)
      })
    )
  })

  it("takes safety stock from its own location only", () => {
    const after = preview(variant([terms("tea", 10)], [terms("tea", 10)]), withSafety(5), "web")
    expect(after.locations.map((location) => location.quantity)).toEqual([2, 7])
    expect(after.quantity).toBe(9)
  })

  it("gives no reason that fits another number, and keeps those that still fit", () => {
    const after = preview(variant([terms("tea", 10)], [terms("tea", 10)]), withSafety(5), "web")
    expect(after.why).toBe("")
    expect(after.locations.map((location) => location.why)).toEqual(["", "because"])
  })

  it("takes a channel's buffer from the total, on that channel only", () => {
    const before = variant([terms("tea", 10)])
    expect(preview(before, withBuffer(4), "web").quantity).toBe(3)
    expect(preview(before, withBuffer(4), "shopify").quantity).toBe(7)
  })

  it("counts a kit by its scarcest part", () => {
    const kit = variant([terms("tea", 13), terms("cup", 9, 2)])
    expect(kit.quantity).toBe(3)
    expect(preview(kit, withSafety(9), "web").quantity).toBe(1)
  })

  it("leaves a removed rule to the server, which knows the default", () => {
    const before = variant([terms("tea", 10)])
    expect(preview(before, { ...withSafety(null), ...withBuffer(null) }, "web")).toEqual(before)
  })

  it("gives no number to a variant that is not counted", () => {
    const uncounted = { ...variant(), tracked: false, quantity: null }
    expect(preview(uncounted, withBuffer(1), "web").quantity).toBeNull()
  })
})

describe("the item that a channel buffer is kept for", () => {
  it.each([
    ["the only one", variant([terms("tea", 1)], [terms("tea", 2)]), "tea"],
    ["none for a kit of several", variant([terms("tea", 1), terms("cup", 1)]), null],
    ["none for a pack of several", variant([terms("tea", 1, 6)]), null],
    ["none without stock", variant(), null],
  ])("%s", (_, given, item) => {
    expect(onlyItem(given)).toBe(item)
  })
})
