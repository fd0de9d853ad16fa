import { changeConfig, splitConfig, withoutSecrets } from "./connection-settings"

describe("a configuration", () => {
  it("is parted into what may be shown and what may not, and nothing is in both", () => {
    const config = {
      shop: "a.myshopify.com",
      accessToken: "shpat_1",
      webhookSecret: null,
      extra: undefined,
      pos: false,
    }
    expect(splitConfig(config, ["accessToken", "webhookSecret"])).toEqual({
      open: { shop: "a.myshopify.com", pos: false },
      secret: { accessToken: "shpat_1" },
    })
  })

  it("is changed value by value: null takes away, what is left out stays", () => {
    expect(changeConfig({ a: 1, b: 2, c: 3 }, { b: null, c: 4, d: 5 })).toEqual({ a: 1, c: 4, d: 5 })
  })

  it("cannot put a name of the language's own in place", () => {
    const hostile = JSON.parse('{"__proto__": {"polluted": true}}') as Record<string, unknown>
    const { open } = splitConfig(hostile, [])
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
    expect((changeConfig(open, hostile) as { polluted?: boolean }).polluted).toBeUndefined()
  })
})

test("a sentence is rid of secrets, also of those in lists", () => {
  expect(withoutSecrets("Token shpat_123 and whsec_9 are wrong", ["shpat_123", ["whsec_9", "abc"], 7])).toBe(
    "Token … and … are wrong"
  )
})
