import { levelOf, oneRow, openTestShop, setQuantities, type TestShop } from "./test-shop"

const day = 24 * 60 * 60 * 1000
const adjust = `mutation Adjust($input: InventoryAdjustQuantitiesInput!, $key: String!) {
  inventoryAdjustQuantities(input: $input) @idempotent(key: $key) { inventoryAdjustmentGroup { id } userErrors { code } }
}`

describe("@idempotent", () => {
  let shop: TestShop
  beforeEach(async () => {
    shop = await openTestShop()
  })
  afterEach(async () => {
    await shop.close()
  })

  const oneMore = () => {
    const { item, location } = shop.ids("RED")
    return {
      name: "available",
      reason: "received",
      changes: [{ inventoryItemId: item, locationId: location, delta: 1, changeFromQuantity: null }],
    }
  }
  const add = async (key: string, input: object = oneMore()) =>
    (await shop.ask(adjust, { input, key })).data.inventoryAdjustQuantities
  const code = (payload: { userErrors: { code: string }[] }) => payload.userErrors[0]?.code ?? null

  it("[key-required] is demanded of the mutations that Shopify's schema says so of, and of no other", async () => {
    const bare = setQuantities.replace(" @idempotent(key: $key)", "").replace(", $key: String!", "")
    const { errors, data } = await shop.ask(bare, { input: oneRow(shop, "RED", 1, 5) })
    expect(errors?.[0]).toMatchObject({
      message: "The @idempotent directive is required for this mutation but was not provided.",
      extensions: { code: "BAD_REQUEST" },
    })
    expect([data.inventorySetQuantities, levelOf(shop, "RED").available]).toEqual([null, 5])
    const other = `mutation { webhookSubscriptionDelete(id: "gid://shopify/WebhookSubscription/1") { userErrors { message } } }`
    expect((await shop.ask(other)).errors).toBeUndefined()
  })

  it("[key-replay] carries a key out once and repeats its result", async () => {
    const first = await add("a")
    expect(await add("a")).toEqual(first)
    expect(levelOf(shop, "RED").available).toBe(6)
    expect(shop.control.snapshot().counters).toMatchObject({
      keysReplayed: 1,
      mutationsApplied: 1,
      mutationsRefused: 0,
    })
  })

  it("[key-mismatch] refuses a key with other parameters, whatever the order of the fields", async () => {
    await add("a")
    const { name, reason, changes } = oneMore()
    expect(code(await add("a", { changes, reason, name }))).toBeNull()
    expect(code(await add("a", { ...oneMore(), reason: "correction" }))).toBe("IDEMPOTENCY_KEY_PARAMETER_MISMATCH")
    expect(levelOf(shop, "RED").available).toBe(6)
  })

  it("[key-concurrent] lets one of many at once through and tells the others to wait", async () => {
    shop.control.setFaults({ mutationDelayMs: 100 })
    const asked = Array.from({ length: 16 }, () => add("a"))
    while (shop.control.snapshot().counters.requests < 16) await new Promise((done) => setImmediate(done))
    await new Promise((done) => setTimeout(done, 50))
    shop.clock.advance(100)
    const codes = (await Promise.all(asked)).map(code)
    expect(codes.filter((one) => one === null)).toHaveLength(1)
    expect(codes.filter((one) => one === "IDEMPOTENCY_CONCURRENT_REQUEST")).toHaveLength(15)
    expect(levelOf(shop, "RED").available).toBe(6)
  })

  it("[key-failed] does not let a refused key try again", async () => {
    const stale = { input: oneRow(shop, "RED", 1, 99), key: "a" }
    expect(code((await shop.ask(setQuantities, stale)).data.inventorySetQuantities)).toBe("CHANGE_FROM_QUANTITY_STALE")
    expect(code((await shop.ask(setQuantities, stale)).data.inventorySetQuantities)).toBe(
      "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED"
    )
  })

  it("[key-day] forgets a key after a day", async () => {
    await add("a")
    shop.clock.advance(day - 1)
    await add("a")
    expect(levelOf(shop, "RED").available).toBe(6)
    shop.clock.advance(1)
    await add("a")
    expect(levelOf(shop, "RED").available).toBe(7)
  })

  it("does not spend a key on a request that never got as far as the mutation", async () => {
    shop.control.setFaults({ requests: [{ kind: "throttled" }, { kind: "reset" }] })
    expect((await shop.ask(adjust, { input: oneMore(), key: "a" })).errors?.[0]?.extensions.code).toBe("THROTTLED")
    await expect(add("a")).rejects.toThrow()
    shop.clock.advance(60_000)
    expect(code(await add("a"))).toBeNull()
    expect(levelOf(shop, "RED").available).toBe(6)
  })
})
