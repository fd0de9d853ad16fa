import {
  buildASTSchema,
  getNamedType,
  NoDeprecatedCustomRule,
  parse,
  specifiedRules,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
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
  requiredAccess(version: string): Map<string, string>
}

const { adminSchema, requiredAccess } = jest.requireActual<AdminSchema>("../../scripts/admin-schema.cjs")

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

describe.each(["2026-07", "2026-10"])("Shopify's Admin schema of %s", (version) => {
  let schema: GraphQLSchema
  beforeAll(() => {
    schema = adminSchema(version)
  })

  test.each(operations)("has all that %s asks for, and none of it is deprecated", (_name, { source }) => {
    expect(
      validate(schema, parse(source), [...specifiedRules, NoDeprecatedCustomRule]).map(({ message }) => message)
    ).toEqual([])
  })
})

test("the scopes are what the operations need, and no more", () => {
  const access = requiredAccess("2026-07")
  const needed = new Set<string>()
  const schema = adminSchema("2026-07")
  for (const [, { source }] of operations) {
    const types = new TypeInfo(schema)
    const note = (coordinate: string) => {
      const alternatives = [...(access.get(coordinate) ?? "").matchAll(/`((?:read|write)_\w+)`/g)].map(
        ([, scope]) => scope ?? ""
      )
      if (alternatives.length === 0) return
      const granted = alternatives.filter((scope) => (scopes as readonly string[]).includes(scope))
      expect([coordinate, granted.length > 0]).toEqual([coordinate, true])
      granted.forEach((scope) => needed.add(scope))
    }
    visit(
      parse(source),
      visitWithTypeInfo(types, {
        Field: () => {
          const field = types.getFieldDef()
          note(`${types.getParentType()?.name}.${field?.name}`)
          if (field) note(getNamedType(field.type).name)
        },
      })
    )
  }
  expect([...needed].sort()).toEqual([...scopes].sort())
})

test("an operation that asks for what is not there would be found", () => {
  const schema = buildASTSchema(parse("type Query { a: Int @deprecated b: Int }"))
  expect(validate(schema, parse("{ c }"), [...specifiedRules, NoDeprecatedCustomRule])).toHaveLength(1)
  expect(validate(schema, parse("{ a }"), [...specifiedRules, NoDeprecatedCustomRule])).toHaveLength(1)
})
