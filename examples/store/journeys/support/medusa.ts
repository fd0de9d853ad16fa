import { staffAuthorization } from "./graphql"
import type { Keys } from "./shop"

/** Medusa's own REST API, as the web shop and as its staff use it. */
export interface MedusaClient {
  /** A store route, with the web shop's publishable key. Throws what Medusa answered when it refuses. */
  store<T>(route: string, body?: object): Promise<T>
  /** An admin route, with the staff's secret key. A body makes it a POST. */
  admin<T>(route: string, body?: object): Promise<T>
  /**
   * Buys in the web shop: a cart with an address, a parcel and a payment, completed.
   *
   * @returns the order
   */
  buy(variantId: string, quantity: number): Promise<{ id: string; items: { variant_id: string; quantity: number }[] }>
}

const address = {
  first_name: "Grace",
  last_name: "Buyer",
  address_1: "Nørrebrogade 44",
  city: "København",
  postal_code: "2200",
  country_code: "dk",
}

export function medusaClient(url: string, keys: Keys): MedusaClient {
  const ask = async <T>(route: string, headers: Record<string, string>, body?: object): Promise<T> => {
    const response = await fetch(`${url}${route}`, {
      method: body ? "POST" : "GET",
      headers: { "content-type": "application/json", ...headers },
      signal: AbortSignal.timeout(60_000),
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${route} answered ${response.status}: ${text}`)
    return JSON.parse(text) as T
  }
  const store: MedusaClient["store"] = (route, body) =>
    ask(`/store${route}`, { "x-publishable-api-key": keys.publishable }, body)
  const admin: MedusaClient["admin"] = (route, body) =>
    ask(`/admin${route}`, { authorization: staffAuthorization(keys) }, body)
  return { store, admin, buy: (variantId, quantity) => buy(store, variantId, quantity) }
}

/** The way of every web shop through Medusa's store routes, one step after the other. */
async function buy(store: MedusaClient["store"], variantId: string, quantity: number) {
  const { regions } = await store<{ regions: { id: string; currency_code: string }[] }>("/regions")
  const region = regions.find(({ currency_code }) => currency_code === "eur")
  const { cart } = await store<{ cart: { id: string } }>("/carts", {
    region_id: region?.id,
    email: "grace@example.com",
    shipping_address: address,
    items: [{ variant_id: variantId, quantity }],
  })
  const { shipping_options: options } = await store<{ shipping_options: { id: string }[] }>(
    `/shipping-options?cart_id=${cart.id}`
  )
  await store(`/carts/${cart.id}/shipping-methods`, { option_id: options[0]?.id })
  const { payment_collection: payment } = await store<{ payment_collection: { id: string } }>("/payment-collections", {
    cart_id: cart.id,
  })
  await store(`/payment-collections/${payment.id}/payment-sessions`, { provider_id: "pp_system_default" })
  const completed = await store<{ type: string; order: Awaited<ReturnType<MedusaClient["buy"]>>; error?: unknown }>(
    `/carts/${cart.id}/complete`,
    {}
  )
  if (completed.type !== "order") throw new Error(`The cart was not completed: ${JSON.stringify(completed.error)}`)
  return completed.order
}
