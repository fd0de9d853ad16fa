import { refuseSearch } from "./search-span"

const now = new Date("2026-11-23T12:00:00Z")
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)

describe("a search of the ledger", () => {
  it.each([
    ["the newest of everything", {}],
    ["everything of a span, however long", { from: daysAgo(4000) }],
    ["one item", { inventoryItemId: "i" }],
    ["what is rare of one item", { inventoryItemId: "i", kind: "returned", locationId: "l", cause: "c" }],
    ["what is rare in a month", { kind: "returned", from: daysAgo(31) }],
    ["a place in a month long past", { locationId: "l", from: daysAgo(400), to: daysAgo(369) }],
  ])("may ask for %s", (_, search) => {
    expect(refuseSearch(search, now)).toBeNull()
  })

  it.each([
    ["a kind of all times", { kind: "returned" }],
    ["a cause of all times", { cause: "c", to: now }],
    ["a place for longer than a month", { locationId: "l", from: daysAgo(31.01) }],
  ])("is refused for %s, and says what to do", (_, search) => {
    expect(refuseSearch(search, now)).toBe("Name an item, or a span: from, at most 31 days before to.")
  })

  it.each([
    ["ends before it begins", { from: daysAgo(1), to: daysAgo(2) }],
    ["is empty", { from: daysAgo(1), to: daysAgo(1) }],
    ["lies in the future", { from: daysAgo(-1) }],
  ])("is refused for a span that %s", (_, search) => {
    expect(refuseSearch({ inventoryItemId: "i", ...search }, now)).toMatch("from must be before to")
  })
})
