import type { ToyArticle, ToyServer, ToyShop } from "@anyshelf/connector-kit/toy"
import { updateProductsWorkflow } from "@medusajs/medusa/core-flows"
import { eventually } from "../channels/support/toy-shop"
import { describeSharedApp } from "../support/shared-app"
import { createProducts, createShop, stockEverywhere, type Shop } from "../support/shop"
import { listenAsToy, offerToys, secrets } from "./support/listening-toy"

offerToys()

describeSharedApp(
  "our products on a channel",
  ({ api, getContainer }) => {
    let shop: Shop
    let toy: ToyShop
    let server: ToyServer
    let headers: Record<string, string>
    const products = new Map<string, { id: string; variants: { id: string; sku: string | null }[] }>()

    beforeAll(async () => {
      shop = await createShop(getContainer())
      headers = { authorization: `Basic ${shop.secretKey}` }
      const made = await createProducts(shop, [
        {
          handle: "scarf",
          title: "Scarf",
          variants: [
            { sku: "SCARF-S", size: "S", manage_inventory: true },
            { sku: "SCARF-M", size: "M", manage_inventory: true },
          ],
        },
        { handle: "cup", title: "Our cup", variants: [{ sku: "CUP", size: "One", manage_inventory: true }] },
      ])
      for (const product of made) products.set(product.handle!, product as never)
      await stockEverywhere(shop, ["SCARF-S", "SCARF-M", "CUP"], 5)
      ;({ shop: toy, server } = await listenAsToy())
      await post("", { id: "toy-1", vendor: "toy", config: { url: server.url, ...secrets }, sales_channel: "Web" })
      await eventually(() => expect(toy.available("cup", "web")).toBe(5), 30_000)
    })
    afterAll(() => server.close())

    const base = "/admin/anyshelf/channels"
    const get = (path: string) => api.get(`${base}${path}`, { headers })
    const post = (path: string, body: unknown = {}) => api.post(`${base}${path}`, body, { headers })
    const list = (handle: string, over: object = {}) =>
      post("/toy-1/products", { product_ids: [products.get(handle)!.id], currency_code: "EUR", ...over })
    const stateOf = async (handle: string) =>
      (await get("/toy-1/products")).data.products.find(
        (each: { product_id: string }) => each.product_id === products.get(handle)!.id
      )
    const becomes = (handle: string, state: string) =>
      eventually(async () => expect(await stateOf(handle)).toMatchObject({ state }), 20_000)
    const scarves = (): readonly ToyArticle[] => toy.articles.filter(({ sku }) => sku?.startsWith("SCARF"))

    it("are brought by staff alone, and only those that exist", async () => {
      expect((await api.post(`${base}/toy-1/products`, {})).status).toBe(401)
      expect((await api.get(`${base}/toy-1/products`)).status).toBe(401)
      expect((await api.delete(`${base}/toy-1/products/x`)).status).toBe(401)
      expect((await post("/toy-1/products", { product_ids: [] })).status).toBe(400)
      expect((await post("/toy-1/products", { product_ids: ["none"] })).data.products).toEqual([
        { product_id: "none", queued: false, reason: expect.stringMatching(/no product/) },
      ])
      expect((await api.delete(`${base}/toy-1/products/none`, { headers })).data.products[0]).toMatchObject({
        queued: false,
      })
    })

    it("are made there once, with price and stock, however often it is asked", async () => {
      await Promise.all([list("scarf"), list("scarf"), list("scarf")])
      await becomes("scarf", "listed")
      expect(scarves()).toMatchObject([{ price: 1999, status: "active" }, { price: 1999 }])
      await eventually(() => expect(scarves().map(({ ref }) => toy.available(ref, "web"))).toEqual([5, 5]), 20_000)
      expect((await get("/toy-1/listings?q=scarf&state=mapped")).data.listings).toHaveLength(2)
    })

    it("follow our product when it changes", async () => {
      const selector = { id: products.get("scarf")!.id }
      await updateProductsWorkflow(getContainer()).run({ input: { selector, update: { title: "Warm scarf" } } })
      await eventually(() => expect(scarves().every(({ title }) => title.includes("Warm scarf"))).toBe(true), 20_000)
      expect(scarves()).toHaveLength(2)
    })

    it("that stand there already are changed, not made a second time", async () => {
      await list("cup")
      await becomes("cup", "listed")
      expect(toy.articles.filter(({ sku }) => sku === "CUP")).toMatchObject([
        { ref: "cup", title: expect.stringMatching(/Our cup/) },
      ])
    })

    it("are refused with a reason where we have no price", async () => {
      await list("scarf", { currency_code: "SEK" })
      await becomes("scarf", "refused")
      expect(await stateOf("scarf")).toMatchObject({ reason: expect.stringMatching(/no price/) })
      await list("scarf")
      await becomes("scarf", "listed")
    })

    it("are taken off, and brought back", async () => {
      await api.delete(`${base}/toy-1/products/${products.get("scarf")!.id}`, { headers })
      await becomes("scarf", "unlisted")
      expect(scarves().every(({ status }) => status === "draft")).toBe(true)
      await list("scarf")
      await becomes("scarf", "listed")
      expect(scarves().every(({ status }) => status !== "draft")).toBe(true)
      expect(scarves()).toHaveLength(2)
    })
  },
  { mode: "shared" }
)
