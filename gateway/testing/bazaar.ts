import type { Resolvers } from "@anyshelf/connector-kit/subgraph"
import { GraphQLError } from "graphql"
import { FEDERATION, type TestSubgraph } from "./compose"

/**
 * One small world twice: as a single schema, and cut into three subgraphs that share its entities. What the gateway answers must
 * be what the single schema answers. It has what makes federation hard: keys of one and of several fields, nested keys, required
 * fields, interfaces, unions, lists in lists, nulls in lists, entities that contain themselves, and fields with arguments.
 */
const products = [1, 2, 3, 4].map((n) => ({ __typename: "Product", id: `p${n}` }))
const shops = [1, 2, 3].map((n) => ({ __typename: "Shop", id: `s${n}`, region: { code: n === 3 ? "B" : "A" } }))
const reviews = [1, 2, 3, 4, 5].map((n) => ({ __typename: "Review", id: `r${n}` }))

interface Ref {
  readonly id: string
}
const number = ({ id }: Ref): number => Number(id.slice(1))
const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T
const byId = <T extends Ref>(list: readonly T[], { id }: Ref): T | null => list.find((each) => each.id === id) ?? null

const fields = {
  Product: {
    name: (of: Ref, { upper }: { upper?: boolean }) => (upper ? `PRODUCT ${of.id}` : `Product ${of.id}`),
    price: (of: Ref, { currency = "EUR" }: { currency?: string }) => number(of) * 100 + currency.length,
    weight: (of: Ref) => (number(of) === 2 ? null : number(of) * 10),
    kind: (of: Ref) => (number(of) % 2 ? "SOFT" : "HARD"),
    tags: (of: Ref) => [[of.id, null], null, ["x"]],
    shop: (of: Ref) => (number(of) === 4 ? null : pick(shops, number(of))),
    related: (of: Ref) => [pick(products, number(of)), null, pick(products, number(of) + 1), of],
    stock: (of: Ref, { at }: { at?: string }) => number(of) + (at ? at.length : 0),
    levels: (of: Ref) => shops.slice(0, number(of) - 1).map((shop) => ({ shop, quantity: number(of) })),
    best: (of: Ref) => pick(shops, number(of) + 1),
    reviews: (of: Ref, { limit = 2 }: { limit?: number }) =>
      reviews.filter((review) => number(review) % 4 === number(of) % 4).slice(0, limit),
  },
  Shop: {
    name: (of: Ref) => `Shop ${of.id}`,
    products: (of: Ref) => products.filter((product) => fields.Product.shop(product)?.id === of.id),
    address: (of: Ref) => (number(of) === 2 ? null : `Street ${number(of)}`),
    isBusy: (of: Ref) => number(of) > 1,
  },
  Review: {
    text: (of: Ref) => `Text of ${of.id}`,
    stars: (of: Ref) => (number(of) === 3 ? null : number(of)),
    product: (of: Ref) => pick(products, number(of)),
    about: (of: Ref) => (number(of) % 2 ? pick(products, number(of)) : pick(shops, number(of))),
  },
  Query: {
    products: (_: unknown, { first = 3 }: { first?: number }) => products.slice(0, first),
    product: (_: unknown, ref: Ref) => byId(products, ref),
    node: (_: unknown, ref: Ref) => byId(products, ref) ?? byId(shops, ref),
    things: () => [products[0], shops[0], null, products[2], shops[2]],
    shops: () => shops,
    topReviews: () => reviews,
  },
  Mutation: {
    rename: (_: unknown, ref: Ref) => byId(products, ref),
    review: (_: unknown, ref: Ref) => byId(reviews, ref),
  },
}

/** Where this world fails, when it is asked to: each such field throws for some objects. */
const faults: Readonly<Record<string, (of: Ref) => boolean>> = {
  "Product.price": (of) => number(of) === 1,
  "Product.stock": (of) => number(of) === 3,
  "Product.levels": (of) => number(of) === 2,
  "Shop.isBusy": (of) => number(of) === 3,
  "Shop.address": (of) => number(of) === 1,
  "Review.text": (of) => number(of) === 2,
}

function resolve(typeName: keyof typeof fields, names: readonly string[], isFaulty: boolean): Record<string, unknown> {
  const all = fields[typeName] as Record<string, (of: Ref, args: never) => unknown>
  const entries = names.map(
    (name) => [name, guarded(all[name], isFaulty ? faults[`${typeName}.${name}`] : undefined)] as const
  )
  return Object.fromEntries(entries)
}

function guarded(resolver: ((of: Ref, args: never) => unknown) | undefined, fails: ((of: Ref) => boolean) | undefined) {
  if (!resolver) throw new Error("The bazaar has no such field.")
  if (!fails) return resolver
  return (of: Ref, args: never) => {
    if (fails(of)) throw new GraphQLError(`No value for ${of.id}.`, { extensions: { code: "NO_VALUE" } })
    return resolver(of, args)
  }
}

const abstract = { __resolveType: ({ __typename }: { __typename: string }) => __typename }

const types = (key: (fields: string) => string, isOne: boolean) => ({
  catalog: `
  enum Kind { SOFT HARD }
  interface Node { id: ID! name: String }
  union Thing = Product | Shop
  type Region ${isOne ? "" : "@shareable"} { code: ID! }
`,
  key,
})

/** The world as one schema. */
export function wholeBazaar(isFaulty = false): TestSubgraph {
  return {
    name: "whole",
    typeDefs: `${types(() => "", true).catalog}
    type Query { products(first: Int): [Product!]! product(id: ID!): Product node(id: ID!): Node things: [Thing] shops: [Shop!]! topReviews: [Review] }
    type Mutation { rename(id: ID!): Product review(id: ID!): Review }
    type Product implements Node { id: ID! name(upper: Boolean): String price(currency: String): Int weight: Int kind: Kind! tags: [[String]]
      shop: Shop related: [Product] stock(at: ID): Int! levels: [Level!]! best: Shop shipping: Int reviews(limit: Int): [Review!] }
    type Level { shop: Shop quantity: Int }
    type Shop implements Node { id: ID! name: String region: Region! products: [Product!]! address: String isBusy: Boolean! }
    type Review { id: ID! text: String! stars: Int product: Product about: Thing }`,
    resolvers: {
      Node: abstract,
      Thing: abstract,
      Query: resolve("Query", Object.keys(fields.Query), isFaulty),
      Mutation: resolve("Mutation", Object.keys(fields.Mutation), isFaulty),
      Product: {
        ...resolve("Product", Object.keys(fields.Product), isFaulty),
        shipping: (of: Ref) => shipping(fields.Product.weight(of)),
      },
      Shop: resolve("Shop", Object.keys(fields.Shop), isFaulty),
      Review: resolve("Review", Object.keys(fields.Review), isFaulty),
    },
  }
}

const shipping = (weight: number | null | undefined): number | null => (weight == null ? null : weight + 1)
const product = (ref: Ref) => byId(products, ref)
const shop = ({ id, region }: Ref & { region?: { code?: string } }) =>
  shops.find((each) => each.id === id && each.region.code === region?.code) ?? null

/** The world as three subgraphs. */
export function cutBazaar(isFaulty = false): TestSubgraph[] {
  return [catalog(isFaulty), stock(isFaulty), opinions(isFaulty)]
}

function catalog(isFaulty: boolean): TestSubgraph {
  const resolvers: Resolvers = {
    Node: abstract,
    Thing: abstract,
    Query: resolve("Query", ["products", "product", "node", "things", "shops"], isFaulty),
    Mutation: resolve("Mutation", ["rename"], isFaulty),
    Product: {
      __resolveReference: product,
      ...resolve("Product", ["name", "price", "weight", "kind", "tags", "shop", "related"], isFaulty),
    },
    Shop: { __resolveReference: shop, ...resolve("Shop", ["name", "products"], isFaulty) },
  }
  const typeDefs = `${FEDERATION}${types(() => "", false).catalog}
    type Query { products(first: Int): [Product!]! product(id: ID!): Product node(id: ID!): Node things: [Thing] shops: [Shop!]! }
    type Mutation { rename(id: ID!): Product }
    type Product implements Node @key(fields: "id") { id: ID! name(upper: Boolean): String price(currency: String): Int weight: Int kind: Kind!
      tags: [[String]] shop: Shop related: [Product] }
    type Shop implements Node @key(fields: "id region { code }") { id: ID! name: String region: Region! products: [Product!]! }`
  return { name: "catalog", typeDefs, resolvers }
}

function stock(isFaulty: boolean): TestSubgraph {
  const resolvers: Resolvers = {
    Product: {
      __resolveReference: (ref: Ref) => product(ref) && ref,
      ...resolve("Product", ["stock", "levels", "best"], isFaulty),
      shipping: ({ weight }: { weight?: number | null }) => shipping(weight),
    },
    Shop: { __resolveReference: shop, ...resolve("Shop", ["address", "isBusy"], isFaulty) },
  }
  const typeDefs = `${FEDERATION}
    type Region @shareable { code: ID! }
    type Product @key(fields: "id") { id: ID! weight: Int @external shipping: Int @requires(fields: "weight")
      stock(at: ID): Int! levels: [Level!]! best: Shop }
    type Level { shop: Shop quantity: Int }
    type Shop @key(fields: "id region { code }") { id: ID! region: Region! address: String isBusy: Boolean! }`
  return { name: "stock", typeDefs, resolvers }
}

function opinions(isFaulty: boolean): TestSubgraph {
  const resolvers: Resolvers = {
    Thing: abstract,
    Query: resolve("Query", ["topReviews"], isFaulty),
    Mutation: resolve("Mutation", ["review"], isFaulty),
    Product: { __resolveReference: product, ...resolve("Product", ["reviews"], isFaulty) },
    Shop: { __resolveReference: shop },
    Review: {
      __resolveReference: (ref: Ref) => byId(reviews, ref),
      ...resolve("Review", ["text", "stars", "product", "about"], isFaulty),
    },
  }
  const typeDefs = `${FEDERATION}
    type Query { topReviews: [Review] }
    type Mutation { review(id: ID!): Review }
    union Thing = Product | Shop
    type Region @shareable { code: ID! }
    type Product @key(fields: "id") { id: ID! reviews(limit: Int): [Review!] }
    type Shop @key(fields: "id region { code }") { id: ID! region: Region! }
    type Review @key(fields: "id") { id: ID! text: String! stars: Int product: Product about: Thing }`
  return { name: "opinions", typeDefs, resolvers }
}
