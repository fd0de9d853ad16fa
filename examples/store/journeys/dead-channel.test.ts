import { askShelf, firstVariant, shownByShopify, untilInStep } from "./support/shelf"
import { openShop, type Shop } from "./support/shop"
import { waitUntil } from "./support/wait-until"

/** A channel dies and comes back: it takes its own fields with it, and nothing else. */
describe("a dead channel", () => {
  let shop: Shop
  let sku: string
  beforeAll(async () => {
    shop = await openShop()
    sku = (await untilInStep(shop)).value.sku
  }, 600_000)
  afterAll(() => shop?.close())

  it("takes nothing but its own fields, with one error that names it, in under a second", async () => {
    await shop.standIn.stop()
    const {
      value: { data, errors, status, tookMs },
    } = await waitUntil(() => askShelf(shop), {
      // What Shopify said last is good for a second.
      withinMs: 2_000,
      good: (answer) => answer.errors !== undefined,
    })
    expect(status).toBe(200)
    expect(tookMs).toBeLessThan(1_000)
    for (const variant of data!.product!.variants) {
      expect(variant.availability.quantity).toEqual(expect.any(Number))
      expect(variant.price?.current.amount).toBeGreaterThan(0)
      expect(variant.channelListings?.[0]).toMatchObject({ connectionId: "shopify", shopify: null })
    }
    expect(errors).toHaveLength(1)
    expect(errors![0]!.extensions).toMatchObject({ subgraph: "shopify" })
    console.info(`With Shopify dead the whole answer took ${Math.round(tookMs)} ms.`)
  })

  it("goes on selling meanwhile", async () => {
    const before = await firstVariant(shop)
    await shop.medusa.buy(before.id, 1)
    expect((await firstVariant(shop)).availability.quantity).toBe(before.availability.quantity - 1)
  })

  it("is told the truth when it returns, with nobody's help", async () => {
    await shop.standIn.start()
    const { value, tookMs } = await waitUntil(() => firstVariant(shop), {
      withinMs: 60_000,
      good: (variant) => shownByShopify(variant) === variant.availability.quantity,
    })
    expect(value.sku).toBe(sku)
    console.info(`Shopify was in step again ${Math.round(tookMs)} ms after it returned.`)
  })
})
