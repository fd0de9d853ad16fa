import {
  assertValidSchema,
  buildASTSchema,
  concatAST,
  extendSchema,
  Kind,
  parse,
  type DocumentNode,
  type GraphQLSchema,
} from "graphql"
import { attachResolvers, type Resolvers } from "./attach-resolvers"
import { attachEntities, entitySdl, referenceResolvers } from "./entities"
import { importedNames, missingFederationDefinitions } from "./federation-directives"

/** What a subgraph is made of. */
export interface SubgraphModule {
  /** The subgraph's SDL, with its `@link` to federation 2. It is given to the gateway as it stands. */
  readonly typeDefs: string
  /** Resolvers as codegen types them; an entity's `__resolveReference` beside its fields. */
  readonly resolvers: Resolvers
}

/**
 * An executable federation 2 subgraph: the schema itself, `_service { sdl }`, and `_entities` for each type that has both a
 * `@key` and a `__resolveReference`. Throws, at start-up, on SDL or resolvers that do not fit together.
 *
 * Ours, since the alternatives bring a second licence or ask for a newer Node than we support.
 */
export function buildSubgraphSchema({ typeDefs, resolvers }: SubgraphModule): GraphQLSchema {
  const document = parse(typeDefs)
  const base = buildASTSchema(
    concatAST([document, parse(missingFederationDefinitions(document)), parse(queryRoot(document))])
  )
  const references = referenceResolvers(base, resolvers, importedNames(document).get("key") ?? "federation__key")
  const entities = entitySdl([...references.keys()])
  const schema = entities === "" ? base : extendSchema(base, parse(entities))
  attachResolvers(schema, withService(resolvers, typeDefs))
  attachEntities(schema, references)
  assertValidSchema(schema)
  return schema
}

/** `_service`, on a Query that the subgraph may not have written itself. */
function queryRoot(document: DocumentNode): string {
  const hasQuery = document.definitions.some(
    (each) => each.kind === Kind.OBJECT_TYPE_DEFINITION && each.name.value === "Query"
  )
  return `type _Service { sdl: String! }
${hasQuery ? "extend type" : "type"} Query { _service: _Service! }`
}

function withService(resolvers: Resolvers, sdl: string): Resolvers {
  const query = resolvers["Query"] as Record<string, unknown> | undefined
  return { ...resolvers, Query: { ...query, _service: () => ({ sdl }) } }
}
