import { FEDERATION, type TestSubgraph } from "../../testing/compose"
import { testEngine } from "../../testing/test-engine"

const staff = { kind: "staff", scopes: ["staff"] } as const
const customer = { kind: "customer", scopes: [] } as const

const shop: TestSubgraph = {
  name: "shop",
  typeDefs: `${FEDERATION}
    scalar federation__Scope
    scalar federation__Policy
    scalar Secret @requiresScopes(scopes: [["staff"]])
    enum Grade @authenticated { A B }
    type Query {
      open: Int
      product: Product
      products: [Product!]!
      orders: [Order] @authenticated
      strict: Strict
      anything: [Anything]
      node: Node
      named: Named
      audit: Audit
      judged: Int @policy(policies: [["somebody-must-decide"]])
      both: Int @requiresScopes(scopes: [["staff", "finance"]])
      either: Int @requiresScopes(scopes: [["staff"], ["finance"]])
    }
    type Mutation { wipe: Int @requiresScopes(scopes: [["staff"]])  touch: Int }
    interface Named { name: String  secret: String }
    type Product implements Named @key(fields: "id") {
      id: ID!  name: String  secret: String @requiresScopes(scopes: [["staff"]])  cost: Secret  grade: Grade
      parts: [Product!]!
    }
    type Gift implements Named { name: String  secret: String }
    type Order { total: Int }
    type Strict { free: Int  closed: Int! @requiresScopes(scopes: [["staff"]]) }
    type Audit @requiresScopes(scopes: [["staff"]]) { line: String }
    type Ledger implements Node @authenticated { id: ID  sum: Int }
    type Leaflet implements Node { id: ID  text: String }
    interface Node { id: ID }
    union Anything = Ledger | Leaflet
  `,
  resolvers: {
    Query: {
      open: () => 1,
      product: () => product,
      products: () => [product, product],
      orders: () => [{ total: 5 }],
      strict: () => ({ free: 1, closed: 2 }),
      anything: () => [leaflet, ledger, leaflet],
      node: () => ledger,
      named: () => product,
      audit: () => ({ line: "x" }),
      judged: () => 1,
      both: () => 1,
      either: () => 1,
    },
    Mutation: { wipe: () => 1, touch: () => 2 },
    Anything: { __resolveType: typeOf },
    Node: { __resolveType: typeOf },
    Named: { __resolveType: () => "Product" },
    Product: { __resolveReference: () => product, parts: () => [product] },
  },
}
const product = { id: "1", name: "Pen", secret: "s", cost: 3, grade: "A" }
const ledger = { type: "Ledger", id: "l", sum: 7 }
const leaflet = { type: "Leaflet", id: "f", text: "hello" }
function typeOf({ type }: { type: string }): string {
  return type
}

const { ask, requests } = testEngine([shop])
const sent = (): string => requests.map(({ operationJson }) => operationJson).join(" ")
const codes = ({ errors = [] }: Awaited<ReturnType<typeof ask>>) =>
  errors.map(({ path, extensions }) => [path?.join("."), extensions?.["code"]])

/** Every way that I know of to ask for something closed, and the words that must not be sent to a subgraph for it. */
const attempts: readonly (readonly [string, string, string, unknown])[] = [
  ["a field", "{ open product { name secret } }", "secret", { open: 1, product: { name: "Pen", secret: null } }],
  ["an alias", "{ product { name: secret } }", "secret", { product: { name: null } }],
  [
    "a fragment",
    "{ product { ...F } } fragment F on Product { secret name }",
    "secret",
    { product: { secret: null, name: "Pen" } },
  ],
  [
    "a fragment in a fragment",
    "{ ...Q } fragment Q on Query { product { ... on Named { ... on Product { secret } } } }",
    "secret",
    { product: { secret: null } },
  ],
  ["an untyped fragment", "{ product { ... { secret } } }", "secret", { product: { secret: null } }],
  ["an interface", "{ named { secret name } }", "secret", { named: { secret: null, name: "Pen" } }],
  [
    "an object asked by its interface",
    "{ product { ... on Named { secret } } }",
    "secret",
    { product: { secret: null } },
  ],
  ["a field of a closed scalar", "{ product { cost } }", "cost", { product: { cost: null } }],
  ["a field of a closed enum", "{ product { grade } }", "grade", { product: { grade: null } }],
  ["a field of a closed type", "{ audit { line } }", "audit", { audit: null }],
  ["a list that asks who is there", "{ orders { total } }", "orders", { orders: null }],
  ["a policy that nobody decides", "{ judged }", "judged", { judged: null }],
  [
    "a condition",
    "query ($yes: Boolean = true) { product { secret @include(if: $yes) } }",
    "secret",
    { product: { secret: null } },
  ],
  ["the same field twice", "{ product { secret ... on Product { secret } } }", "secret", { product: { secret: null } }],
]

test.each(attempts)(
  "a stranger gets nothing through %s, and no subgraph is asked for it",
  async (_way, query, word, data) => {
    const answer = await ask(query)
    expect(answer.data).toEqual(data)
    expect(new Set(codes(answer).map(([, code]) => code))).toEqual(new Set(["UNAUTHENTICATED"]))
    expect(answer.errors).toHaveLength(1)
    expect(sent()).not.toContain(word)
  }
)

test("the error has the path of the first place, once however many places there are", async () => {
  const answer = await ask("{ products { name parts { secret } } }")
  expect(codes(answer)).toEqual([["products.0.parts.0.secret", "UNAUTHENTICATED"]])
  expect(answer.data).toEqual({ products: [1, 2].map(() => ({ name: "Pen", parts: [{ secret: null }] })) })
})

test("where a closed field may not be null, its object is null instead, and the rest is answered", async () => {
  const answer = await ask("{ open strict { free closed } }")
  expect(answer.data).toEqual({ open: 1, strict: null })
  expect(codes(answer)).toEqual([["strict.closed", "UNAUTHENTICATED"]])
})

test("an object that turns out to be of a closed type is null, though its fields and its type name were asked by an interface", async () => {
  const union = await ask("{ anything { __typename ... on Ledger { sum } ... on Leaflet { text } } }")
  const open = { __typename: "Leaflet", text: "hello" }
  expect(union.data).toEqual({ anything: [open, null, open] })
  expect(codes(union)).toEqual([["anything.1", "UNAUTHENTICATED"]])
  expect(sent()).not.toContain("sum")
  const byInterface = await ask("{ node { id } }")
  expect(byInterface.data).toEqual({ node: null })
  expect(codes(byInterface)).toEqual([["node", "UNAUTHENTICATED"]])
})

test("a mutation that is closed is not carried out; those beside it are", async () => {
  const answer = await ask("mutation { wipe touch }")
  expect(answer.data).toEqual({ wipe: null, touch: 2 })
  expect(sent()).not.toContain("wipe")
})

test("nothing is fetched when everything is closed", async () => {
  expect((await ask("{ judged audit { line } }")).data).toEqual({ judged: null, audit: null })
  expect(requests).toEqual([])
})

test("a known caller without the right is FORBIDDEN, and sees what is open to everybody known", async () => {
  const answer = await ask("{ orders { total } product { secret grade } }", {}, customer)
  expect(answer.data).toEqual({ orders: [{ total: 5 }], product: { secret: null, grade: "A" } })
  expect(codes(answer)).toEqual([["product.secret", "FORBIDDEN"]])
})

test("staff see everything but what nobody may, through every way", async () => {
  const answer = await ask(
    "{ product { secret cost } named { secret } audit { line } either both judged node { id } }",
    {},
    staff
  )
  expect(answer.data).toEqual({
    product: { secret: "s", cost: 3 },
    named: { secret: "s" },
    audit: { line: "x" },
    either: 1,
    both: null,
    judged: null,
    node: { id: "l" },
  })
  expect(codes(answer)).toEqual([
    ["both", "FORBIDDEN"],
    ["judged", "FORBIDDEN"],
  ])
})

test("scopes of a caller who is not known open nothing, and scopes of another name neither", async () => {
  const secret = "{ product { secret } }"
  expect((await ask(secret, {}, { kind: "anonymous", scopes: ["staff"] })).data).toEqual({ product: { secret: null } })
  expect((await ask(secret, {}, { kind: "customer", scopes: ["Staff", "staf", ""] })).data).toEqual({
    product: { secret: null },
  })
})

test("a plan made for staff is never used for a stranger", async () => {
  const secret = "{ product { secret } }"
  expect((await ask(secret, {}, staff)).data).toEqual({ product: { secret: "s" } })
  expect((await ask(secret)).data).toEqual({ product: { secret: null } })
})
