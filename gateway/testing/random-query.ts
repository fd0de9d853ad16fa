import fc from "fast-check"
import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isLeafType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
} from "graphql"

/** Names that clients give fields, chosen to get in the way: they are field names, helpers' names, and names of every object. */
const aliases = [
  "id",
  "name",
  "weight",
  "price",
  "region",
  "code",
  "x",
  "y",
  "_a_id",
  "constructor",
  "_internal_qp_alias_0",
]

const conditions = [
  "@include(if: $on)",
  "@include(if: $off)",
  "@skip(if: $on)",
  "@skip(if: $off)",
  "@include(if: true)",
  "@skip(if: true)",
]

/** The variables that random queries use. */
export const randomVariables = { on: true, off: false, text: "USD", count: 1 }
const DECLARED = "($on: Boolean!, $off: Boolean!, $text: String, $count: Int)"

/** Arguments by name; each is also left out at times. */
const argumentValues: Readonly<Record<string, readonly string[]>> = {
  upper: ["true", "$on"],
  currency: ['"EUR"', "$text"],
  at: ['"s1"'],
  limit: ["1", "$count"],
  first: ["2", "$count"],
}
const ids = ["p1", "p2", "s1", "s3", "none"]

/** Queries against a schema. Some are not valid, where two fields claim one name: leave those out. */
export function randomQuery(schema: GraphQLSchema, depth: number): fc.Arbitrary<string> {
  const root = schema.getQueryType()
  if (!root) throw new Error("The schema has no queries.")
  return selections(root, depth, schema).map((text) => `query ${DECLARED} ${text}`)
}

function selections(type: GraphQLCompositeType, depth: number, schema: GraphQLSchema): fc.Arbitrary<string> {
  const parts = [...fieldsOf(type).map((field) => fieldText(field, depth, schema)), ...fragmentsOf(type, depth, schema)]
  return fc
    .array(fc.oneof(fc.constant("__typename"), ...parts), { minLength: 1, maxLength: 4 })
    .map((all) => `{ ${all.join(" ")} }`)
}

const fieldsOf = (type: GraphQLCompositeType): GraphQLField<unknown, unknown>[] =>
  "getFields" in type ? Object.values(type.getFields()).filter(({ name }) => !name.startsWith("_")) : []

function fieldText(field: GraphQLField<unknown, unknown>, depth: number, schema: GraphQLSchema): fc.Arbitrary<string> {
  const type = getNamedType(field.type)
  if (!isLeafType(type) && depth === 0) return fc.constant("__typename")
  const below = isCompositeType(type) ? selections(type, depth - 1, schema) : fc.constant("")
  return fc
    .tuple(rarely(aliases), argumentsText(field), rarely(conditions), below)
    .map(([alias, given, condition, text]) => {
      const name = alias === "" ? field.name : `${alias}: ${field.name}`
      return `${name}${given} ${condition} ${text}`
    })
}

function argumentsText({ args }: GraphQLField<unknown, unknown>): fc.Arbitrary<string> {
  const all = args.map(({ name }) =>
    name === "id"
      ? fc.constantFrom(...ids).map((id) => `id: "${id}"`)
      : fc.constantFrom("", ...(argumentValues[name] ?? []).map((value) => `${name}: ${value}`))
  )
  return fc.tuple(...all).map((given) => {
    const written = given.filter((each) => each !== "")
    return written.length ? `(${written.join(", ")})` : ""
  })
}

function fragmentsOf(type: GraphQLCompositeType, depth: number, schema: GraphQLSchema): fc.Arbitrary<string>[] {
  if (depth === 0) return []
  const others = isAbstractType(type)
    ? schema.getPossibleTypes(type)
    : "getInterfaces" in type
      ? type.getInterfaces()
      : []
  return [type, ...others].map((condition) =>
    fc
      .tuple(rarely(conditions), selections(condition, depth - 1, schema))
      .map(([directive, text]) => `... on ${condition.name} ${directive} ${text}`)
  )
}

const rarely = (values: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant("") }, { weight: 1, arbitrary: fc.constantFrom(...values) })
