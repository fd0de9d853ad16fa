import { firstVariant, shownByShopify, untilInStep } from "./support/shelf"
import { openShop, type Shop } from "./support/shop"
import { waitUntil } from "./support/wait-until"

interface Sold {
  readonly order: { readonly id: string; readonly name: string }
  readonly webhooks: readonly { readonly topic: string; readonly isForged: boolean; readonly status?: number }[]
}

interface Orders {
  readonly orders: readonly {
    readonly id: string
    readonly metadata: { readonly anyshelf?: unknown } | null
    readonly sales_channel: { readonly name: string }
    readonly items: readonly { readonly id: string; readonly variant_sku: string; readonly quantity: number }[]
  }[]
  readonly count: number
}

/** A channel sells, and says so badly: three times, out of order, and once with a signature that is not its own. */
describe("Shopify sells one", () => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop()
    await untilInStep(shop)
  }, 600_000)
  afterAll(() => shop?.close())

  const shopifyOrders = () =>
    shop.medusa
      .admin<Orders>("/orders?fields=id,metadata,*sales_channel,*items&limit=50")
      .then(({ orders }) => orders.filter(({ sales_channel }) => sales_channel.name === "Shopify"))

  it("makes one order and one reservation of however many webhooks, within two seconds", async () => {
    const before = await firstVariant(shop)
    const wanted = before.availability.quantity - 1
    const sold = await shop.standIn.control<Sold>("/sell", {
      sku: before.sku,
      quantity: 1,
      deliverWebhooks: { copies: 3, badSignature: true, shuffle: true },
    })
    const { tookMs } = await waitUntil(() => firstVariant(shop), {
      withinMs: 2_000,
      good: ({ availability }) => availability.quantity === wanted,
    })
    console.info(`Shopify sold one; the gateway showed one less after ${Math.round(tookMs)} ms.`)

    await waitUntil(() => shop.standIn.control<{ webhooksWaiting: number }>("/state"), {
      withinMs: 10_000,
      good: ({ webhooksWaiting }) => webhooksWaiting === 0,
    })
    const orders = await shopifyOrders()
    expect(orders).toHaveLength(1)
    expect(orders[0]!.items).toEqual([expect.objectContaining({ variant_sku: before.sku, quantity: 1 })])
    const { reservations } = await shop.medusa.admin<{ reservations: { quantity: number }[] }>(
      `/reservations?line_item_id[]=${orders[0]!.items[0]!.id}`
    )
    expect(reservations.map(({ quantity }) => quantity)).toEqual([1])

    const attempts = await shop.standIn.control<{ attempts: { isForged: boolean; status: number }[] }>("/webhooks")
    const forged = attempts.attempts.filter(({ isForged }) => isForged)
    expect(forged.length).toBeGreaterThan(0)
    expect(forged.every(({ status }) => status === 401)).toBe(true)
    expect(attempts.attempts.filter(({ isForged }) => !isForged).every(({ status }) => status === 200)).toBe(true)

    const { value: after } = await waitUntil(() => firstVariant(shop), {
      // What Shopify shows is asked at most once a second.
      withinMs: 2_000,
      good: (variant) => shownByShopify(variant) === wanted,
    })
    expect(after.availability.quantity).toBe(wanted)
    expect(sold.order.id).toMatch(/^gid:\/\/shopify\/Order\//)
  })

  it("stores nothing of a forged webhook", async () => {
    const body = JSON.stringify({ id: 1, admin_graphql_api_id: "gid://shopify/Order/1" })
    const forged = (signature: string) =>
      fetch(`${shop.urls.medusa}/anyshelf/webhooks/shopify`, {
        method: "POST",
        body,
        headers: {
          "content-type": "application/json",
          "x-shopify-topic": "orders/create",
          "x-shopify-shop-domain": "anyshelf-demo.myshopify.com",
          "x-shopify-api-version": "2026-07",
          "x-shopify-webhook-id": "forged",
          "x-shopify-hmac-sha256": signature,
        },
      }).then(({ status }) => status)
    for (const signature of ["", "short", "A".repeat(44), "B".repeat(4_000)]) expect(await forged(signature)).toBe(401)
    expect(await shopifyOrders()).toHaveLength(1)
  })
})
