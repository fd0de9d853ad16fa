import { createHmac } from "node:crypto"
import { openReceiver } from "./receiver"
import { openTestShop, webhookSecret, type TestShop } from "./test-shop"

describe("installing by OAuth", () => {
  let shop: TestShop
  beforeEach(async () => {
    shop = await openTestShop()
  })
  afterEach(async () => {
    await shop.close()
  })

  const asked = (more: object = {}) =>
    new URLSearchParams({
      client_id: "anyshelf-local",
      scope: "read_products,write_inventory",
      redirect_uri: "http://127.0.0.1:9/callback",
      state: "nonce",
      ...more,
    })
  const consent = async () => {
    const response = await fetch(`${shop.url}/admin/oauth/authorize`, {
      method: "POST",
      body: asked(),
      redirect: "manual",
    })
    return new URL(response.headers.get("location") ?? "")
  }
  const exchange = async (body: object) => {
    const response = await fetch(`${shop.url}/admin/oauth/access_token`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ client_id: "anyshelf-local", client_secret: webhookSecret, ...body }),
    })
    return { status: response.status, body: (await response.json()) as Record<string, string | number> }
  }
  const asks = async (token: unknown) => {
    const response = await fetch(shop.adminUrl, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Shopify-Access-Token": String(token) },
      body: JSON.stringify({ query: "{ currentAppInstallation { accessScopes { handle } } }" }),
    })
    return { status: response.status, body: (await response.json()) as unknown }
  }

  it("[oauth-code] asks the merchant, and gives a code that is exchanged for a token once", async () => {
    const page = await fetch(`${shop.url}/admin/oauth/authorize?${asked()}`)
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining("write_inventory")])
    const back = await consent()
    expect(Object.fromEntries(back.searchParams)).toMatchObject({
      shop: "anyshelf-demo.myshopify.com",
      state: "nonce",
      timestamp: String(Math.floor(shop.clock.now() / 1000)),
    })
    const told = [...back.searchParams]
      .filter(([name]) => name !== "hmac")
      .sort()
      .map(([name, value]) => `${name}=${value}`)
    expect(back.searchParams.get("hmac")).toBe(createHmac("sha256", webhookSecret).update(told.join("&")).digest("hex"))
    const code = back.searchParams.get("code")
    const granted = await exchange({ code })
    expect(granted).toMatchObject({ status: 200, body: { scope: "read_products,write_inventory" } })
    expect(granted.body["expires_in"]).toBeUndefined()
    expect(await asks(granted.body["access_token"])).toEqual({
      status: 200,
      body: expect.objectContaining({
        data: {
          currentAppInstallation: { accessScopes: [{ handle: "read_products" }, { handle: "write_inventory" }] },
        },
      }),
    })
    expect(await exchange({ code })).toMatchObject({ status: 400, body: { error: "invalid_request" } })
  })

  it("[oauth-refresh] gives a token that runs out, with one to renew it by, once", async () => {
    const first = await exchange({ code: (await consent()).searchParams.get("code"), expiring: "1" })
    expect(first.body).toMatchObject({ expires_in: 3600, refresh_token: expect.any(String) })
    shop.clock.advance(3_600_000)
    expect((await asks(first.body["access_token"])).status).toBe(401)
    const renew = { grant_type: "refresh_token", refresh_token: first.body["refresh_token"] }
    const second = await exchange(renew)
    expect((await asks(second.body["access_token"])).status).toBe(200)
    expect((await exchange(renew)).status).toBe(400)
  })

  it("[oauth-own] gives a merchant's own app a token for a day", async () => {
    const { body } = await exchange({ grant_type: "client_credentials" })
    expect(body["expires_in"]).toBe(86_399)
    expect((await asks(body["access_token"])).status).toBe(200)
    shop.clock.advance(86_400_000)
    expect((await asks(body["access_token"])).status).toBe(401)
    expect((await exchange({ grant_type: "client_credentials", client_secret: "wrong" })).status).toBe(400)
    expect((await exchange({ grant_type: "client_credentials", client_secret: "wrong".repeat(9) })).status).toBe(400)
  })

  it("lets no other app and no other machine in", async () => {
    for (const more of [
      { client_id: "other" },
      { redirect_uri: "https://example.com/" },
      { redirect_uri: "nonsense" },
    ]) {
      expect((await fetch(`${shop.url}/admin/oauth/authorize?${asked(more)}`)).status).toBe(400)
      const posted = await fetch(`${shop.url}/admin/oauth/authorize`, {
        method: "POST",
        body: asked(more),
        redirect: "manual",
      })
      expect(posted.status).toBe(400)
    }
  })

  it("[uninstalled] tells the app that it was removed, and then knows it no more", async () => {
    const receiver = await openReceiver()
    await shop.ask(
      `mutation($uri: String) { webhookSubscriptionCreate(topic: APP_UNINSTALLED, webhookSubscription: { uri: $uri }) { userErrors { message } } }`,
      { uri: receiver.url }
    )
    expect((await shop.post("/control/uninstall")).status).toBe(200)
    await shop.control.settled()
    expect(receiver.received.map(({ headers }) => headers["x-shopify-topic"])).toEqual(["app/uninstalled"])
    expect((await shop.ask("{ shop { id } }")).status).toBe(401)
    expect(shop.control.snapshot().subscriptions).toEqual([])
    await shop.post("/control/token/restore")
    expect((await shop.ask("{ shop { id } }")).status).toBe(200)
    await receiver.close()
  })

  it("has scopes and tokens taken away by the control API", async () => {
    await shop.post("/control/scopes", { scopes: ["read_orders"] })
    expect((await shop.ask("{ products(first: 1) { nodes { id } } }")).errors?.[0]?.extensions.code).toBe(
      "ACCESS_DENIED"
    )
    expect((await shop.ask("{ orders(first: 1) { nodes { id } } }")).errors).toBeUndefined()
    await shop.post("/control/token/revoke")
    expect((await shop.ask("{ shop { id } }")).status).toBe(401)
  })
})
