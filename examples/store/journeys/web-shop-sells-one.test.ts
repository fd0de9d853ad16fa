import { firstVariant, shownByShopify, untilInStep } from "./support/shelf"
import { openShop, type Shop } from "./support/shop"
import { waitUntil } from "./support/wait-until"

/** The web shop sells, and Shopify must not sell the same unit. */
describe("the web shop sells one", () => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop()
    await untilInStep(shop)
  }, 600_000)
  afterAll(() => shop?.close())

  const writes = () =>
    shop.standIn.control<{ counters: Record<string, number> }>("/state").then(({ counters }) => counters)

  it("lowers what Shopify shows, by compare-and-set, within two seconds", async () => {
    const before = await firstVariant(shop)
    await shop.medusa.buy(before.id, 1)
    const { value, tookMs } = await waitUntil(() => firstVariant(shop), {
      withinMs: 2_000,
      good: (variant) => shownByShopify(variant) === before.availability.quantity - 1,
    })
    console.info(`The web shop sold one; Shopify showed one less after ${Math.round(tookMs)} ms.`)
    expect(value.availability.quantity).toBe(before.availability.quantity - 1)
  })

  it("changes nothing more when its own echo comes back", async () => {
    await waitUntil(() => shop.standIn.control<{ webhooksWaiting: number }>("/state"), {
      withinMs: 10_000,
      good: ({ webhooksWaiting }) => webhooksWaiting === 0,
    })
    const echoed = await writes()
    const before = await firstVariant(shop)
    // Long enough for an echo of an echo: the sync engine answers a change in well under a second.
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    const quiet = await writes()
    expect(quiet["mutationsApplied"]).toBe(echoed["mutationsApplied"])
    const after = await firstVariant(shop)
    expect(after.availability.locations).toEqual(before.availability.locations)
    expect(shownByShopify(after)).toBe(before.availability.quantity)
  })
})
