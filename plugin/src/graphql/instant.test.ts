import { instantOf } from "./instant"

describe("an instant that a caller gave", () => {
  it.each([
    ["2026-11-23T09:30:00Z", "2026-11-23T09:30:00.000Z"],
    ["2026-11-23T09:30:00.123456Z", "2026-11-23T09:30:00.123Z"],
    ["2026-11-23T09:30+02:00", "2026-11-23T07:30:00.000Z"],
  ])("%s is read", (text, expected) => {
    expect(instantOf("from", text).toISOString()).toBe(expected)
  })

  it.each([
    "",
    "now",
    "2026-11-23",
    "2026-11-23T09:30:00",
    "2026-13-23T09:30:00Z",
    "1763890200000",
    "2026-11-23 09:30Z",
  ])("%j is refused with an example", (text) => {
    expect(() => instantOf("from", text)).toThrow('"from" must be an instant in ISO 8601')
  })
})
