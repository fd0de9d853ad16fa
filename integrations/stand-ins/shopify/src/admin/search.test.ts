import fc from "fast-check"
import { matches, parseSearch, type Term } from "./search"

const finds = (query: string, ...words: string[]) =>
  matches(parseSearch(query), ({ field, value }: Term) => words.includes(field === null ? value : `${field}:${value}`))

describe("Shopify's search syntax", () => {
  it("finds everything when nothing is asked", () => {
    expect(parseSearch("  ")).toBeNull()
    expect(matches(null, () => false)).toBe(true)
  })

  it.each([
    ["a b", ["a"], false],
    ["a b", ["a", "b"], true],
    ["a AND b", ["a"], false],
    ["a OR b", ["b"], true],
    ["a OR b c", ["a"], true],
    ["(a OR b) c", ["a"], false],
    ["(a OR b) c", ["b", "c"], true],
    ["-a", ["a"], false],
    ["NOT a b", ["b"], true],
    ["-(a OR b)", ["c"], true],
    ["sku:A-1", ["sku:A-1"], true],
    [`sku:"A 1"`, ["sku:A 1"], true],
    ["sku:'A 1'", ["sku:A 1"], true],
    ["sku:A\\ 1", ["sku:A 1"], true],
  ])("%s in %j: %s", (query, words, expected) => {
    expect(finds(query, ...words)).toBe(expected)
  })

  it.each([
    ["updated_at:>=2026-11-23T10:00:00Z", { comparator: ">=", value: "2026-11-23T10:00:00Z" }],
    ["updated_at:>'2026-11-23'", { comparator: ">", value: "2026-11-23" }],
    ["updated_at:<5", { comparator: "<", value: "5" }],
    ["updated_at:5", { comparator: "=", value: "5" }],
  ])("reads %s", (query, expected) => {
    expect(parseSearch(query)).toEqual({ kind: "term", term: { field: "updated_at", ...expected } })
  })

  it.each(["(a", "a)", "()", "a OR", '"a', "OR"])("does not guess at %s", (query) => {
    expect(() => parseSearch(query)).toThrow(SyntaxError)
  })

  it("reads any text or says that it cannot", () => {
    fc.assert(
      fc.property(fc.string(), (query) => {
        try {
          parseSearch(query)
        } catch (error) {
          expect(error).toBeInstanceOf(SyntaxError)
        }
      })
    )
  })

  it("ends soon on a text made to keep it busy", () => {
    expect(() => parseSearch("(".repeat(10_000))).toThrow(SyntaxError)
    expect(() => parseSearch(`${"\\a".repeat(50_000)}(`)).toThrow(SyntaxError)
  })
})
