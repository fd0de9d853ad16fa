import { GraphQLError } from "graphql"
import { cutBazaar } from "../testing/bazaar"
import { FEDERATION, type TestSubgraph } from "../testing/compose"
import { testEngine } from "../testing/test-engine"

const bazaar = testEngine(cutBazaar())

test("one entity at several places is asked for once, and each place keeps its own aliases", async () => {
  const answer = await bazaar.ask(
    `{ a: product(id: "p1") { n: name best { id address } } b: product(id: "p1") { n: name(upper: true) best { place: address } } }`
  )
  expect(answer.data).toEqual({
    a: { n: "Product p1", best: { id: "s3", address: "Street 3" } },
    b: { n: "PRODUCT p1", best: { place: "Street 3" } },
  })
  const lists = bazaar.requests.flatMap(({ variables = {} }) => Object.values(variables) as unknown[][])
  for (const list of lists) expect(new Set(list.map((each) => JSON.stringify(each))).size).toBe(list.length)
})

test("a client's alias that is the name of a key does not become the key", async () => {
  const answer = await bazaar.ask(`{ product(id: "p2") { id: name stock weight: kind shipping } }`)
  expect(answer.data).toEqual({ product: { id: "Product p2", stock: 2, weight: "HARD", shipping: null } })
})

test("long lists of entities are asked for in bounded requests", async () => {
  const { ask, requests } = testEngine(cutBazaar(), { representationsMax: 2 })
  const answer = await ask("{ products(first: 4) { id stock } }")
  expect(answer.data?.["products"]).toEqual([1, 2, 3, 4].map((n) => ({ id: `p${n}`, stock: n })))
  expect(requests.map(({ variables }) => (variables?.["representations"] as unknown[] | undefined)?.length)).toEqual([
    undefined,
    2,
    2,
  ])
})

test("mutations run one after another, and what they return is joined like any entity", async () => {
  const answer = await bazaar.ask(`mutation { rename(id: "p1") { name stock } review(id: "r1") { product { name } } }`)
  expect(answer.data).toEqual({ rename: { name: "Product p1", stock: 1 }, review: { product: { name: "Product p2" } } })
  expect(bazaar.requests.filter(({ kind }) => kind === "mutation").map(({ subgraph }) => subgraph)).toEqual([
    "catalog",
    "opinions",
  ])
})

test("what is skipped is not fetched", async () => {
  const query = "query ($deep: Boolean!) { products { id levels @include(if: $deep) { quantity } } }"
  expect((await bazaar.ask(query, { deep: false })).data?.["products"]).toEqual([
    { id: "p1" },
    { id: "p2" },
    { id: "p3" },
  ])
  expect(bazaar.requests).toHaveLength(1)
  expect((await bazaar.ask(query, { deep: true })).data?.["products"]).toHaveLength(3)
  expect(bazaar.requests).toHaveLength(2)
})

test("questions about the schema are answered here, beside data or without", async () => {
  const answer = await bazaar.ask(
    `query ($of: String!) { __typename kinds: __type(name: $of) { enumValues { name } } ...S products(first: 1) { id } }
    fragment S on Query { __schema { queryType { name } } }`,
    { of: "Kind" }
  )
  expect(answer).toEqual({
    data: {
      __typename: "Query",
      kinds: { enumValues: [{ name: "SOFT" }, { name: "HARD" }] },
      __schema: { queryType: { name: "Query" } },
      products: [{ id: "p1" }],
    },
  })
  await bazaar.ask("{ __typename __schema { types { name } } }")
  expect(bazaar.requests).toEqual([])
})

test("federation's own types are not part of the public schema", () => {
  const names = Object.keys(bazaar.engine.supergraph.schema.getTypeMap()).filter((name) => !name.startsWith("__"))
  expect(names.filter((name) => /__|_Any|_Entity|_Service/.test(name))).toEqual([])
})

test("variables are coerced once, here, and a wrong one is the client's error", async () => {
  const answer = await bazaar.ask("query ($first: Int!) { products(first: $first) { id } }", { first: "two" })
  expect(answer.data).toBeUndefined()
  expect(answer.errors?.[0]?.message).toContain("$first")
  expect(bazaar.requests).toEqual([])
})

test("@provides spares a hop", async () => {
  const books: TestSubgraph = {
    name: "books",
    typeDefs: `${FEDERATION} type Query { books: [Book] } type Book @key(fields: "id") { id: ID! title: String }`,
    resolvers: {
      Query: { books: () => [{ id: "b1", title: "Sea" }] },
      Book: { __resolveReference: ({ id }: { id: string }) => ({ id, title: "Sea" }) },
    },
  }
  const notes: TestSubgraph = {
    name: "notes",
    typeDefs: `${FEDERATION} type Query { notes: [Note] } type Note { of: Book @provides(fields: "title") }
      type Book @key(fields: "id") { id: ID! title: String @external }`,
    resolvers: {
      Query: { notes: () => [{ of: { id: "b1", title: "Sea" } }] },
      Book: { __resolveReference: (ref: unknown) => ref },
    },
  }
  const { engine, ask, requests } = testEngine([books, { ...notes, typeDefs: notes.typeDefs }].map((each) => each))
  expect(engine.supergraph.subgraphUrls.size).toBe(2)
  expect((await ask("{ notes { of { title } } }")).data).toEqual({ notes: [{ of: { title: "Sea" } }] })
  expect(requests.length).toBeLessThanOrEqual(2)
})

test("@interfaceObject: a subgraph adds to every type of an interface without knowing them", async () => {
  const media = [
    { __typename: "Book", id: "1", title: "Sea", pages: 9 },
    { __typename: "Film", id: "2", title: "Sky" },
  ]
  const library: TestSubgraph = {
    name: "library",
    typeDefs: `${FEDERATION} type Query { media: [Media] }
      interface Media @key(fields: "id") { id: ID! title: String }
      type Book implements Media @key(fields: "id") { id: ID! title: String pages: Int }
      type Film implements Media @key(fields: "id") { id: ID! title: String }`,
    resolvers: {
      Query: { media: () => media },
      Media: { __resolveType: (of: { __typename: string }) => of.__typename },
      Book: { __resolveReference: ({ id }: { id: string }) => media.find((each) => each.id === id) },
      Film: { __resolveReference: ({ id }: { id: string }) => media.find((each) => each.id === id) },
    },
  }
  const ratings: TestSubgraph = {
    name: "ratings",
    typeDefs: `${FEDERATION} type Media @key(fields: "id") @interfaceObject { id: ID! stars: Int }`,
    resolvers: { Media: { __resolveReference: (of: { id: string }) => ({ id: of.id, stars: Number(of.id) + 2 }) } },
  }
  const { ask } = testEngine([library, ratings])
  expect((await ask("{ media { __typename title stars ... on Book { pages } } }")).data).toEqual({
    media: [
      { __typename: "Book", title: "Sea", stars: 3, pages: 9 },
      { __typename: "Film", title: "Sky", stars: 4 },
    ],
  })
})

test("what is hidden is not there: neither fields nor types", async () => {
  const hidden: TestSubgraph = {
    name: "hidden",
    typeDefs: `${FEDERATION} type Query { a: Int  b: Int @inaccessible  any: [Any_] }
      type Shown { x: Int } type Hidden @inaccessible { x: Int } union Any_ = Shown | Hidden`,
    resolvers: {
      Query: { a: () => 1, any: () => [{ x: 1 }, { x: 2, hidden: true }] },
      Any_: { __resolveType: (of: { hidden?: boolean }) => (of.hidden ? "Hidden" : "Shown") },
    },
  }
  const { ask } = testEngine([hidden])
  await expect(ask("{ b }")).rejects.toThrow(GraphQLError)
  expect((await ask("{ any { __typename ... on Shown { x } } }")).data).toEqual({
    any: [{ __typename: "Shown", x: 1 }, null],
  })
})
