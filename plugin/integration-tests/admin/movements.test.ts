import { Modules } from "@medusajs/framework/utils"
import type { AnyshelfInventory } from "../../src/inventory/contract"
import { describeSharedApp } from "../support/shared-app"
import { createProducts, createShop, itemOf, stockEverywhere, type Shop } from "../support/shop"

describeSharedApp("admin stock history", ({ api, getContainer }) => {
  let shop: Shop
  let headers: Record<string, string>
  let inventory: AnyshelfInventory
  let cup: string
  let store: string

  beforeAll(async () => {
    shop = await createShop(getContainer())
    headers = { authorization: `Basic ${shop.secretKey}` }
    inventory = shop.container.resolve<AnyshelfInventory>(Modules.INVENTORY)
    await createProducts(shop, [{ handle: "cup", title: "Tea cup", variants: [{ sku: "CUP", size: "One" }] }])
    await stockEverywhere(shop, ["CUP"], 5)
    cup = await itemOf(shop, "CUP")
    store = shop.locationIds[1]!
  })

  const get = (path: string) => api.get(`/admin/anyshelf/movements${path}`, { headers })
  const adjust = (change: number, place = store) => inventory.adjustInventory(cup, place, change)

  it.each(["", "/history?inventory_item_id=i&location_id=l&from=2026-01-01T00:00:00Z"])(
    "answers a stranger's and a shopper's GET %s with 401",
    async (path) => {
      const url = `/admin/anyshelf/movements${path}`
      expect((await api.get(url)).status).toBe(401)
      const shopper = { "x-publishable-api-key": shop.publishableKey, authorization: "Bearer nonsense" }
      expect((await api.get(url, { headers: shopper })).status).toBe(401)
    }
  )

  it("lists everything newest first, page by page, with the names of items, places and actors", async () => {
    const [key] = await shop.container.resolve(Modules.API_KEY).listApiKeys({ type: "secret" })
    await inventory.withCause({ cause: "count", actor: key!.id, reason: "Two broken" }, () => adjust(-2))
    const first = await get("?limit=2")
    expect(first.status).toBe(200)
    expect(first.data.movements[0]).toMatchObject({
      sku: "CUP",
      location_name: "Store 1",
      kind: "adjusted",
      on_hand_delta: -2,
      on_hand_after: 3,
      cause: { cause: "count", actor: key!.id, actor_name: "secret", reason: "Two broken", order: null },
      parts: [],
    })
    expect(first.data).toMatchObject({ item: null, places: [] })
    const rest = await get(`?limit=100&after=${first.data.next}`)
    expect(rest.data.next).toBeNull()
    const versions = [...first.data.movements, ...rest.data.movements].map((each: { id: string }) => each.id)
    expect(new Set(versions).size).toBe(7)
  })

  it("tells an item's places by name, with what is there, and narrows the list to one", async () => {
    const { data } = await get(`?inventory_item_id=${cup}`)
    expect(data.item).toEqual({ id: cup, sku: "CUP", title: expect.any(String) })
    expect(data.places.map((each: { location_name: string }) => each.location_name)).toEqual([
      "Store 1",
      "Store 10",
      "Store 2",
      "Store 3",
      "Store 4",
      "Warehouse",
    ])
    expect(data.places[0]).toMatchObject({ location_id: store, on_hand: 3, reserved: 0 })
    const narrowed = (await get(`?inventory_item_id=${cup}&location_id=${store}`)).data.movements
    expect(narrowed.map((each: { version: number }) => each.version)).toEqual([2, 1])
  })

  it("tells of an item that is gone what the ledger still knows", async () => {
    const gone = await inventory.createInventoryItems({ sku: "GONE" })
    await inventory.createInventoryLevels([{ inventory_item_id: gone.id, location_id: store, stocked_quantity: 1 }])
    await inventory.deleteInventoryItems(gone.id)
    const { status, data } = await get(`?inventory_item_id=${gone.id}`)
    expect(status).toBe(200)
    expect(data.item).toBeNull()
    expect(data.movements).toMatchObject([
      { on_hand_after: 0, sku: null },
      { on_hand_after: 1, sku: null },
    ])
  })

  it("gives a chart its steps", async () => {
    const { data } = await get(`/history?inventory_item_id=${cup}&location_id=${store}&from=2026-01-01T00:00:00Z`)
    expect(data.is_exact).toBe(true)
    expect(data.points.map((each: { on_hand: number }) => each.on_hand)).toEqual([5, 3])
    expect(data.points.at(-1).at <= data.to).toBe(true)
  })

  it.each([
    ["?limit=0", "limit"],
    ["?limit=101", "limit"],
    ["?location_id=l", "location_id needs an inventory_item_id"],
    ["?after=nonsense", 'must be the \\"next\\" of an earlier page'],
    ["?after=9.a'b", 'must be the \\"next\\" of an earlier page'],
    ["?colour=red", "colour"],
    ["/history?inventory_item_id=i&location_id=l&from=yesterday", "from"],
    ["/history?inventory_item_id=i&from=2026-01-01T00:00:00Z", "location_id"],
    ["/history?inventory_item_id=i&location_id=l&from=2099-01-01T00:00:00Z", "from must be before to"],
  ])("refuses GET %s with 400 and names what is wrong", async (path, word) => {
    const { status, data } = await get(path)
    expect(status).toBe(400)
    expect(JSON.stringify(data)).toContain(word)
  })
})
