import { anonymous, buildSubgraphSchema, type Identity } from "@anyshelf/connector-kit/subgraph"
import { toy } from "@anyshelf/connector-kit/toy"
import { graphql } from "graphql"
import { shopify, shopifySubgraph, type ShopifySubgraphOptions } from ".."

const STAFF: Identity = { kind: "staff", actorId: "user_1", scopes: ["staff"], publishableKey: null }
const gid = (number: number) => `gid://shopify/ProductVariant/${number}`
const level = (number: number, quantity: number) => ({
  location: { id: `gid://shopify/Location/${number}`, name: `Place ${number}` },
  quantities: [{ quantity }],
})

type Asked = { ids: string[]; withLevels: boolean; itemId?: string }

/** A shop in which each variant shows its own number, and the hundredth is stocked at more places than fit. */
function fakeShop(fail?: () => Response | Promise<Response>, extensions?: object) {
  const asked: Asked[] = []
  const variant = (id: string, withLevels: boolean) => {
    const number = Number(id.split("/").at(-1))
    const pageInfo = { hasNextPage: number === 100, endCursor: "one" }
    return {
      id,
      inventoryQuantity: number,
      product: {
        id: "gid://shopify/Product/7",
        status: "ACTIVE",
        onlineStoreUrl: number % 2 ? "https://toys.example/p/cup" : null,
      },
      inventoryItem: {
        id: `gid://shopify/InventoryItem/${number}`,
        tracked: number !== 4,
        ...(withLevels && { inventoryLevels: { nodes: [level(1, number)], pageInfo } }),
      },
    }
  }
  const fetch = (async (_url: string, { body }: { body: string }) => {
    const { variables } = JSON.parse(body) as { variables: Asked }
    asked.push(variables)
    if (fail) return fail()
    if (variables.itemId) {
      const inventoryLevels = { nodes: [level(2, 1)], pageInfo: { hasNextPage: false, endCursor: null } }
      return Response.json({ data: { inventoryItem: { id: variables.itemId, inventoryLevels } } })
    }
    const nodes = variables.ids.map((id) => (id === gid(404) ? null : variant(id, variables.withLevels)))
    return Response.json({ data: { nodes }, ...(extensions && { extensions }) })
  }) as unknown as typeof globalThis.fetch
  return { asked, fetch }
}

const connections = [
  shopify({ id: "toys", shop: "toys.myshopify.com", accessToken: "shpat_x", webhookSecret: "s", salesChannel: "Toys" }),
  toy({ id: "other", url: "http://toy.invalid", token: "t", webhookSecret: "s", salesChannel: "Other" }),
]

const QUERY = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ChannelListing { externalId shopify { FIELDS } } } }`
const BASIC = "status url adminUrl quantity asOf"

function gatewayFor(options: Partial<ShopifySubgraphOptions>) {
  const subgraph = shopifySubgraph({ connections, now: () => Date.parse("2026-11-23T10:00:00Z"), ...options })
  const schema = buildSubgraphSchema(subgraph)
  return async (ids: readonly string[], fields = BASIC, identity = STAFF, connectionId = "toys") => {
    const of = ids.map((externalId) => ({ __typename: "ChannelListing", connectionId, externalId }))
    const source = QUERY.replace("FIELDS", fields)
    const answer = await graphql({ schema, source, variableValues: { of }, contextValue: subgraph.context(identity) })
    const entities = answer.data?.["_entities"] as ({ shopify: Record<string, unknown> | null } | null)[]
    return { listings: entities.map((entity) => entity?.shopify ?? null), errors: answer.errors ?? [] }
  }
}

test("every listing gets its own answer, in as few calls as can be", async () => {
  const shop = fakeShop()
  const { listings, errors } = await gatewayFor(shop)(Array.from({ length: 120 }, (_, at) => gid(at + 1)))
  expect(errors).toEqual([])
  expect(listings.map((listing) => listing?.["quantity"])).toEqual(
    Array.from({ length: 120 }, (_, at) => (at === 3 ? null : at + 1))
  )
  expect(shop.asked.map(({ ids }) => ids.length)).toEqual([100, 20])
})

test("a listing as Shopify shows it", async () => {
  const { listings } = await gatewayFor(fakeShop())([gid(5), gid(6)])
  expect(listings[0]).toEqual({
    status: "ACTIVE",
    url: "https://toys.example/p/cup?variant=5",
    adminUrl: "https://toys.myshopify.com/admin/products/7/variants/5",
    quantity: 5,
    asOf: "2026-11-23T10:00:00.000Z",
  })
  expect(listings[1]).toMatchObject({ url: null })
})

test("levels are asked for only when wanted, in smaller calls, and are never cut short", async () => {
  const shop = fakeShop()
  const { listings } = await gatewayFor(shop)(
    Array.from({ length: 30 }, (_, at) => gid(at + 71)),
    "... on ShopifyListing { ... { levels { name available } } }"
  )
  expect(listings).toHaveLength(30)
  expect(shop.asked.map(({ ids, withLevels }) => [ids?.length, withLevels])).toEqual([
    [25, true],
    [5, true],
    [undefined, undefined],
  ])
  expect(listings[0]?.["levels"]).toEqual([{ name: "Place 1", available: 71 }])
  expect(listings[29]?.["levels"]).toEqual([
    { name: "Place 1", available: 100 },
    { name: "Place 2", available: 1 },
  ])
})

test("what was just asked is not asked again, alone or together; after a second it is", async () => {
  let now = 0
  const shop = fakeShop()
  const ask = gatewayFor({ ...shop, now: () => now })
  await Promise.all([ask([gid(1)]), ask([gid(1), gid(2)])])
  now = 999
  await ask([gid(1), gid(2)])
  expect(shop.asked.map(({ ids }) => ids)).toEqual([[gid(1)], [gid(2)]])
  now = 1_000
  await ask([gid(1)])
  expect(shop.asked).toHaveLength(3)
})

test("an unknown variant, a strange id and another channel's listing are null, without an error", async () => {
  const shop = fakeShop()
  const ask = gatewayFor(shop)
  expect(await ask([gid(404), "17", gid(1)])).toMatchObject({ listings: [null, null, { quantity: 1 }], errors: [] })
  expect(await ask([gid(1)], BASIC, STAFF, "other")).toEqual({ listings: [null], errors: [] })
  expect(await ask([gid(1)], BASIC, STAFF, "nobody")).toEqual({ listings: [null], errors: [] })
  expect(shop.asked.map(({ ids }) => ids)).toEqual([[gid(404), gid(1)]])
})

const customer: Identity = { kind: "customer", actorId: "cus_1", scopes: [], publishableKey: null }

test.each([
  ["a customer", customer, "FORBIDDEN"],
  ["nobody", anonymous(), "UNAUTHENTICATED"],
])("%s sees nothing, and Shopify is not asked", async (_name, identity, code) => {
  const shop = fakeShop()
  const { listings, errors } = await gatewayFor(shop)([gid(1)], BASIC, identity)
  expect(listings).toEqual([null])
  expect(errors.map(({ extensions }) => extensions["code"])).toEqual([code])
  expect(shop.asked).toEqual([])
})

test.each([
  ["refuses connections", () => Promise.reject(new TypeError("fetch failed")), true],
  ["never answers", () => new Promise<Response>(() => undefined), true],
  ["is broken", () => new Response("<html>", { status: 503 }), true],
  ["does not know us any more", () => new Response("{}", { status: 401 }), false],
])("a shop that %s is one error for each listing, and is not asked again at once", async (_name, fail, retryable) => {
  const shop = fakeShop(fail)
  const ask = gatewayFor({ ...shop, timeoutMs: 20 })
  for (const attempt of [await ask([gid(1), gid(2)]), await ask([gid(1)])]) {
    expect(new Set(attempt.listings)).toEqual(new Set([null]))
    for (const { extensions } of attempt.errors) {
      expect(extensions).toEqual({ code: "CHANNEL_UNAVAILABLE", subgraph: "shopify", connection: "toys", retryable })
    }
    expect(attempt.errors).toHaveLength(attempt.listings.length)
  }
  expect(shop.asked).toHaveLength(1)
})

describe("beyond its share of the rate limit", () => {
  /** Each answer takes more than a share of 30 % of the declared bucket holds. */
  const dear = {
    cost: {
      requestedQueryCost: 700,
      actualQueryCost: 700,
      throttleStatus: { maximumAvailable: 1000, currentlyAvailable: 900, restoreRate: 50 },
    },
  }
  const dearShop = () => fakeShop(undefined, dear)

  test("the live face asks no more: the rest is for stock", async () => {
    const shop = dearShop()
    const ask = gatewayFor({ ...shop, cacheMs: 0 })
    expect((await ask([gid(1)])).errors).toEqual([])
    expect((await ask([gid(2)])).errors.map(({ extensions }) => extensions["code"])).toEqual(["CHANNEL_UNAVAILABLE"])
    expect(shop.asked).toHaveLength(1)
  })

  test("what was said within the last minute is said again, with the time at which it was asked", async () => {
    const shop = dearShop()
    const ask = gatewayFor({ ...shop, cacheMs: 0 })
    const first = await ask([gid(1)])
    const second = await ask([gid(1)])
    expect(second.errors).toEqual([])
    expect(second.listings).toEqual(first.listings)
    expect(shop.asked).toHaveLength(1)
  })
})
