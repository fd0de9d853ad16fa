import {
  createShippingOptionsWorkflow,
  createShippingProfilesWorkflow,
  createUserAccountWorkflow,
  updateRegionsWorkflow,
} from "@medusajs/medusa/core-flows"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { Client } from "../../support/client"
import { createProducts, itemOf, stockEverywhere, type Shop } from "../../support/shop"

/** Everything that a shopper and the staff need to trade, over HTTP. */
export interface Counter {
  /** Sells units of variants: a cart, a parcel, a payment, an order. */
  buy(lines: Readonly<Record<string, number>>, headers?: Record<string, string>): Promise<Order>
  /** An Admin call. Throws what Medusa answered when it refuses. */
  admin(path: string, body: object, headers?: Record<string, string>): Promise<Record<string, never>>
  /** A signed-in user of Medusa's Admin: the id, and the header to send. */
  readonly user: { readonly id: string; readonly authorization: string }
  readonly secretKeyId: string
}

export interface Order {
  readonly id: string
  readonly cartId: string
  readonly items: readonly { id: string; quantity: number }[]
}

/** A product with one variant, ten units of it at each location, that can be sent from the warehouse. */
export async function stockProduct(shop: Shop, handle: string): Promise<{ variantId: string; itemId: string }> {
  const [product] = await createProducts(shop, [{ handle }])
  const sku = `${handle}-s`
  await stockEverywhere(shop, [sku], 10)
  const [profile] = await shop.container.resolve(Modules.FULFILLMENT).listShippingProfiles({ type: "default" })
  await shop.container.resolve(ContainerRegistrationKeys.LINK).create({
    [Modules.PRODUCT]: { product_id: product!.id },
    [Modules.FULFILLMENT]: { shipping_profile_id: profile!.id },
  })
  return { variantId: product!.variants[0]!.id, itemId: await itemOf(shop, sku) }
}

/** Opens the shop for trade: shipping, payment, a user of its Admin. */
export async function openCounter(api: Client, shop: Shop): Promise<Counter> {
  const optionId = await shipFromWarehouse(shop)
  await updateRegionsWorkflow(shop.container).run({
    input: { selector: { id: shop.regionId }, update: { payment_providers: ["pp_system_default"] } },
  })
  const user = await signUp(api, shop)
  const [key] = await shop.container.resolve(Modules.API_KEY).listApiKeys({ type: "secret" })
  const post = async (path: string, body: object, headers: Record<string, string>) => {
    const { status, data } = await api.post(path, body, { headers })
    if (status >= 300) throw new Error(`${path} answered ${status}: ${JSON.stringify(data)}`)
    return data
  }
  return {
    user,
    secretKeyId: key!.id,
    admin: (path, body, headers = {}) => post(path, body, { authorization: user.authorization, ...headers }),
    buy: async (lines, headers = {}) => {
      const store = (path: string, body: object) =>
        post(`/store${path}`, body, { "x-publishable-api-key": shop.publishableKey, ...headers })
      const { cart } = await store("/carts", {
        region_id: shop.regionId,
        email: "grace@example.com",
        shipping_address: { first_name: "Grace", last_name: "B", address_1: "C 1", city: "D", country_code: "dk" },
        items: Object.entries(lines).map(([variant_id, quantity]) => ({ variant_id, quantity })),
      })
      await store(`/carts/${cart.id}/shipping-methods`, { option_id: optionId })
      const { payment_collection } = await store("/payment-collections", { cart_id: cart.id })
      const session = { provider_id: "pp_system_default" }
      await store(`/payment-collections/${payment_collection.id}/payment-sessions`, session)
      const completed = await store(`/carts/${cart.id}/complete`, {})
      if (completed.type !== "order") throw new Error(`The cart was not completed: ${JSON.stringify(completed)}`)
      return { id: completed.order.id, cartId: cart.id, items: completed.order.items }
    },
  }
}

async function shipFromWarehouse({ container, locationIds, regionId }: Shop): Promise<string> {
  const { result: profiles } = await createShippingProfilesWorkflow(container).run({
    input: { data: [{ name: "Default", type: "default" }] },
  })
  const set = await container.resolve(Modules.FULFILLMENT).createFulfillmentSets({
    name: "Parcels",
    type: "shipping",
    service_zones: [{ name: "Denmark", geo_zones: [{ type: "country", country_code: "dk" }] }],
  })
  const at = { [Modules.STOCK_LOCATION]: { stock_location_id: locationIds[0] } }
  await container.resolve(ContainerRegistrationKeys.LINK).create([
    { ...at, [Modules.FULFILLMENT]: { fulfillment_provider_id: "manual_manual" } },
    { ...at, [Modules.FULFILLMENT]: { fulfillment_set_id: set.id } },
  ])
  const { result: options } = await createShippingOptionsWorkflow(container).run({
    input: [
      {
        name: "Parcel",
        price_type: "flat",
        provider_id: "manual_manual",
        service_zone_id: set.service_zones[0]!.id,
        shipping_profile_id: profiles[0]!.id,
        type: { label: "Standard", description: "A parcel", code: "standard" },
        prices: [{ region_id: regionId, amount: 5 }],
        rules: [
          { attribute: "enabled_in_store", value: "true", operator: "eq" },
          { attribute: "is_return", value: "false", operator: "eq" },
        ],
      },
    ],
  })
  return options[0]!.id
}

async function signUp(api: Client, { container }: Shop): Promise<Counter["user"]> {
  const credentials = { email: "ada@example.com", password: "a password for tests only" }
  await api.post("/auth/user/emailpass/register", credentials)
  const [identity] = await container.resolve(Modules.AUTH).listAuthIdentities()
  const { result: user } = await createUserAccountWorkflow(container).run({
    input: { authIdentityId: identity!.id, userData: { email: credentials.email } },
  })
  const { data } = await api.post("/auth/user/emailpass", credentials)
  return { id: user.id, authorization: `Bearer ${data.token}` }
}
