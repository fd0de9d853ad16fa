import { Failure, type FailureCause } from "./execution/failure"
import type { SubgraphAnswer } from "./execution/execution"
import { cutBazaar } from "../testing/bazaar"
import { FEDERATION, type TestSubgraph } from "../testing/compose"
import { testEngine, type Misbehave } from "../testing/test-engine"

const down: FailureCause = { message: "down", code: "SUBGRAPH_UNAVAILABLE", subgraph: "stock", retryable: true }

const withBazaar = (misbehave: Misbehave) => testEngine(cutBazaar(), { misbehave })
const stockIsDown = () => withBazaar(({ subgraph }) => (subgraph === "stock" ? new Failure(down) : undefined))

test("a subgraph that is down nulls its own fields, with one error for each fetch, at the first of them", async () => {
  const answer = await stockIsDown().ask(
    "{ products { id name shop { id address } related { name } best { id } levels { quantity } } }"
  )
  // `levels` may not be null, so its product is null instead, and the list of products, and everything.
  expect(answer.data).toBeNull()
  const nullable = await stockIsDown().ask("{ topReviews { text product { name best { id } shop { address } } } }")
  expect(nullable.data?.["topReviews"]).toHaveLength(5)
  expect((nullable.data?.["topReviews"] as unknown[])[0]).toEqual({
    text: "Text of r1",
    product: { name: "Product p2", best: null, shop: { address: null } },
  })
  expect(nullable.errors).toEqual([
    {
      message: "down",
      path: ["topReviews", 0, "product", "best"],
      extensions: { code: down.code, subgraph: "stock", retryable: true },
    },
    expect.objectContaining({ path: ["topReviews", 0, "product", "shop", "address"] }),
  ])
})

test("what depends on a failed fetch is not asked for, and fails by the same error", async () => {
  const { ask, requests } = withBazaar(({ subgraph, operationJson }) =>
    subgraph === "catalog" && operationJson.includes("weight")
      ? new Failure({ ...down, subgraph: "catalog" })
      : undefined
  )
  const answer = await ask("{ topReviews { product { id shipping } } }")
  expect((answer.data?.["topReviews"] as unknown[])[0]).toEqual({ product: { id: "p2", shipping: null } })
  expect(requests.map(({ subgraph }) => subgraph)).toEqual(["opinions", "catalog"])
  expect(answer.errors).toEqual([
    {
      message: "down",
      path: ["topReviews", 0, "product", "shipping"],
      extensions: { code: down.code, subgraph: "catalog", retryable: true },
    },
  ])
})

test("an error of a subgraph is told at the client's path, once for each place of the entity, under the client's names", async () => {
  const { ask } = withBazaar(({ subgraph, variables }) => {
    const list = (variables?.["representations"] ?? []) as { id: string }[]
    if (subgraph !== "stock" || list.length === 0) return undefined
    const failed = list.findIndex(({ id }) => id === "p2")
    return {
      data: { _entities: list.map(({ id }) => ({ n: id === "p2" ? null : 7 })) },
      errors: [
        { message: "Shelf is dark.", path: ["_entities", failed, "n"], extensions: { code: "DARK", retryable: true } },
      ],
    }
  })
  const answer = await ask("{ products { id related { id n: shipping } } }")
  const paths = answer.errors?.map(({ path }) => path?.join("."))
  expect(paths).toEqual(["products.0.related.0.n", "products.1.related.3.n"])
  expect(answer.errors?.[0]?.extensions).toEqual({ code: "DARK", subgraph: "stock", retryable: true })
})

test("that a channel is away is told once, however many of its listings are asked for", async () => {
  const { ask } = withBazaar(({ subgraph, variables }) => {
    const list = (variables?.["representations"] ?? []) as { id: string }[]
    if (subgraph !== "stock" || list.length === 0) return undefined
    const extensions = { code: "CHANNEL_UNAVAILABLE", retryable: true }
    return {
      data: { _entities: list.map(() => ({ n: null })) },
      errors: list.map((_, index) => ({ message: "The shop is away.", path: ["_entities", index, "n"], extensions })),
    }
  })
  const answer = await ask("{ products { id n: shipping } }")
  const products = answer.data?.["products"] as { n: null }[]
  expect(products.length).toBeGreaterThan(1)
  expect(products.every(({ n }) => n === null)).toBe(true)
  expect(answer.errors).toEqual([
    {
      message: "The shop is away.",
      path: ["products", 0, "n"],
      extensions: { code: "CHANNEL_UNAVAILABLE", subgraph: "stock", retryable: true },
    },
  ])
})

const secretive: readonly (readonly [string, SubgraphAnswer["errors"][number]])[] = [
  ["no code", { message: "connect ECONNREFUSED 10.0.0.7:5432" }],
  [
    "an internal code",
    { message: "SELECT * FROM secrets", extensions: { code: "INTERNAL_SERVER_ERROR", stacktrace: ["at x"] } },
  ],
  [
    "an address in it",
    { message: "see http://10.0.0.7/graphql", extensions: { code: "BAD_USER_INPUT", query: "{ secret }" } },
  ],
  ["a stack in it", { message: "boom\n    at Object.<anonymous>", extensions: { code: "BAD_USER_INPUT" } }],
]

test.each(secretive)("an error with %s is told without what it says", async (_what, error) => {
  const { ask } = withBazaar(() => ({ data: { product: null }, errors: [{ ...error, path: ["product"] }] }))
  const answer = await ask('{ product(id: "p1") { name } }')
  const text = JSON.stringify(answer.errors)
  expect(answer.errors?.[0]?.path).toEqual(["product"])
  expect(answer.errors?.[0]?.extensions?.["subgraph"]).toBe("catalog")
  expect(text).not.toMatch(/10\.0\.0\.7|SELECT|secret|stack|at Object/)
})

test("answers against the schema become null with an error, never something else", async () => {
  const odd = { id: 7, name: 12, kind: "GAS", tags: "x", shop: "s", related: [5], price: 1.5 }
  const { ask } = withBazaar(() => ({ data: { product: odd, node: { __typename: "Stranger" } }, errors: [] }))
  const answer = await ask(
    '{ product(id: "p1") { id name tags shop { id } related { id } price } node(id: "x") { id } }'
  )
  expect(answer.data).toEqual({
    product: { id: "7", name: null, tags: null, shop: null, related: [null], price: null },
    node: null,
  })
  expect(new Set(answer.errors?.map(({ extensions }) => extensions?.["code"]))).toEqual(
    new Set(["SUBGRAPH_INVALID_RESPONSE"])
  )
  expect(answer.errors?.map(({ path }) => path?.join("."))).toEqual([
    "product.name",
    "product.tags",
    "product.shop",
    "product.related.0",
    "product.price",
    "node",
  ])
})

test("a list of entities that is short, or no list, takes down its own fields only", async () => {
  for (const entities of [[], null, "x", [null, null, null, null]]) {
    const { ask } = withBazaar(({ subgraph }) =>
      subgraph === "stock" ? { data: { _entities: entities }, errors: [] } : undefined
    )
    const answer = await ask("{ topReviews { product { id best { id } } } }")
    expect((answer.data?.["topReviews"] as unknown[])[1]).toEqual({ product: { id: "p3", best: null } })
  }
})

test("keys of a subgraph cannot reach into the gateway", async () => {
  const evil = JSON.parse(
    '{ "product": { "__proto__": { "polluted": 1 }, "id": "p1", "constructor": { "prototype": { "polluted": 1 } } } }'
  ) as SubgraphAnswer["data"]
  const { ask } = withBazaar(() => ({ data: evil, errors: [] }))
  expect((await ask('{ product(id: "p1") { id constructor: name } }')).data).toEqual({
    product: { id: "p1", constructor: null },
  })
  expect(({} as { polluted?: number }).polluted).toBeUndefined()
})

test("an error beside a value is told, without a place", async () => {
  const { ask } = withBazaar(() => ({
    data: { shops: [] },
    errors: [{ message: "Old prices.", extensions: { code: "STALE" } }],
  }))
  const answer = await ask("{ shops { id } }")
  expect(answer.data).toEqual({ shops: [] })
  expect(answer.errors).toEqual([
    { message: "Old prices.", extensions: { code: "STALE", subgraph: "catalog", retryable: false } },
  ])
})

test("a plan that cannot be made is a fault, and is tried again the next time", async () => {
  const entity = `type Thing @key(fields: "id") { id: ID!`
  const left: TestSubgraph = {
    name: "left",
    typeDefs: `${FEDERATION} type Query { thing: Thing } ${entity} weight: Int }`,
    resolvers: {},
  }
  // Planner 0.0.38 finds no way to a required field of an entity inside the same type in the same subgraph.
  const right: TestSubgraph = {
    name: "right",
    typeDefs: `${FEDERATION} type Part { thing: Thing } ${entity} weight: Int @external fee: Int @requires(fields: "weight") parts: [Part] }`,
    resolvers: {},
  }
  const { ask } = testEngine([left, right])
  for (const _time of [1, 2])
    await expect(ask("{ thing { parts { thing { fee } } } }")).rejects.toThrow("Failed to plan query")
})
