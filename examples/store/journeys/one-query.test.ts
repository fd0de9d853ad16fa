import { askShelf, untilInStep } from "./support/shelf"
import { shelfQuery, type Shelf } from "./support/shelf-query"
import { openShop, type Shop } from "./support/shop"

/** Everything about a product, from whoever knows it, in one answer. */
describe("one query surface", () => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop()
    await untilInStep(shop)
  }, 600_000)
  afterAll(() => shop?.close())

  it("tells price, promise and the live Shopify listing of each variant", async () => {
    const { data, errors } = await askShelf(shop)
    expect(errors).toBeUndefined()
    expect(data?.product?.variants.length).toBeGreaterThan(0)
    for (const variant of data!.product!.variants) {
      expect(variant.sku).toBeTruthy()
      expect(variant.price?.current.amount).toBeGreaterThan(0)
      expect(variant.price?.current.currencyCode).toBe("EUR")
      const [listing] = variant.channelListings!
      expect(listing).toMatchObject({ connectionId: "shopify", shopify: { status: "ACTIVE" } })
      expect(listing!.externalId).toMatch(/^gid:\/\/shopify\/ProductVariant\/\d+$/)
      expect(listing!.shopify!.url).toMatch(/\/products\//)
      expect(listing!.shopify!.quantity).toEqual(expect.any(Number))
    }
  })

  it("promises what its terms add up to, in each place and in total", async () => {
    const { data } = await askShelf(shop)
    for (const { availability } of data!.product!.variants) {
      expect(Date.parse(availability.asOf)).toBeGreaterThan(Date.now() - 60_000)
      expect(availability.locations).toHaveLength(6)
      for (const { quantity, terms } of availability.locations) {
        const [{ onHand, reserved, held, safetyStock, available }] = terms as [NonNullable<typeof terms>[number]]
        expect(available).toBe(Math.max(0, onHand - reserved - held - safetyStock))
        expect(quantity).toBe(available)
      }
      const total = availability.locations.reduce((sum, { quantity }) => sum + quantity, 0)
      expect(availability.terms).toEqual({ locations: total, channelBuffer: expect.any(Number) })
      expect(availability.quantity).toBe(Math.max(0, total - availability.terms!.channelBuffer))
    }
  })

  it("shows a shopper the promise, and neither its terms nor the channels", async () => {
    const { data, errors } = await shop.graphql<Shelf>(shelfQuery, { handle: shop.keys.handle }, "shopper")
    const [variant] = data!.product!.variants
    expect(variant!.availability.quantity).toEqual(expect.any(Number))
    expect(variant!.availability.terms).toBeNull()
    expect(variant!.availability.locations.every(({ terms }) => terms === null)).toBe(true)
    expect(variant!.channelListings).toBeNull()
    expect(new Set(errors?.map(({ extensions }) => extensions?.["code"]))).toEqual(new Set(["UNAUTHENTICATED"]))
  })

  it("tells a stranger nothing", async () => {
    const { data, errors } = await shop.graphql<Shelf>(shelfQuery, { handle: shop.keys.handle }, "stranger")
    expect(data?.product ?? null).toBeNull()
    expect(errors?.[0]?.extensions?.["code"]).toBe("UNAUTHENTICATED")
  })
})
