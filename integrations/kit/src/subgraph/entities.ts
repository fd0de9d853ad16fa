import {
  GraphQLError,
  isObjectType,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from "graphql"
import type { Resolvers } from "./attach-resolvers"

/** The most representations one `_entities` call may carry. A gateway that needs more asks twice. */
export const REPRESENTATIONS_MAX = 1_000

/** Finds an entity by the key fields in `reference`. May return a promise, so that a DataLoader can batch. */
export type ReferenceResolver = (reference: unknown, context: unknown, info: GraphQLResolveInfo) => unknown

interface Representation extends Readonly<Record<string, unknown>> {
  readonly __typename: string
}

/** The types that carry a resolvable `@key` and know how to be found again. */
export function referenceResolvers(
  schema: GraphQLSchema,
  resolvers: Resolvers,
  keyName: string
): Map<string, ReferenceResolver> {
  const found = new Map<string, ReferenceResolver>()
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue
    const nodes = [type.astNode, ...type.extensionASTNodes]
    const keyed = nodes.some((node) => node?.directives?.some((directive) => directive.name.value === keyName))
    const resolve = (resolvers[type.name] as Record<string, unknown> | undefined)?.["__resolveReference"]
    if (typeof resolve !== "function") continue
    if (!keyed)
      throw new Error(`"${type.name}" has a __resolveReference but no @key: add the key or remove the resolver.`)
    found.set(type.name, resolve as ReferenceResolver)
  }
  return found
}

/** Gives `_entities` its resolver, and `_Entity` a way to tell its members apart. */
export function attachEntities(schema: GraphQLSchema, resolvers: ReadonlyMap<string, ReferenceResolver>): void {
  // The type of each entity is remembered beside it, not on it: it may be frozen, cached or shared between requests.
  const typeNames = new WeakMap<object, string>()
  const entity = schema.getType("_Entity")
  const field = schema.getQueryType()?.getFields()["_entities"]
  if (!field || !entity || !("resolveType" in entity)) return
  entity.resolveType = (value: object) => typeNames.get(value)
  field.resolve = entitiesResolver(resolvers, typeNames)
}

function entitiesResolver(
  resolvers: ReadonlyMap<string, ReferenceResolver>,
  typeNames: WeakMap<object, string>
): GraphQLFieldResolver<unknown, unknown> {
  const resolveOne = async (representation: unknown, context: unknown, info: GraphQLResolveInfo) => {
    const { __typename: typeName, ...keys } = checkRepresentation(representation)
    const resolve = resolvers.get(typeName)
    if (!resolve)
      throw badInput(`"${typeName}" is not an entity of this subgraph. It has: ${[...resolvers.keys()].join(", ")}.`)
    const entity = await resolve({ __typename: typeName, ...keys }, context, info)
    if (entity === null || entity === undefined) return null
    if (typeof entity !== "object") throw new Error(`"${typeName}.__resolveReference" must return an object or null.`)
    typeNames.set(entity, typeName)
    return entity
  }
  // All start in this tick, so that a DataLoader sees them as one batch; each fails alone.
  return (_source, { representations }: { representations: readonly unknown[] }, context, info) => {
    if (representations.length > REPRESENTATIONS_MAX) {
      throw badInput(
        `${representations.length} representations are too many; ask for at most ${REPRESENTATIONS_MAX} at once.`
      )
    }
    return representations.map((each) => resolveOne(each, context, info))
  }
}

function checkRepresentation(value: unknown): Representation {
  const typeName = typeof value === "object" && value !== null ? (value as Representation).__typename : undefined
  if (typeof typeName !== "string") throw badInput("Each representation must be an object with a __typename.")
  return value as Representation
}

const badInput = (message: string) => new GraphQLError(message, { extensions: { code: "BAD_USER_INPUT" } })

/** The SDL of `_entities` for these types. A subgraph without entities has no such field: an empty union is not GraphQL. */
export function entitySdl(typeNames: readonly string[]): string {
  if (typeNames.length === 0) return ""
  return `scalar _Any
union _Entity = ${typeNames.join(" | ")}
extend type Query { _entities(representations: [_Any!]!): [_Entity]! }`
}
