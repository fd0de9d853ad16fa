import {
  buildASTSchema,
  NoDeprecatedCustomRule,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
} from "graphql"
import { scopes } from "../generated/scopes"
import type { Operation } from "../operation"
import * as bulk from "./bulk"
import * as fulfilment from "./fulfilment"
import * as listings from "./listings"
import * as live from "./live"
import * as locations from "./locations"
import * as orders from "./orders"
import * as products from "./products"
import * as refunds from "./refunds"
import * as returns from "./returns"
import * as stock from "./stock"
import * as webhooks from "./webhooks"

interface AdminSchema {
  adminSchema(version: string): GraphQLSchema
}

interface Scopes {
  neededScopes(schema: GraphQLSchema, documents: readonly DocumentNode[], version: string): string[]
  scopesOf(sentence: string, writes: boolean): string[]
}

const { adminSchema } = jest.requireActual<AdminSchema>("../../scripts/admin-schema.cjs")
const { neededScopes, scopesOf } = jest.requireActual<Scopes>("../../scripts/scopes.cjs")

const operations = Object.entries<Operation<unknown, unknown>>({
  ...bulk,
  ...fulfilment,
  ...listings,
  ...live,
  ...locations,
  ...orders,
  ...products,
  ...refunds,
  ...returns,
  ...stock,
  ...webhooks,
})

/** Deprecated, and used all the same: beside the operation stands why. */
const BETTER_THAN_ITS_HEIR = /^The field Publication\.name is deprecated/

describe.each(["2026-07", "2026-10"])("Shopify's Admin schema of %s", (version) => {
  let schema: GraphQLSchema
  beforeAll(() => {
    schema = adminSchema(version)
  })

  test.each(operations)("has all that %s asks for, and none of it is deprecated", (_name, { source }) => {
    const errors = validate(schema, parse(source), [...specifiedRules, NoDeprecatedCustomRule])
    expect(errors.map(({ message }) => message).filter((message) => !BETTER_THAN_ITS_HEIR.test(message))).toEqual([])
  })
})

test("the scopes are what the operations need, and no more", () => {
  const documents = operations.map(([, { source }]) => parse(source))
  for (const version of ["2026-07", "2026-10"]) {
    const schema = adminSchema(version)
    const needed = new Set(documents.flatMap((document) => neededScopes(schema, [document], version)))
    expect([...needed].sort()).toEqual([...scopes].sort())
  }
})

test("a subject that is not ours would be found", () => {
  expect(scopesOf("`read_orders` access scope or `read_marketplace_orders` access scope.", false)).toEqual([
    "read_orders",
  ])
  expect(scopesOf("`orders` access scope, `marketplace_orders` access scope.", true)).toEqual(["write_orders"])
  expect(scopesOf("`read_orders` access scope. Also: Requires the `read_returns` access scope.", false)).toEqual([
    "read_orders",
    "read_returns",
  ])
  expect(() => scopesOf("`read_payment_terms` access scope.", false)).toThrow(/SUBJECTS/)
})

test("an operation that asks for what is not there would be found", () => {
  const schema = buildASTSchema(parse("type Query { a: Int @deprecated b: Int }"))
  expect(validate(schema, parse("{ c }"), [...specifiedRules, NoDeprecatedCustomRule])).toHaveLength(1)
  expect(validate(schema, parse("{ a }"), [...specifiedRules, NoDeprecatedCustomRule])).toHaveLength(1)
})

const BULK = ["bulkListings", "bulkStock"]

test.each(operations.filter(([name]) => BULK.includes(name)))(
  "%s is a query that Shopify exports",
  (_name, { source }) => {
    // At least one list and at most five, two deep, and no variables: https://shopify.dev/docs/api/usage/bulk-operations/queries
    const lists = source.match(/edges \{/g) ?? []
    expect(lists.length).toBeGreaterThanOrEqual(1)
    expect(lists.length).toBeLessThanOrEqual(2)
    expect(source).not.toContain("$")
    expect(source).not.toContain("nodes")
  }
)
