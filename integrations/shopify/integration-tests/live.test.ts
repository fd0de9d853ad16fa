import { buildSubgraphSchema, type Identity } from "@anyshelf/connector-kit/subgraph"
import { shopifySubgraph } from "@anyshelf/shopify"
import { graphql } from "graphql"
import { done } from "./support/done"
import { openShop, placeOf, products, type TestShop } from "./support/open-shop"

const STAFF: Identity = { kind: "staff", actorId: "user_1", scopes: ["staff"], publishableKey: null }
const COUNT = 60
const QUERY = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ChannelListing {
  shopify { status url adminUrl quantity asOf levels { externalLocationId name available } } } } }`

let shop: TestShop
let refs: string[]

beforeAll(async () => {
  const bucket = { capacity: 2_000, restoreRate: 100 }
  shop = await openShop({ bucket }, products(COUNT))
  refs = (await shop.session.pull("listings", null)).items.map(({ ref }) => ref)
})
afterAll(() => shop.close())

interface Shown {
  shopify: { quantity: number; status: string; levels: { name: string; available: number }[] } | null
}

async function ask(subgraph: ReturnType<typeof shopifySubgraph>, ids: readonly string[]) {
  const of = ids.map((externalId) => ({ __typename: "ChannelListing", connectionId: "toys", externalId }))
  const contextValue = subgraph.context(STAFF)
  const answer = await graphql({
    schema: buildSubgraphSchema(subgraph),
    source: QUERY,
    variableValues: { of },
    contextValue,
  })
  return { shown: (answer.data?.["_entities"] ?? []) as unknown as Shown[], errors: answer.errors ?? [] }
}

test("many listings with all their levels come within the cost of a call", async () => {
  const { shown, errors } = await ask(shopifySubgraph({ connections: [shop.connection], share: 1 }), refs)
  expect(errors).toEqual([])
  expect(shown).toHaveLength(COUNT)
  for (const { shopify } of shown) {
    expect(shopify).toMatchObject({ status: "ACTIVE", quantity: 25 })
    expect(shopify?.levels.map(({ name, available }) => [name, available]).sort()).toEqual([
      ["Store East", 5],
      ["Warehouse", 20],
    ])
  }
})

test("what is shown is what the shop shows within a second, not what it showed before", async () => {
  let now = 0
  const subgraph = shopifySubgraph({ connections: [shop.connection], share: 1, now: () => now })
  const [ref = ""] = refs
  expect((await ask(subgraph, [ref])).shown[0]?.shopify?.quantity).toBe(25)
  done(await shop.standIn.control.setStock({ sku: "SKU-1", locationId: placeOf(shop, "Warehouse"), available: 3 }))
  now = 1_000
  expect((await ask(subgraph, [ref])).shown[0]?.shopify?.quantity).toBe(8)
})

test("a variant that the shop does not have is null", async () => {
  const { shown, errors } = await ask(shopifySubgraph({ connections: [shop.connection], share: 1 }), [
    "gid://shopify/ProductVariant/99999999",
  ])
  expect([shown, errors]).toEqual([[{ shopify: null }], []])
})

test("a hanging shop is an error in time, and fine again when it is back", async () => {
  let now = 0
  const subgraph = shopifySubgraph({ connections: [shop.connection], share: 1, timeoutMs: 100, now: () => now })
  const [ref = ""] = refs
  shop.standIn.control.setFaults({ requests: [{ kind: "hang" }] })
  const { errors } = await ask(subgraph, [ref])
  expect(errors.map(({ extensions }) => extensions["code"])).toEqual(["CHANNEL_UNAVAILABLE"])
  now = 5_000
  expect((await ask(subgraph, [ref])).errors).toEqual([])
})

test("the shop answered as Shopify's schema allows, throughout", () => {
  expect(shop.standIn.control.snapshot().counters).toMatchObject({ standInLied: 0, notImplemented: 0 })
})
