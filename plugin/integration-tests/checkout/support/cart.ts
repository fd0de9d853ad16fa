import type { Client, Reply } from "../../support/client"
import type { Card } from "./bank"
import { paymentProvider, type Article, type OpenShop } from "./shop"

/** A shopper with a full cart, one step before "buy". Everything over HTTP, as a storefront does it. */
export interface Shopper {
  readonly cartId: string
  readonly sessionId: string
  readonly total: number
}

/** Speaks to the store as a storefront. */
export class Storefront {
  constructor(
    private readonly api: Client,
    private readonly shop: OpenShop
  ) {}

  /** Fills a cart, chooses shipping and begins to pay. */
  async prepare(lines: readonly [Article, number][], card: Card = "works"): Promise<Shopper> {
    const { cart } = await this.post("/store/carts", {
      region_id: this.shop.regionId,
      email: "shopper@example.com",
      shipping_address: {
        first_name: "A",
        last_name: "B",
        address_1: "C 1",
        city: "D",
        country_code: "dk",
        postal_code: "1000",
      },
      items: lines.map(([{ variantId }, quantity]) => ({ variant_id: variantId, quantity })),
    })
    await this.post(`/store/carts/${cart.id}/shipping-methods`, { option_id: this.shop.shippingOptionId })
    return this.beginToPay(cart.id as string, card)
  }

  /** Opens a payment session for what the cart costs now. */
  async beginToPay(cartId: string, card: Card = "works"): Promise<Shopper> {
    const opened = await this.post("/store/payment-collections", { cart_id: cartId })
    const { payment_collection } = await this.post(
      `/store/payment-collections/${opened.payment_collection.id}/payment-sessions`,
      { provider_id: paymentProvider, data: { card } }
    )
    const [session] = payment_collection.payment_sessions
    return { cartId, sessionId: session.id, total: session.amount }
  }

  /** Presses "buy". */
  complete(cartId: string): Promise<Reply> {
    return this.call(`/store/carts/${cartId}/complete`, {})
  }

  /** The session that the cart would be paid by, as a storefront finds it. */
  async sessionOf(cartId: string): Promise<string | undefined> {
    const { cart } = (await this.api.get(`/store/carts/${cartId}`, this.headers)).data
    return cart.payment_collection?.payment_sessions?.[0]?.id
  }

  /** What the bank tells the shop; Medusa looks at it after five seconds. */
  async tell(action: "authorized" | "captured", { sessionId, total }: Shopper): Promise<void> {
    await this.post("/hooks/payment/test_bank", { action, session_id: sessionId, amount: total })
  }

  async applyPromotion(cartId: string, code: string): Promise<void> {
    await this.post(`/store/carts/${cartId}/promotions`, { promo_codes: [code] })
  }

  async changeQuantity(cartId: string, quantity: number): Promise<void> {
    const { cart } = (await this.api.get(`/store/carts/${cartId}`, this.headers)).data
    await this.post(`/store/carts/${cartId}/line-items/${cart.items[0].id}`, { quantity })
  }

  private async post(path: string, body: unknown) {
    const { status, data } = await this.call(path, body)
    if (status !== 200) throw new Error(`${path} answered ${status}: ${JSON.stringify(data)}`)
    return data
  }

  private call(path: string, body: unknown): Promise<Reply> {
    return this.api.post(path, body, this.headers)
  }

  private get headers() {
    return { headers: { "x-publishable-api-key": this.shop.publishableKey } }
  }
}
