import { optionsFromEnvironment } from "./options"

const needed = { SHOPIFY_ACCESS_TOKEN: "t", SHOPIFY_WEBHOOK_SECRET: "s" }

describe("options from the environment", () => {
  it("are few, with sensible defaults", () => {
    expect(optionsFromEnvironment(needed)).toEqual({ port: 4200, accessToken: "t", webhookSecret: "s" })
  })

  it("can all be set", () => {
    const env = {
      ...needed,
      ANYSHELF_STAND_INS_PORT: "0",
      SHOPIFY_SHOP: "a.myshopify.com",
      STAND_IN_STATE: "kept/",
      STAND_IN_BUYERS_PER_MINUTE: "6",
      STAND_IN_PLAN: "Plus",
    }
    expect(optionsFromEnvironment(env)).toMatchObject({
      port: 0,
      shop: "a.myshopify.com",
      stateFile: "kept/shopify.json",
      buyers: { perMinute: 6 },
      bucket: { capacity: 20_000, restoreRate: 1000 },
    })
  })

  it.each([
    [{ SHOPIFY_WEBHOOK_SECRET: "s" }, "SHOPIFY_ACCESS_TOKEN is not set"],
    [{ SHOPIFY_ACCESS_TOKEN: "t" }, "SHOPIFY_WEBHOOK_SECRET is not set"],
    [{ ...needed, ANYSHELF_STAND_INS_PORT: "99999" }, 'ANYSHELF_STAND_INS_PORT is "99999"'],
    [{ ...needed, STAND_IN_PLAN: "gold" }, "must be one of standard, advanced, plus, enterprise"],
  ])("say what is missing or wrong: %j", (env, sentence) => {
    expect(() => optionsFromEnvironment(env)).toThrow(sentence)
  })
})
