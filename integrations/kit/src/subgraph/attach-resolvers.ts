import {
  isAbstractType,
  isObjectType,
  isScalarType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLScalarType,
  type GraphQLSchema,
} from "graphql"

/** Resolvers as codegen types them: a map of type name to fields, or a `GraphQLScalarType`. */
export type Resolvers = Readonly<Record<string, unknown>>

type Unknown = Readonly<Record<string, unknown>>

/**
 * Puts resolvers on a schema built from SDL. A resolver for a type or a field that the schema does not have is refused: it
 * would never be called, and its author would wonder why.
 */
export function attachResolvers(schema: GraphQLSchema, resolvers: Resolvers): void {
  for (const [typeName, resolver] of Object.entries(resolvers)) {
    if (resolver === undefined) continue
    const type = schema.getType(typeName)
    if (!type)
      throw new Error(`There are resolvers for "${typeName}", but the schema has no such type. Remove or rename them.`)
    attachToType(type, resolver as Unknown)
  }
}

function attachToType(type: GraphQLNamedType, resolver: Unknown): void {
  if (isScalarType(type)) return adoptScalar(type, resolver)
  if (isObjectType(type)) return attachFields(type, resolver)
  if (isAbstractType(type)) {
    const resolveType = resolver["__resolveType"]
    if (typeof resolveType === "function") type.resolveType = resolveType as typeof type.resolveType
    return
  }
  throw new Error(`"${type.name}" takes no resolvers: only objects, scalars, interfaces and unions do.`)
}

function attachFields(type: GraphQLObjectType, resolver: Unknown): void {
  const fields = type.getFields()
  for (const [name, value] of Object.entries(resolver)) {
    if (value === undefined || name === "__resolveReference") continue
    if (name === "__isTypeOf") {
      type.isTypeOf = value as NonNullable<typeof type.isTypeOf>
      continue
    }
    const field = fields[name]
    if (!field) throw new Error(`There is a resolver for "${type.name}.${name}", but the schema has no such field.`)
    attachField(field, value)
  }
}

function attachField(field: GraphQLField<unknown, unknown>, value: unknown): void {
  if (typeof value === "function") {
    field.resolve = value as NonNullable<typeof field.resolve>
    return
  }
  const { resolve, subscribe } = value as Partial<Pick<GraphQLField<unknown, unknown>, "resolve" | "subscribe">>
  if (resolve) field.resolve = resolve
  if (subscribe) field.subscribe = subscribe
}

/** The schema's own scalar object stays, since fields already point at it; it takes over the other's behaviour. */
function adoptScalar(type: GraphQLScalarType, resolver: Unknown): void {
  const { serialize, parseValue, parseLiteral } = resolver as unknown as GraphQLScalarType
  Object.assign(type, { serialize, parseValue, parseLiteral })
}
