import { GraphQLScalarType, type GraphQLSchema } from "graphql"

/**
 * What Shopify's scalars look like on the wire. A schema built from introspection lets any value of a custom scalar pass;
 * with these, an answer that Shopify could not have given fails the request.
 */
const shapes: Record<string, RegExp> = {
  DateTime: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
  Date: /^\d{4}-\d\d-\d\d$/,
  Decimal: /^-?\d+\.\d+$/,
  Money: /^-?\d+(\.\d+)?$/,
  UnsignedInt64: /^\d+$/,
  URL: /^https?:\/\/[^\s]+$/,
  UtcOffset: /^[+-]\d\d:\d\d$/,
  HTML: /^[^]*$/,
}

export function checkScalars(schema: GraphQLSchema): void {
  for (const [name, shape] of Object.entries(shapes)) {
    const type = schema.getType(name)
    if (!(type instanceof GraphQLScalarType)) throw new Error(`Shopify's schema has no scalar ${name}`)
    type.serialize = (value) => {
      if (typeof value === "string" && shape.test(value)) return value
      throw new TypeError(`${JSON.stringify(value)} is not a ${name} as Shopify writes it`)
    }
  }
}
