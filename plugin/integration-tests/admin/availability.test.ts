import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { updateStoresWorkflow } from "@medusajs/medusa/core-flows"
import type { AnyshelfInventory } from "../../src/inventory/contract"
import { describeSharedApp } from "../support/shared-app"
import { createProducts, createShop, itemOf, stockEverywhere, type Shop } from "../support/shop"

describeSharedApp("admin availability", ({ api, getContainer }) => {
  let shop: Shop
  let headers: Record<string, string>
  let variantId: string

  beforeAll(async () => {
    shop = await createShop(getContainer())
    headers = { authorization: `Basic ${shop.secretKey}` }
    const [cup] = await createProducts(shop, [
      { handle: "cup", title: "Tea cup", variants: [{ sku: "CUP-1", size: "One" }] },
      { handle: "draft", title: "Draft cup", status: "draft", variants: [{ sku: "DRAFT-1", size: "One" }] },
      { handle: "hat", title: "Hat", variants: [{ sku: "HAT-1", size: "One", manage_inventory: false }] },
    ])
    variantId = cup!.variants[0]!.id
    await stockEverywhere(shop, ["CUP-1", "DRAFT-1"], 5)
    const [store] = await shop.container.resolve(Modules.STORE).listStores()
    await updateStoresWorkflow(shop.container).run({
      input: { selector: { id: store!.id }, update: { default_sales_channel_id: shop.channelId } },
    })
  })

  const get = (path: string) => api.get(`/admin/anyshelf${path}`, { headers })
  const post = (path: string, body: unknown) => api.post(`/admin/anyshelf${path}`, body, { headers })

  it.each([
    ["GET", "/availability"],
    ["GET", "/variants/variant_1/availability"],
    ["POST", "/availability/policies"],
    ["POST", "/locations/sloc_1/profile"],
  ])("answers a stranger's %s %s with 401", async (method, path) => {
    const url = `/admin/anyshelf${path}`
    const { status } = await (method === "GET" ? api.get(url) : api.post(url, {}))
    expect(status).toBe(401)
  })

  it("finds variants by SKU or title, drafts too, with numbers and a sentence for each place", async () => {
    const { status, data } = await get("/availability?q=cup&limit=1")
    expect(status).toBe(200)
    expect(data).toMatchObject({ count: 2, limit: 1, offset: 0, sales_channel_id: shop.channelId })
    expect(data.sales_channels[0]).toEqual({ id: shop.channelId, name: "Web" })
    expect(data.variants).toHaveLength(1)
    const next = (await get("/availability?q=CUP-1")).data.variants[0]
    expect(next).toMatchObject({
      variant_id: variantId,
      product_title: "Tea cup",
      sku: "CUP-1",
      quantity: 30,
      locations_total: 30,
      why: "30 at 6 locations",
      listings: [],
    })
    expect(next.locations[0]).toMatchObject({ location_name: "Store 1", quantity: 5, why: "5 on hand" })
    expect(next.locations[0].terms[0]).toMatchObject({ on_hand: 5, reserved: 0, available: 5 })
  })

  it("answers for one variant, on the channel asked for", async () => {
    expect((await get(`/variants/${variantId}/availability`)).data.variant).toMatchObject({ quantity: 30 })
    const elsewhere = await get(`/variants/${variantId}/availability?sales_channel_id=${shop.otherChannelId}`)
    expect(elsewhere.data.variant).toMatchObject({
      quantity: 0,
      locations: [],
      why: "No location serves this sales channel, so nothing can be promised.",
    })
    expect((await get("/availability?q=hat")).data.variants[0]).toMatchObject({ tracked: false, quantity: null })
  })

  it.each([
    ["/availability?limit=0", 400],
    ["/availability?limit=101", 400],
    ["/availability?colour=red", 400],
    [`/availability?q=${"x".repeat(201)}`, 400],
    ["/availability?sales_channel_id=sc_none", 404],
    ["/variants/variant_none/availability", 404],
  ])("answers %s with %i and a message", async (path, expected) => {
    const { status, data } = await get(path)
    expect(status).toBe(expected)
    expect(data.message).toEqual(expect.stringMatching(/.{10}/))
  })

  describe("policies", () => {
    it("withhold, show, and go away again", async () => {
      const item = await itemOf(shop, "CUP-1")
      const set = (quantity: number | null) =>
        post("/availability/policies", {
          safety_stock: [{ inventory_item_id: item, location_id: shop.locationIds[0], quantity }],
          channel_buffers: [{ inventory_item_id: item, sales_channel_id: shop.channelId, quantity }],
        })
      expect((await set(2)).status).toBe(200)
      const { variant } = (await get(`/variants/${variantId}/availability`)).data
      expect(variant).toMatchObject({
        quantity: 26,
        channel_buffer: 2,
        why: "28 at 6 locations − 2 kept back from this channel = 26",
      })
      const warehouse = variant.locations.find((each: { location_name: string }) => each.location_name === "Warehouse")
      expect(warehouse.why).toBe("5 on hand − 2 safety stock = 3")
      await set(null)
      expect((await get(`/variants/${variantId}/availability`)).data.variant.quantity).toBe(30)
    })

    it("say what a channel may show and what a location serves, and come back as they were set", async () => {
      const item = await itemOf(shop, "CUP-1")
      const of = { inventory_item_id: item, sales_channel_id: shop.channelId }
      const place = { location_id: shop.locationIds[0], sales_channel_id: shop.channelId }
      const { status } = await post("/availability/policies", {
        channel_buffers: [{ ...of, quantity: 10, unit: "percent" }],
        channel_allocations: [{ ...of, allocation: { kind: "split", percent: 50, below: 100 } }],
        location_services: [{ ...place, method: "pickup", enabled: false }],
      })
      expect(status).toBe(200)
      const { variants, services } = (await get("/availability?q=CUP-1")).data
      expect(variants[0]).toMatchObject({
        quantity: 15,
        channel_buffer: 3,
        allocation: 15,
        why: "30 at 6 locations − 3 kept back from this channel = 27, of which this channel may show 15",
        rules: [
          {
            inventory_item_id: item,
            buffer: { quantity: 10, unit: "percent" },
            allocation: { kind: "split", percent: 50, below: 100 },
          },
        ],
      })
      expect(variants[0].methods.map((each: { quantity: number }) => each.quantity)).toEqual([15, 12])
      expect(services).toContainEqual({
        location_id: shop.locationIds[0],
        location_name: "Warehouse",
        ship: true,
        pickup: false,
      })
      await post("/availability/policies", {
        channel_buffers: [{ ...of, quantity: null }],
        channel_allocations: [{ ...of, allocation: null }],
        location_services: [{ ...place, method: "pickup", enabled: null }],
      })
      expect((await get("/availability?q=CUP-1")).data.variants[0]).toMatchObject({ quantity: 30, allocation: null })
    })

    it("are all set or none: a rule about nothing changes nothing", async () => {
      const item = await itemOf(shop, "CUP-1")
      const { status, data } = await post("/availability/policies", {
        safety_stock: [{ inventory_item_id: item, location_id: shop.locationIds[0], quantity: 3 }],
        channel_buffers: [{ inventory_item_id: item, sales_channel_id: "sc_none", quantity: 3 }],
      })
      expect(status).toBe(404)
      expect(data.message).toContain("sc_none")
      expect((await get(`/variants/${variantId}/availability`)).data.variant.quantity).toBe(30)
    })

    it("are undone when a later one fails", async () => {
      const item = await itemOf(shop, "CUP-1")
      const inventory = shop.container.resolve<AnyshelfInventory>(Modules.INVENTORY)
      const failing = jest.spyOn(inventory, "setChannelBuffers").mockRejectedValueOnce(new Error("connection lost"))
      const { status } = await post("/availability/policies", {
        safety_stock: [{ inventory_item_id: item, location_id: shop.locationIds[0], quantity: 3 }],
        channel_buffers: [{ inventory_item_id: item, sales_channel_id: shop.channelId, quantity: 3 }],
      })
      expect(failing).toHaveBeenCalled()
      expect(status).toBe(500)
      expect((await get(`/variants/${variantId}/availability`)).data.variant.quantity).toBe(30)
    })

    it.each([
      [{}],
      [{ safety_stock: [{ inventory_item_id: null, location_id: "a", quantity: -1 }] }],
      [{ safety_stock: [{ inventory_item_id: null, location_id: "a", quantity: 1, extra: 1 }] }],
      [{ channel_buffers: "all" }],
      [{ channel_buffers: [{ inventory_item_id: null, sales_channel_id: "a", quantity: 101, unit: "percent" }] }],
      [{ channel_allocations: [{ inventory_item_id: null, sales_channel_id: "a", allocation: { kind: "half" } }] }],
      [{ location_services: [{ location_id: "a", sales_channel_id: null, method: "drone", enabled: true }] }],
    ])("refuse %j", async (body) => {
      expect((await post("/availability/policies", body)).status).toBe(400)
    })
  })

  describe("location profiles", () => {
    const profile = {
      kind: "STORE",
      latitude: 55.6761,
      longitude: 12.5683,
      time_zone: "Europe/Copenhagen",
      opening_hours: [
        { day: "TUESDAY", opens: "09:00", closes: "18:00" },
        { day: "MONDAY", opens: "09:00", closes: "24:00" },
      ],
    }
    const set = (id: string, body: unknown) => post(`/locations/${id}/profile`, body)
    const stored = async (id: string) => {
      const knex = shop.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
      return (await knex.raw("select * from anyshelf_location_profile where stock_location_id = ?", [id])).rows
    }

    it("are set, and set again, one for each location; hours go Monday first", async () => {
      const id = shop.locationIds[1]!
      const { status, data } = await set(id, profile)
      expect(status).toBe(200)
      expect(data.location_profile.opening_hours.map((each: { day: string }) => each.day)).toEqual([
        "MONDAY",
        "TUESDAY",
      ])
      expect((await set(id, { kind: "WAREHOUSE" })).status).toBe(200)
      expect(await stored(id)).toMatchObject([
        { kind: "WAREHOUSE", latitude: null, time_zone: null, opening_hours: null },
      ])
    })

    it("are one, also when a hundred describe a new place at once", async () => {
      const id = shop.locationIds[2]!
      const answers = await Promise.all(Array.from({ length: 20 }, () => set(id, profile)))
      expect(new Set(answers.map((each) => each.status))).toEqual(new Set([200]))
      expect(await stored(id)).toHaveLength(1)
    })

    it.each([
      [{ kind: "KIOSK" }, 400, "kind"],
      [{ kind: "STORE", time_zone: "Mars/Olympus" }, 400, "IANA"],
      [{ kind: "STORE", latitude: 91, longitude: 0 }, 400, "latitude"],
      [{ kind: "STORE", latitude: 9 }, 400, "both or neither"],
      [
        { kind: "STORE", opening_hours: [{ day: "MONDAY", opens: "18:00", closes: "09:00" }] },
        400,
        "closes before it opens",
      ],
      [{ kind: "STORE", opening_hours: [{ day: "MONDAY", opens: "9", closes: "10:00" }] }, 400, "09:00"],
      [{ kind: "STORE", colour: "red" }, 400, "colour"],
    ])("refuse %j", async (body, expected, message) => {
      const { status, data } = await set(shop.locationIds[0]!, body)
      expect(status).toBe(expected)
      expect(data.message).toContain(message)
    })

    it("are of a location that exists", async () => {
      const { status, data } = await set("sloc_none", profile)
      expect(status).toBe(404)
      expect(data.message).toContain("sloc_none")
    })
  })
})
