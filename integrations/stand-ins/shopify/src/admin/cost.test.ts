import { buildSchema, getOperationAST, parse } from "graphql"
import { priceOf } from "./cost"

const schema = buildSchema(`
  type Query { shop: Shop  orders(first: Int): OrderConnection!  nodes(ids: [ID!]!): [Node]!  node: Node }
  type Mutation { change: Changed }
  type Changed { order: Order  errors: [Fault!]! }
  type Fault { text: String }
  interface Node { id: ID! }
  type Shop { name: String  plan: Plan }
  type Plan { name: String }
  type OrderConnection { nodes: [Order!]!  edges: [OrderEdge!]!  pageInfo: PageInfo! }
  type OrderEdge { cursor: String!  node: Order! }
  type PageInfo { hasNextPage: Boolean! }
  type Order implements Node { id: ID!  shop: Shop  total: Money  lines(first: Int): OrderConnection! }
  type Money { amount: String  currency: Plan }
`)

function price(query: string, variables: Record<string, unknown> = {}, result?: unknown): number {
  const document = parse(query)
  const operation = getOperationAST(document)
  if (!operation) throw new Error("no operation")
  return priceOf(schema, document, operation, variables, result)
}

describe("the price of a request", () => {
  it.each([
    ["{ shop { name } }", 1],
    ["{ shop { name plan { name } } }", 2],
    ["{ orders(first: 10) { nodes { id } } }", 12],
    ["{ orders(first: 10) { edges { cursor node { id } } pageInfo { hasNextPage } } }", 12],
    ["{ orders(first: 10) { pageInfo { hasNextPage } } }", 2],
    // What Microsoft's connector has measured: 25 orders of 4 objects each.
    ["{ orders(first: 25) { nodes { id shop { name } total { currency { name } } } } }", 102],
    ["{ orders(first: 2) { nodes { lines(first: 3) { nodes { id } } } } }", 2 + 2 * (1 + 2 + 3)],
    ["mutation { change { errors { text } } }", 10],
    ["mutation { a: change { errors { text } } b: change { errors { text } } }", 20],
    ["{ node { id ... on Order { shop { name } total { amount } } ... on Shop { plan { name } } } }", 3],
    ["{ ...a } fragment a on Query { shop { name } }", 1],
    ["{ shop @skip(if: true) { name } }", 0],
  ])("[cost-prices] %s costs %i", (query, expected) => {
    expect(price(query)).toBe(expected)
  })

  it("[cost-prices] goes by variables, and by what was returned", () => {
    const query = "query($n: Int) { orders(first: $n) { nodes { id shop { name } } } }"
    expect(price(query, { n: 50 })).toBe(102)
    const result = {
      orders: {
        nodes: [
          { id: "1", shop: { name: "a" } },
          { id: "2", shop: null },
        ],
      },
    }
    expect(price(query, { n: 50 }, result)).toBe(2 + 2 + 1)
    expect(price("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids: ["1", "2", "3"] })).toBe(3)
  })

  it("never comes out dearer than it was announced", () => {
    const query = "{ orders(first: 2) { nodes { id total { amount } } } shop { name } }"
    const full = {
      orders: {
        nodes: [
          { id: "1", total: { amount: "1" } },
          { id: "2", total: { amount: "1" } },
        ],
      },
      shop: { name: "a" },
    }
    expect(price(query, {}, full)).toBe(price(query))
    expect(price(query, {}, {})).toBe(0)
  })
})
