import { Modules } from "@medusajs/framework/utils"
import type { AnyshelfInventory } from "../../src/inventory/contract"
import { Storefront } from "../checkout/support/cart"
import { openShop, sell, type OpenShop } from "../checkout/support/shop"
import { describeSharedApp } from "../support/shared-app"

describeSharedApp("checkout of a cart that holds its units", ({ api, getContainer }) => {
  let shop: OpenShop
  let store: Storefront
  beforeAll(async () => {
    shop = await openShop(getContainer())
    store = new Storefront(api, shop)
  })

  const inventory = () => getContainer().resolve<AnyshelfInventory>(Modules.INVENTORY)
  const hold = async (cartId: string) => {
    const headers = { "x-publishable-api-key": shop.publishableKey }
    const { status, data } = await api.post(`/store/anyshelf/carts/${cartId}/hold`, {}, { headers })
    expect({ status, data }).toMatchObject({ status: 200 })
  }
  const reserved = async (itemId: string) =>
    (await inventory().listReservationItems({ inventory_item_id: itemId })).map((each) => each.location_id)

  it("gives the last unit to who holds it, whoever presses buy first", async () => {
    const article = await sell(shop, "LAST", 1)
    const [holder, rival] = [await store.prepare([[article, 1]]), await store.prepare([[article, 1]])]
    await hold(holder.cartId)
    expect(await store.complete(rival.cartId)).toMatchObject({
      status: 400,
      data: { type: "not_allowed", message: expect.stringContaining("Not enough stock") },
    })
    expect((await store.complete(holder.cartId)).data.type).toBe("order")
    expect(await reserved(article.itemId)).toHaveLength(1)
    expect(await inventory().readHolds({ owners: [holder.cartId] })).toEqual([])
  })

  it("serves two carts that hold the last units of two places, wherever core reserves first", async () => {
    const article = await sell(shop, "TWO", 1)
    const other = shop.locationIds[1]!
    await inventory().createInventoryLevels([
      { inventory_item_id: article.itemId, location_id: other, stocked_quantity: 1 },
    ])
    const carts = [await store.prepare([[article, 1]]), await store.prepare([[article, 1]])]
    for (const { cartId } of carts) await hold(cartId)
    for (const { cartId } of carts.reverse()) expect((await store.complete(cartId)).data.type).toBe("order")
    expect((await reserved(article.itemId)).sort()).toEqual([shop.placeId, other].sort())
  })

  it("counts a hold that has lapsed no more", async () => {
    const article = await sell(shop, "LATE", 1)
    const [late, quick] = [await store.prepare([[article, 1]]), await store.prepare([[article, 1]])]
    await inventory().hold({
      owner: late.cartId,
      ttlMs: 1_000,
      lines: [{ inventoryItemId: article.itemId, locationIds: [shop.placeId], quantity: 1 }],
    })
    const until = Date.now() + 10_000
    while ((await inventory().readHolds({ owners: [late.cartId] })).length > 0 && Date.now() < until);
    expect((await store.complete(quick.cartId)).data.type).toBe("order")
    expect((await store.complete(late.cartId)).status).toBe(400)
  })
})
