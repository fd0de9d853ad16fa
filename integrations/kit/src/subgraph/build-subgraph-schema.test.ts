import { graphql, GraphQLError, GraphQLScalarType } from "graphql"
import { buildSubgraphSchema } from "./build-subgraph-schema"
import { REPRESENTATIONS_MAX } from "./entities"

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@requiresScopes"])\n`
const SDL = `${LINK}
scalar federation__Scope
scalar Upper
type Query
type Product @key(fields: "id") @key(fields: "sku") { id: ID!  sku: String  secret: Upper @requiresScopes(scopes: [["staff"]]) }
type Shop @key(fields: "id") { id: ID! }
`
const upper = new GraphQLScalarType({ name: "Upper", serialize: (value) => String(value).toUpperCase() })
const ENTITIES =
  "query ($of: [_Any!]!) { _entities(representations: $of) { __typename ... on Product { id sku secret } } }"

type Reference = { id?: string; sku?: string }

function ask(representations: unknown[], find: (reference: Reference) => unknown) {
  const schema = buildSubgraphSchema({
    typeDefs: SDL,
    resolvers: { Upper: upper, Product: { __resolveReference: find } },
  })
  return graphql({ schema, source: ENTITIES, variableValues: { of: representations } })
}

test("every representation is answered at its own place, whatever becomes of the others", async () => {
  const answer = await ask(
    [
      { __typename: "Product", id: "1" },
      { __typename: "Product", id: "gone" },
      { __typename: "Product", id: "bad" },
      { __typename: "Product", id: "2" },
    ],
    async ({ id }) => {
      if (id === "bad") throw new GraphQLError("broken", { extensions: { code: "CHANNEL_UNAVAILABLE" } })
      return id === "gone" ? null : Object.freeze({ id, sku: `S${id}`, secret: "x" })
    }
  )
  expect(answer.data).toEqual({
    _entities: [
      { __typename: "Product", id: "1", sku: "S1", secret: "X" },
      null,
      null,
      { __typename: "Product", id: "2", sku: "S2", secret: "X" },
    ],
  })
  expect(answer.errors?.map(({ path, extensions }) => [path, extensions])).toEqual([
    [["_entities", 2], { code: "CHANNEL_UNAVAILABLE" }],
  ])
})

test("all references start before the first is answered, so that a loader can batch them", async () => {
  const started: string[] = []
  const seen: number[] = []
  const load = async ({ id = "" }: Reference) => {
    started.push(id)
    await Promise.resolve()
    seen.push(started.length)
    return { id }
  }
  await ask(
    ["1", "2", "3"].map((id) => ({ __typename: "Product", id })),
    load
  )
  expect(seen).toEqual([3, 3, 3])
})

test.each([
  ["an unknown type", [{ __typename: "Ghost", id: "1" }], `"Ghost" is not an entity`],
  ["a keyed type that nobody can find", [{ __typename: "Shop", id: "1" }], `"Shop" is not an entity`],
  ["no type name", [{ id: "1" }], "__typename"],
  ["no object", [7], "__typename"],
  ["too many", Array.from({ length: REPRESENTATIONS_MAX + 1 }, () => ({ __typename: "Product", id: "1" })), "too many"],
])("%s is refused by name", async (_name, representations, message) => {
  const answer = await ask(representations, (reference) => reference)
  expect(answer.errors).toHaveLength(1)
  expect(answer.errors?.[0]?.message).toContain(message)
  expect(answer.errors?.[0]?.extensions["code"]).toBe("BAD_USER_INPUT")
})

test("an empty list of representations is an empty list of entities", async () => {
  expect((await ask([], () => null)).data).toEqual({ _entities: [] })
})

test("the SDL is given as it was written", async () => {
  const schema = buildSubgraphSchema({ typeDefs: SDL, resolvers: {} })
  const answer = await graphql({ schema, source: "{ _service { sdl } }" })
  expect(answer.data).toEqual({ _service: { sdl: SDL } })
  expect(schema.getType("_Entity")).toBeUndefined()
})

test("a subgraph without a Query of its own gets one", async () => {
  const schema = buildSubgraphSchema({ typeDefs: `${LINK} type A { b: Int }`, resolvers: {} })
  expect(Object.keys(schema.getQueryType()?.getFields() ?? {})).toEqual(["_service"])
})

test("a directive may be imported under another name, and is unknown when it was not imported", () => {
  const renamed = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [{ name: "@key", as: "@identifiedBy" }])
    type A @identifiedBy(fields: "id") { id: ID! @federation__shareable }`
  const schema = buildSubgraphSchema({ typeDefs: renamed, resolvers: { A: { __resolveReference: () => null } } })
  expect(schema.getType("_Entity")).toBeDefined()
  const bare = `${LINK} type A { id: ID! @inaccessible }`
  expect(() => buildSubgraphSchema({ typeDefs: bare, resolvers: {} })).toThrow("@inaccessible")
})

test.each([
  ["a type", { Ghost: {} }, `"Ghost"`],
  ["a field", { Product: { ghost: () => 1 } }, `"Product.ghost"`],
  ["a reference without a key", { Query: { __resolveReference: () => null } }, "no @key"],
])("resolvers for %s that the schema does not have stop the start", (_name, resolvers, message) => {
  expect(() => buildSubgraphSchema({ typeDefs: SDL, resolvers })).toThrow(message)
})

test("interfaces are told apart by __resolveType and fields may subscribe", async () => {
  const typeDefs = `${LINK} interface Animal { name: String } type Cat implements Animal { name: String }
    type Query { pet: Animal } type Subscription { tick: Int }`
  const subscribe = async function* () {
    yield { tick: 1 }
  }
  const schema = buildSubgraphSchema({
    typeDefs,
    resolvers: {
      Query: { pet: () => ({ name: "Tom" }) },
      Animal: { __resolveType: () => "Cat" },
      Subscription: { tick: { subscribe } },
    },
  })
  const answer = await graphql({ schema, source: "{ pet { __typename name } }" })
  expect(answer.data).toEqual({ pet: { __typename: "Cat", name: "Tom" } })
  expect(schema.getSubscriptionType()?.getFields()["tick"]?.subscribe).toBe(subscribe)
})
