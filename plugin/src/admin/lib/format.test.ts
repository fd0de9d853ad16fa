import { formatAge, formatQuantity, shortId, toLocale, variantName } from "./format"

const now = Date.parse("2026-11-23T12:00:00Z")
const ago = (ms: number) => new Date(now - ms).toISOString()
const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

describe("an age", () => {
  it.each([
    [0, "now"],
    [59 * second, "now"],
    [minute, "1 min. ago"],
    [59 * minute + 59 * second, "59 min. ago"],
    [hour, "1 hr. ago"],
    [day - 1, "23 hr. ago"],
    [day, "yesterday"],
    [3 * day, "3 days ago"],
    [8 * day, "Nov 15, 2026"],
  ])("of %d ms reads %s", (ms, text) => {
    expect(formatAge(ago(ms), now, "en")).toBe(text)
  })

  it("is never in the future, though the server's clock may be ahead of the browser's", () => {
    expect(formatAge(ago(-5 * minute), now, "en")).toBe("now")
  })

  it("speaks the reader's language", () => {
    expect(formatAge(ago(day), now, "de")).toBe("gestern")
  })
})

describe("a quantity", () => {
  it.each([
    [0, "0"],
    [1234567, "1,234,567"],
    [-3, "−3"],
  ])("%d reads %s", (quantity, text) => {
    expect(formatQuantity(quantity, "en")).toBe(text)
  })
})

describe("a channel's id", () => {
  it.each([
    ["gid://shopify/InventoryItem/4400", "4400"],
    ["4400", "4400"],
    ["a/b/", "b"],
    ["", ""],
    ["///", "///"],
  ])("%s reads %s", (id, text) => {
    expect(shortId(id)).toBe(text)
  })
})

describe("a language of the dashboard", () => {
  it.each([
    ["en", "en"],
    ["ptBR", "pt-BR"],
    ["zhCN", "zh-CN"],
  ])("%s is a locale that Intl accepts", (language, locale) => {
    expect(toLocale(language)).toBe(locale)
    expect(Intl.getCanonicalLocales(toLocale(language))).toEqual([locale])
  })
})

describe("a variant's name", () => {
  it.each([
    ["Default variant", null],
    ["Default Title", null],
    ["Default", null],
    ["Default blue", "Default blue"],
    ["Navy / M", "Navy / M"],
  ])("%s reads %s", (title, name) => {
    expect(variantName(title)).toBe(name)
  })
})
