import { request } from "node:http"
import { startStandIn } from "../src"
import { accessToken, openTestShop, webhookSecret, type TestShop } from "./test-shop"

describe("the shop's pages", () => {
  let shop: TestShop
  beforeEach(async () => {
    shop = await openTestShop()
  })
  afterEach(async () => {
    await shop.close()
  })

  const get = async (path: string) => {
    const response = await fetch(shop.url + path)
    return {
      status: response.status,
      text: await response.text(),
      policy: response.headers.get("content-security-policy"),
    }
  }

  it("opens, with nothing from elsewhere", async () => {
    const { status, text, policy } = await get("/")
    expect([status, policy]).toEqual([200, expect.stringContaining("default-src 'self'")])
    expect(text).toContain("<h1>Anyshelf demo</h1>")
    expect(text).toContain('name="viewport"')
    expect(text).not.toMatch(/https?:\/\//)
    const { text: script } = await get("/shop.js")
    // Reads as a program; the page itself is looked at in a browser.
    expect(() => new Function(script)).not.toThrow()
  })

  it("shows a product, and sells nothing of its markup", async () => {
    await shop.control.loadProducts([
      {
        handle: "evil",
        title: "<script>alert(1)</script>",
        descriptionHtml: "<img src=x onerror=alert(1)>",
        variants: [{ sku: '"><b>', inventoryQuantity: 1 }],
      },
    ])
    const { status, text } = await get("/products/evil")
    expect(status).toBe(200)
    expect(text).not.toMatch(/<script>|<img|<b>/)
    expect((await get("/products/shirt")).text).toContain("RED")
    expect((await get("/products/none")).status).toBe(404)
  })

  it("shows an order where its status page is", async () => {
    await shop.control.sell({ sku: "RED" })
    const { data } = await shop.ask("{ orders(first: 1) { nodes { statusPageUrl } } }")
    expect((await get(new URL(data.orders.nodes[0].statusPageUrl).pathname)).text).toContain("Order #1001")
  })

  it("lists the shelf for the page, by search", async () => {
    const shelf = JSON.parse((await get("/control/shelf?search=blue")).text)
    expect(shelf).toMatchObject({
      total: 1,
      products: [
        { handle: "shirt", variants: [{ sku: "RED" }, { sku: "BLUE", levels: { Warehouse: { available: 3 } } }] },
      ],
    })
    expect(JSON.parse((await get("/control/shelf?search=nothing")).text)).toEqual({ total: 0, products: [] })
  })

  it("is for this machine: pages from elsewhere get nowhere", async () => {
    const foreign = await fetch(`${shop.url}/control/reset`, {
      method: "POST",
      headers: { Origin: "https://evil.example" },
    })
    expect(foreign.status).toBe(403)
    const { port } = new URL(shop.url)
    const status = await new Promise<number>((done) =>
      request({ port, path: "/control/state", headers: { Host: "evil.example" } }, (response) =>
        done(response.resume().statusCode ?? 0)
      ).end()
    )
    expect(status).toBe(403)
  })

  it("says what to do about wrong requests", async () => {
    expect(await get("/control/nothing")).toMatchObject({
      status: 404,
      text: expect.stringContaining("POST /control/sell"),
    })
    expect(await get("/control/state?orders=x")).toMatchObject({ status: 400 })
    expect((await get("/control/rules")).text).toContain("cas-stale")
    expect(JSON.parse((await get("/health")).text)).toEqual({ status: "ok", shop: "anyshelf-demo.myshopify.com" })
  })

  it("says so in a sentence when its port is taken", async () => {
    const port = Number(new URL(shop.url).port)
    await expect(startStandIn({ accessToken, webhookSecret, port })).rejects.toThrow(
      `Port ${port} is in use. Set ANYSHELF_STAND_INS_PORT`
    )
  })
})
