import { openTestShop, type TestShop } from "./test-shop"

describe("throttling", () => {
  let shop: TestShop
  beforeEach(async () => {
    shop = await openTestShop({ bucket: { capacity: 100, restoreRate: 10 } })
  })
  afterEach(async () => {
    await shop.close()
  })

  const variants = (first: number) => shop.ask(`{ productVariants(first: ${first}) { nodes { id } } }`)

  it("[cost-extension] says with every answer what it cost and what is left", async () => {
    const { extensions } = await variants(48)
    expect(extensions.cost).toEqual({
      requestedQueryCost: 50,
      actualQueryCost: 5,
      throttleStatus: { maximumAvailable: 100, currentlyAvailable: 95, restoreRate: 10 },
    })
  })

  it("[throttled-200] answers 200 and THROTTLED when the bucket does not hold the price, and counts it", async () => {
    await variants(48)
    const answer = await variants(95)
    expect(answer).toEqual({
      status: 200,
      errors: [
        {
          message: "Throttled",
          extensions: { code: "THROTTLED", documentation: "https://shopify.dev/api/usage/rate-limits" },
        },
      ],
      extensions: {
        cost: {
          requestedQueryCost: 97,
          actualQueryCost: null,
          throttleStatus: { maximumAvailable: 100, currentlyAvailable: 95, restoreRate: 10 },
        },
      },
    })
    shop.clock.advance(200)
    expect((await variants(95)).data.productVariants.nodes).toHaveLength(3)
    expect(shop.control.snapshot().counters).toMatchObject({ requests: 3, throttled: 1, sentOverLimit: 1 })
  })

  it("[cost-1000] refuses a request that could cost more than 1000", async () => {
    const rich = await openTestShop()
    const { errors, data } = await rich.ask(
      "{ products(first: 100) { nodes { variants(first: 20) { nodes { id } } } } }"
    )
    expect([errors?.[0]?.extensions, data]).toMatchObject([
      { code: "MAX_COST_EXCEEDED", cost: 2302, maxCost: 1000 },
      undefined,
    ])
    await rich.close()
  })

  it("does not count a throttled answer that was ordered as the client's fault", async () => {
    shop.control.setFaults({ requests: [{ kind: "throttled" }] })
    await variants(1)
    expect(shop.control.snapshot().counters).toMatchObject({ throttled: 1, sentOverLimit: 0 })
  })
})
