import { FEDERATION, type TestSubgraph } from "../testing/compose"

/** Our own shop: products, and who is asking. */
export const shop: TestSubgraph = {
  name: "shop",
  typeDefs: `${FEDERATION}
    scalar federation__Scope
    type Query { products(first: Int = 2): [Product!]! @listSize(slicingArguments: ["first"])  caller: String  slow: Int }
    type Mutation { sell: Int }
    type Product @key(fields: "id") { id: ID!  title: String  cost: Int @requiresScopes(scopes: [["staff"]]) }
  `,
  resolvers: {
    Query: {
      products: (_: unknown, { first }: { first: number }) =>
        Array.from({ length: first }, (_each, n) => ({ id: `p${n}`, title: `T${n}`, cost: n })),
      caller: (_: unknown, __: unknown, context: { identity: unknown }) => JSON.stringify(context.identity),
    },
    Mutation: { sell: () => 1 },
    Product: { __resolveReference: (of: unknown) => of },
  },
}

/** A channel that adds what only it knows. */
export const channel: TestSubgraph = {
  name: "channel",
  typeDefs: `${FEDERATION} type Query type Product @key(fields: "id") { id: ID!  listing: Listing } type Listing { url: String! }`,
  resolvers: {
    Product: {
      __resolveReference: (of: { id: string }) => ({ ...of, listing: { url: `https://channel.example/${of.id}` } }),
    },
  },
}
