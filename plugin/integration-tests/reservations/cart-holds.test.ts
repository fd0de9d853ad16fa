import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { AnyshelfInventory } from "../../src/inventory/contract"
import { holdCart } from "../../src/workflows/reservations/hold-cart"
import { describeSharedApp } from "../support/shared-app"
import { createProducts, createShop, itemOf, stockEverywhere, type Shop } from "../support/shop"

describeSharedApp("cart holds", ({ api, getContainer }) => {
  let shop: Shop
  let headers: Record<string, string>
  let products = 0
  beforeAll(async () => {
    shop = await createShop(getContainer())
    headers = { "x-publishable-api-key": shop.publishableKey }
  })

  const inventory = () => getContainer().resolve<AnyshelfInventory>(Modules.INVENTORY)
  const free = async (sku: string) =>
    Number(await inventory().retrieveAvailableQuantity(await itemOf(shop, sku), [...shop.locationIds]))

  /** A product with one variant, so many of it at each of the shop's six locations. */
  async function sell(quantity: number, more: object = {}) {
    const sku = `hold-${(products += 1)}`
    const [product] = await createProducts(shop, [{ handle: sku, variants: [{ sku, size: "Small", ...more }] }])
    if (quantity > 0) await stockEverywhere(shop, [sku], quantity)
    return { sku, variantId: product!.variants[0]!.id }
  }

  async function cartWith(...lines: { variantId: string; quantity: number }[]): Promise<string> {
    const items = lines.map(({ variantId, quantity }) => ({ variant_id: variantId, quantity }))
    const reply = await api.post("/store/carts", { region_id: shop.regionId, items }, { headers })
    expect(reply.status).toBe(200)
    return reply.data.cart.id
  }

  const hold = (cart: string, body?: object) => api.post(`/store/anyshelf/carts/${cart}/hold`, body, { headers })
  const freeCart = (cart: string) => api.delete(`/store/anyshelf/carts/${cart}/hold`, { headers })
  const heldBy = (cart: string) => inventory().readHolds({ owners: [cart] })

  it("takes what a cart needs out of every promise, until it is freed", async () => {
    const { sku, variantId } = await sell(2)
    const cart = await cartWith({ variantId, quantity: 2 })
    const reply = await hold(cart)
    expect(reply).toMatchObject({
      status: 200,
      data: { held: [{ inventory_item_id: await itemOf(shop, sku), quantity: 2, line_item_id: expect.any(String) }] },
    })
    expect(new Date(reply.data.expires_at).getTime()).toBeGreaterThan(Date.now() + 9 * 60_000)
    expect(await free(sku)).toBe(10)
    expect(await freeCart(cart)).toMatchObject({ status: 200, data: { object: "cart_hold", deleted: true } })
    expect(await free(sku)).toBe(12)
    expect((await freeCart(cart)).status).toBe(200)
  })

  it("serves a cart from one place where one place can serve it", async () => {
    const { sku, variantId } = await sell(1)
    const item = await itemOf(shop, sku)
    await inventory().adjustInventory(item, shop.locationIds[4]!, 3)
    const cart = await cartWith({ variantId, quantity: 3 })
    expect((await hold(cart)).status).toBe(200)
    expect(await heldBy(cart)).toMatchObject([{ locationId: shop.locationIds[4], quantity: 3 }])
  })

  it("says line by line what cannot be held, and keeps what was held", async () => {
    const [plenty, scarce] = [await sell(5), await sell(1)]
    const cart = await cartWith({ ...plenty, quantity: 1 }, { ...scarce, quantity: 6 })
    expect((await hold(cart)).status).toBe(200)
    const rival = await cartWith({ ...plenty, quantity: 1 })
    const add = await api.post(
      `/store/carts/${rival}/line-items`,
      { variant_id: scarce.variantId, quantity: 1 },
      { headers }
    )
    expect(add).toMatchObject({ status: 400, data: { code: "insufficient_inventory" } })

    await inventory().release({ owners: [cart] })
    await api.post(`/store/carts/${rival}/line-items`, { variant_id: scarce.variantId, quantity: 1 }, { headers })
    await hold(cart)
    const refused = await hold(rival)
    expect(refused).toMatchObject({
      status: 409,
      data: {
        type: "hold_refused",
        refusals: [
          {
            reason: "short",
            line_item_id: expect.any(String),
            wanted: 1,
            available: 0,
            message: expect.stringContaining("Not enough stock"),
          },
        ],
      },
    })
    expect(JSON.stringify(refused.data)).not.toContain(shop.locationIds[0])
    expect(await heldBy(rival)).toEqual([])
  })

  it("lets who holds the last unit go on with the cart", async () => {
    const { sku, variantId } = await sell(1)
    const cart = await cartWith({ variantId, quantity: 6 })
    expect((await hold(cart)).status).toBe(200)
    expect(await free(sku)).toBe(0)
    const { data } = await api.get(`/store/carts/${cart}`, { headers })
    const line = data.cart.items[0].id
    const fewer = await api.post(`/store/carts/${cart}/line-items/${line}`, { quantity: 5 }, { headers })
    expect(fewer.status).toBe(200)
    expect((await hold(cart)).status).toBe(200)
    expect(await free(sku)).toBe(1)
    const more = await api.post(`/store/carts/${cart}/line-items/${line}`, { quantity: 7 }, { headers })
    expect(more).toMatchObject({ status: 400, data: { code: "insufficient_inventory" } })
  })

  it("is activity when it is asked again: the time counts anew", async () => {
    const { variantId } = await sell(1)
    const cart = await cartWith({ variantId, quantity: 6 })
    const first = await hold(cart, { ttl_ms: 10_000 })
    const second = await hold(cart, { ttl_ms: 60_000 })
    expect(second.status).toBe(200)
    expect(Date.parse(second.data.expires_at) - Date.parse(first.data.expires_at)).toBeGreaterThan(40_000)
  })

  it("leaves alone what nobody counts and what may be back-ordered", async () => {
    const [uncounted, backordered] = [
      await sell(0, { manage_inventory: false }),
      await sell(0, { allow_backorder: true }),
    ]
    const cart = await cartWith({ ...uncounted, quantity: 3 }, { ...backordered, quantity: 3 })
    expect(await hold(cart)).toMatchObject({ status: 200, data: { held: [], expires_at: null } })
  })

  it("holds a kit by its components", async () => {
    const { sku, variantId } = await sell(2)
    const [wheel] = await inventory().createInventoryItems([{ sku: `${sku}-wheel` }])
    await inventory().createInventoryLevels([
      { inventory_item_id: wheel!.id, location_id: shop.locationIds[0]!, stocked_quantity: 4 },
    ])
    await getContainer()
      .resolve(ContainerRegistrationKeys.LINK)
      .create({
        [Modules.PRODUCT]: { variant_id: variantId },
        [Modules.INVENTORY]: { inventory_item_id: wheel!.id },
        data: { required_quantity: 2 },
      })
    const cart = await cartWith({ variantId, quantity: 2 })
    expect((await hold(cart)).data.held.map((each: { quantity: number }) => each.quantity).sort()).toEqual([2, 4])
    expect(await free(`${sku}-wheel`)).toBe(0)
  })

  it("is undone with the workflow that it is a step of: the cart holds what it held before", async () => {
    const { sku, variantId } = await sell(1)
    const cart = await cartWith({ variantId, quantity: 2 })
    await hold(cart)
    const before = (await heldBy(cart)).reduce((sum, at) => sum + at.quantity, 0)
    await api.post(`/store/carts/${cart}/line-items`, { variant_id: variantId, quantity: 3 }, { headers })
    const { transaction } = await holdCart(getContainer()).run({ input: { cartId: cart, ttlMs: 60_000 } })
    expect(await free(sku)).toBe(1)
    await holdCart(getContainer()).cancel({ transaction: transaction as never })
    expect(before).toBe(2)
    expect(await free(sku)).toBe(4)
  })

  it.each([
    ["a time to live that is too short", { ttl_ms: 9_999 }],
    ["a time to live that is too long", { ttl_ms: 3_600_001 }],
    ["a time to live that is no whole number", { ttl_ms: "60000" }],
    ["a field that there is not", { owner: "cart_other" }],
  ])("refuses %s", async (_, body) => {
    const { variantId } = await sell(1)
    expect(await hold(await cartWith({ variantId, quantity: 1 }), body)).toMatchObject({
      status: 400,
      data: { type: "invalid_data" },
    })
  })

  it("knows only carts, and those only with a key of the store", async () => {
    await inventory().hold({ owner: "not-a-cart", ttlMs: 60_000, lines: [] })
    expect((await hold("not-a-cart")).status).toBe(404)
    expect((await freeCart("not-a-cart")).status).toBe(404)
    expect((await api.post("/store/anyshelf/carts/x/hold", {})).status).toBe(400)
  })

  it("refuses a cart that is completed", async () => {
    const { variantId } = await sell(1)
    const cart = await cartWith({ variantId, quantity: 1 })
    await getContainer()
      .resolve(Modules.CART)
      .updateCarts(cart, { completed_at: new Date() } as never)
    expect(await hold(cart)).toMatchObject({
      status: 409,
      data: { refusals: [{ reason: "completed", line_item_id: null }] },
    })
    expect(await heldBy(cart)).toEqual([])
  })

  it("asks who holds without end to wait", async () => {
    const { variantId } = await sell(1)
    const cart = await cartWith({ variantId, quantity: 1 })
    const replies = []
    for (let n = 0; n < 31; n += 1) replies.push(await hold(cart))
    expect(replies.map(({ status }) => status)).toEqual([...Array.from({ length: 30 }, () => 200), 429])
    expect(Number(replies[30]!.headers["retry-after"])).toBeGreaterThan(0)
  })

  it("refuses by its line what no location stocks any more", async () => {
    const { sku, variantId } = await sell(1)
    const cart = await cartWith({ variantId, quantity: 1 })
    const levels = await inventory().listInventoryLevels({ inventory_item_id: await itemOf(shop, sku) })
    await inventory().deleteInventoryLevels(levels.map(({ id }) => id))
    expect(await hold(cart)).toMatchObject({ status: 409, data: { refusals: [{ reason: "not_stocked" }] } })
  })

  it("needs no body", async () => {
    const { variantId } = await sell(1)
    expect((await hold(await cartWith({ variantId, quantity: 1 }), undefined)).status).toBe(200)
  })
})
