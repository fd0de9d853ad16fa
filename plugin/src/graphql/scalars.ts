import { GraphQLScalarType, valueFromASTUntyped } from "graphql"

/** An instant in ISO 8601, always UTC. */
export const DateTime = new GraphQLScalarType<Date, string>({
  name: "DateTime",
  serialize: (value) => {
    const instant = value instanceof Date ? value : new Date(String(value))
    if (Number.isNaN(instant.getTime())) throw new TypeError(`"${String(value)}" is not an instant.`)
    return instant.toISOString()
  },
})

/** A value in JSON, as it is: who takes it checks it. */
export const JSONValue = new GraphQLScalarType<unknown, unknown>({
  name: "JSON",
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
})

/** A count of units. */
export const Quantity = finiteNumber("Quantity")

/** An amount in the currency's smallest unit. */
export const MinorUnits = finiteNumber("MinorUnits")

function finiteNumber(name: string): GraphQLScalarType<number, number> {
  return new GraphQLScalarType({
    name,
    serialize: (value) => {
      const number = Number(value)
      if (!Number.isFinite(number)) throw new TypeError(`"${String(value)}" is not a ${name}.`)
      return number
    },
  })
}
