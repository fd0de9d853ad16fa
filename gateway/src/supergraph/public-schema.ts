import { transformSupergraphToPublicSchema } from "@theguild/federation-composition"
import { buildASTSchema, visit, type DocumentNode, type GraphQLSchema } from "graphql"

/**
 * The schema that clients see. It comes from the composer, who knows what it has hidden; the planner's own (0.0.38) keeps some
 * of federation's definitions.
 */
export function publicSchema(supergraph: DocumentNode): GraphQLSchema {
  return buildASTSchema(withoutHiddenMembers(transformSupergraphToPublicSchema(supergraph)), { assumeValidSDL: true })
}

/** The composer (0.27.0) takes a hidden type away and leaves it in its unions. */
function withoutHiddenMembers(document: DocumentNode): DocumentNode {
  const known = new Set(document.definitions.flatMap((each) => ("name" in each && each.name ? [each.name.value] : [])))
  return visit(document, {
    UnionTypeDefinition: (node) => ({ ...node, types: (node.types ?? []).filter(({ name }) => known.has(name.value)) }),
  })
}
