import { checkRecord, recordsAsJsonSchema } from "./records"

const location = { feed: "locations", ref: "w", name: "Warehouse", active: true, updatedAt: "2026-11-23T10:00:00Z" }
const level = {
  feed: "stock",
  ref: "a@w",
  stockRef: "a",
  locationRef: "w",
  available: 3,
  updatedAt: "2026-11-23T10:00:00.5Z",
}
const listing = {
  feed: "listings",
  ref: "a",
  updatedAt: "2026-11-23T10:00:00Z",
  productRef: "a",
  stockRef: "a",
  title: "Cup",
  sku: "CUP",
  barcode: null,
  tracked: true,
  duplicateSkuCount: 1,
}

test("a record of the language is one, and keeps what it says", () => {
  expect(checkRecord(location)).toEqual({ ok: true, record: { ...location, raw: null } })
  expect(checkRecord(level)).toMatchObject({ ok: true, record: { available: 3 } })
  expect(checkRecord({ feed: "orders", ref: "1", deleted: true })).toMatchObject({ ok: true })
})

test.each([
  ["nothing", null, "feed"],
  ["a sentence", "order 17", "feed"],
  ["an unknown feed", { ...location, feed: "customers" }, "feed"],
  ["a mistyped key", { ...location, nmae: "x" }, "nmae"],
  ["a missing field", { ...location, name: undefined }, "name"],
  ["a time without a zone", { ...location, updatedAt: "2026-11-23 10:00" }, "updatedAt"],
  ["a level that is called otherwise", { ...level, ref: "b@w" }, "ref"],
  ["a half unit", { ...level, available: 0.5 }, "available"],
  ["money in major units", { ...listing, price: { amount: 19.99, currencyCode: "EUR" } }, "price.amount"],
  ["a huge text", { ...location, name: "x".repeat(5_000) }, "name"],
  ["a tombstone with more", { feed: "orders", ref: "1", deleted: true, why: "?" }, "why"],
])("%s is refused with the name of the field", (_name, value, field) => {
  const checked = checkRecord(value)
  expect(checked.ok).toBe(false)
  expect(checked.ok ? "" : checked.reason).toContain(field)
})

test("each feed has a JSON Schema", () => {
  expect(Object.keys(recordsAsJsonSchema()).sort()).toEqual(["listings", "locations", "orders", "returns", "stock"])
})
