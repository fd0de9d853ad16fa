import { anonymous, buildSubgraphSchema, type Identity } from "@anyshelf/connector-kit/subgraph"
import { graphql } from "graphql"
import { shopify, shopifySubgraph } from ".."

const STAFF: Identity = { kind: "staff", actorId: "user_1", scopes: ["staff"], publishableKey: null }
const gid = (number: number) => `gid://shopify/Order/${number}`
const connections = [
  shopify({ id: "toys", shop: "toys.myshopify.com", accessToken: "shpat_x", webhookSecret: "s", salesChannel: "Toys" }),
]

const QUERY = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ChannelOrder { shopify {
  financialStatus fulfillmentStatus riskLevel riskRecommendation riskFacts { description sentiment } adminUrl cancelledAt asOf } } } }`

function gateway(answer: (ids: string[]) => Response) {
  const asked: string[][] = []
  const fetch = (async (_url: string, { body }: { body: string }) => {
    const { ids } = (JSON.parse(body) as { variables: { ids: string[] } }).variables
    asked.push(ids)
    return answer(ids)
  }) as unknown as typeof globalThis.fetch
  const subgraph = shopifySubgraph({ connections, fetch, now: () => Date.parse("2026-11-23T10:00:00Z") })
  const schema = buildSubgraphSchema(subgraph)
  const ask = async (ids: readonly string[], identity = STAFF) => {
    const of = ids.map((externalId) => ({ __typename: "ChannelOrder", connectionId: "toys", externalId }))
    const contextValue = subgraph.context(identity)
    const { data, errors } = await graphql({ schema, source: QUERY, variableValues: { of }, contextValue })
    const entities = data?.["_entities"] as ({ shopify: Record<string, unknown> | null } | null)[]
    return { orders: entities.map((entity) => entity?.shopify ?? null), errors: errors ?? [] }
  }
  return { ask, asked }
}

const assessment = (riskLevel: string, description: string, sentiment: string) => ({
  riskLevel,
  facts: [{ description, sentiment }],
})

const order = (id: string) => ({
  id,
  displayFinancialStatus: "AUTHORIZED",
  displayFulfillmentStatus: "ON_HOLD",
  cancelledAt: null,
  risk: {
    recommendation: "INVESTIGATE",
    assessments: [
      assessment("LOW", "Card matches", "POSITIVE"),
      assessment("HIGH", "Many cards", "NEGATIVE"),
      assessment("PENDING", "Address", "NEUTRAL"),
    ],
  },
})

const shop = () =>
  gateway((ids) => Response.json({ data: { nodes: ids.map((id) => (id === gid(404) ? null : order(id))) } }))

test("an order as Shopify judges it: the gravest of several assessments counts", async () => {
  const { orders, errors } = await shop().ask([gid(17)])
  expect(errors).toEqual([])
  expect(orders).toEqual([
    {
      financialStatus: "AUTHORIZED",
      fulfillmentStatus: "ON_HOLD",
      riskLevel: "HIGH",
      riskRecommendation: "INVESTIGATE",
      riskFacts: [
        { description: "Card matches", sentiment: "POSITIVE" },
        { description: "Many cards", sentiment: "NEGATIVE" },
        { description: "Address", sentiment: "NEUTRAL" },
      ],
      adminUrl: "https://toys.myshopify.com/admin/orders/17",
      cancelledAt: null,
      asOf: "2026-11-23T10:00:00.000Z",
    },
  ])
})

test("many orders are few calls; one that Shopify has not, or that is no order's id, is null", async () => {
  const { ask, asked } = shop()
  const { orders, errors } = await ask([...Array.from({ length: 120 }, (_, at) => gid(at + 1)), gid(404), "17"])
  expect(errors).toEqual([])
  expect(orders.map((each) => each !== null)).toEqual([...Array.from({ length: 120 }, () => true), false, false])
  expect(asked.map(({ length }) => length)).toEqual([100, 21])
})

test("a stranger sees nothing, and a dead shop is an error on its own field", async () => {
  const { ask, asked } = shop()
  expect((await ask([gid(1)], anonymous())).errors.map(({ extensions }) => extensions["code"])).toEqual([
    "UNAUTHENTICATED",
  ])
  expect(asked).toEqual([])
  const dead = await gateway(() => new Response("", { status: 503 })).ask([gid(1)])
  expect(dead.orders).toEqual([null])
  expect(dead.errors.map(({ extensions }) => extensions["code"])).toEqual(["CHANNEL_UNAVAILABLE"])
})
