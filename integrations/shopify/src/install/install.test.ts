import "@shopify/shopify-api/adapters/node"
import { createHmac } from "node:crypto"
import { Rejected, silentLog, type Host } from "@anyshelf/connector-kit"
import { ApiVersion, LogSeverity, shopifyApi } from "@shopify/shopify-api"
import { scopes } from "../generated/scopes"
import { installation } from "./install"
import { isSigned } from "./redirect"

const NOW = Date.parse("2026-11-23T10:00:00Z")
const config = { shop: "toys.myshopify.com", clientId: "id", clientSecret: "very-secret" }
const request = {
  config,
  state: "state-of-this-attempt",
  redirectUri: "https://shop.example/anyshelf/install/callback",
}

const sign = (query: Record<string, string>, secret = config.clientSecret) => ({
  ...query,
  hmac: createHmac("sha256", secret)
    .update(new URLSearchParams(Object.entries(query).sort(([a], [b]) => (a < b ? -1 : 1))).toString())
    .digest("hex"),
})

const genuine = {
  code: "code-1",
  shop: config.shop,
  state: request.state,
  timestamp: String(NOW / 1_000),
  host: "YWRtaW4uc2hvcGlmeS5jb20vc3RvcmUvdG95cw==",
}

function hostWith(scope: string) {
  const sent: { url: string; body: string }[] = []
  const host: Host = {
    now: () => NOW,
    log: silentLog,
    throttle: () => undefined,
    fetch: (async (url: string, { body }: { body: string }) => {
      sent.push({ url, body })
      return Response.json({ access_token: "shpat_new", scope })
    }) as unknown as typeof fetch,
  }
  return { host, sent }
}

test("the merchant is sent to the shop's own domain, with the scopes that are used and nothing secret", () => {
  const url = new URL(installation.begin(request))
  expect(url.origin + url.pathname).toBe("https://toys.myshopify.com/admin/oauth/authorize")
  expect(Object.fromEntries(url.searchParams)).toEqual({
    client_id: "id",
    scope: scopes.join(","),
    redirect_uri: request.redirectUri,
    state: request.state,
  })
})

test.each([
  ["another domain", { ...config, shop: "evil.example" }, /my-shop\.myshopify\.com/],
  ["a domain that only looks like it", { ...config, shop: "toys.myshopify.com.evil.example" }, /my-shop/],
  ["no client ID", { ...config, clientId: undefined }, /clientId/],
  ["no secret", { ...config, clientSecret: undefined }, /clientSecret/],
])("with %s nothing is begun", (_name, wrong, sentence) => {
  expect(() => installation.begin({ ...request, config: wrong })).toThrow(sentence)
})

test("a genuine answer gives the whole configuration; the right to write contains the right to read", async () => {
  const granted = scopes.filter(
    (scope) => !(scopes as readonly string[]).includes(scope.replace("read_", "write_")) || scope.startsWith("write_")
  )
  const { host, sent } = hostWith(granted.join(","))
  expect(await installation.finish({ ...request, query: sign(genuine) }, host)).toEqual({
    ...config,
    accessToken: "shpat_new",
  })
  expect(sent).toEqual([
    {
      url: "https://toys.myshopify.com/admin/oauth/access_token",
      body: "client_id=id&client_secret=very-secret&code=code-1",
    },
  ])
})

test.each([
  ["signed by somebody else", sign(genuine, "other")],
  ["altered", { ...sign(genuine), code: "code-2" }],
  ["not signed", genuine],
  ["signed short", { ...genuine, hmac: "ab" }],
  ["of another attempt", sign({ ...genuine, state: "other" })],
  ["for another shop", sign({ ...genuine, shop: "other.myshopify.com" })],
  ["from long ago", sign({ ...genuine, timestamp: String(NOW / 1_000 - 601) })],
  ["without a time", sign(Object.fromEntries(Object.entries(genuine).filter(([key]) => key !== "timestamp")))],
  ["without a code", sign({ ...genuine, code: "" })],
])("an answer that is %s is refused, and Shopify is not asked", async (_name, query) => {
  const { host, sent } = hostWith(scopes.join(","))
  await expect(installation.finish({ ...request, query }, host)).rejects.toThrow(Rejected)
  expect(sent).toEqual([])
})

test("less than was asked for is refused by name", async () => {
  const { host } = hostWith("read_products,write_orders")
  await expect(installation.finish({ ...request, query: sign(genuine) }, host)).rejects.toThrow(/write_inventory/)
})

test("Shopify's own library judges a signature as we do", async () => {
  const vendor = shopifyApi({
    apiKey: "id",
    apiSecretKey: config.clientSecret,
    apiVersion: ApiVersion.July26,
    hostName: "example.com",
    isEmbeddedApp: false,
    logger: { level: LogSeverity.Error },
  })
  const now = { ...genuine, timestamp: String(Math.floor(Date.now() / 1_000)) }
  for (const query of [sign(now), sign(now, "other")]) {
    const theirs = await vendor.utils.validateHmac(query).catch(() => false)
    expect(isSigned(query, config.clientSecret)).toBe(theirs)
  }
})
