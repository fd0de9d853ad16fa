import { levelOf, oneRow, openTestShop, setQuantities, accessToken, type TestShop } from "./test-shop"

describe("misfortunes on order", () => {
  let shop: TestShop
  beforeEach(async () => {
    shop = await openTestShop()
    // The first request builds the schema, which takes longer than these tests wait for an answer.
    await shop.ask("{ shop { id } }")
  })
  afterEach(async () => {
    await shop.close()
  })

  const send = () =>
    fetch(shop.adminUrl, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Shopify-Access-Token": accessToken },
      body: JSON.stringify({ query: setQuantities, variables: { input: oneRow(shop, "RED", 9, 5), key: "a" } }),
      signal: AbortSignal.timeout(300),
    })
  const order = (fault: object) => shop.post("/control/faults", { requests: [fault] })

  it("answers with a status and Retry-After in seconds, once", async () => {
    await order({ kind: "status", status: 429, retryAfter: "2.0" })
    const failed = await send()
    expect([failed.status, failed.headers.get("retry-after"), levelOf(shop, "RED").available]).toEqual([429, "2.0", 5])
    expect((await send()).status).toBe(200)
  })

  it.each(["hang", "reset"])("%s: nothing is done and nothing is answered", async (kind) => {
    await order({ kind })
    await expect(send()).rejects.toThrow()
    expect(levelOf(shop, "RED").available).toBe(5)
  })

  it("reset-after: done, and no one is told; the same key then tells", async () => {
    await order({ kind: "reset-after" })
    await expect(send()).rejects.toThrow()
    expect(levelOf(shop, "RED").available).toBe(9)
    expect(await (await send()).json()).toMatchObject({
      data: { inventorySetQuantities: { userErrors: [], inventoryAdjustmentGroup: { reason: "correction" } } },
    })
  })

  it("truncate: done, and the answer is no JSON", async () => {
    await order({ kind: "truncate" })
    await expect((await send()).json()).rejects.toThrow()
    expect(levelOf(shop, "RED").available).toBe(9)
  })

  it("unauthorized: 401 once; large: 10 MB that are no JSON; both with nothing done", async () => {
    await order({ kind: "unauthorized" })
    expect((await send()).status).toBe(401)
    await order({ kind: "large" })
    const answer = await shop.post("/control/faults", {}).then(() => fetchLarge())
    expect([answer.length > 10_000_000, levelOf(shop, "RED").available]).toEqual([true, 5])
  })

  const fetchLarge = async () =>
    (
      await fetch(shop.adminUrl, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Shopify-Access-Token": accessToken },
        body: JSON.stringify({ query: "{ shop { id } }" }),
      })
    ).text()

  it("outage: every request fails for as long as was said, in the shop's own time", async () => {
    await shop.post("/control/faults", { outageMs: 1_800_000 })
    expect((await send()).status).toBe(503)
    shop.clock.advance(1_799_999)
    expect((await send()).status).toBe(503)
    shop.clock.advance(1)
    expect((await send()).status).toBe(200)
  })

  it("slow: every answer comes so much later", async () => {
    await shop.post("/control/faults", { slowMs: 500 })
    let isAnswered = false
    const asked = send().then(() => (isAnswered = true))
    while (levelOf(shop, "RED").available !== 9) await new Promise((done) => setTimeout(done, 5))
    expect(isAnswered).toBe(false)
    shop.clock.advance(500)
    await asked
  })

  it("html: an error page where JSON is expected", async () => {
    await order({ kind: "html" })
    const failed = await send()
    expect([failed.status, failed.headers.get("content-type")]).toEqual([502, "text/html; charset=utf-8"])
  })

  it("strikes only what it is meant for", async () => {
    await order({ kind: "status", containing: "inventorySetQuantities" })
    expect((await shop.ask("{ shop { id } }")).status).toBe(200)
    expect((await send()).status).toBe(500)
  })
})
