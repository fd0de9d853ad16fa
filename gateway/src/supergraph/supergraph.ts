import { buildASTSchema, Kind, parse, type DocumentNode, type GraphQLSchema } from "graphql"
import { readAccessRules, type AccessRules } from "../access/access-rules"
import { readArguments, readLinks, type LinkedFeature } from "./links"
import { publicSchema } from "./public-schema"
import { createPlanner, type Planner } from "./planner"
import { typeMatcher, type TypeMatcher } from "./type-relations"

/** A composed supergraph, read once and then only asked. */
export interface Supergraph {
  readonly sdl: string
  /** The schema that clients see. */
  readonly schema: GraphQLSchema
  /** Everything that was composed, hidden types and federation's own directives included. */
  readonly full: GraphQLSchema
  readonly links: readonly LinkedFeature[]
  /** Where each subgraph was said to be when the supergraph was composed, by name. */
  readonly subgraphUrls: ReadonlyMap<string, string>
  readonly accessRules: AccessRules
  readonly matches: TypeMatcher
  readonly planner: Planner
  /** Names of all fields of all types: an alias that is one of them is renamed before planning. */
  readonly fieldNames: ReadonlySet<string>
}

/** Reads a supergraph. Throws a sentence that says what is wrong with it. */
export function readSupergraph(sdl: string): Supergraph {
  const document = parseSupergraph(sdl)
  const links = readLinks(document)
  const full = buildASTSchema(document, { assumeValid: true, assumeValidSDL: true })
  return {
    sdl,
    schema: publicSchema(document),
    full,
    links,
    subgraphUrls: readSubgraphUrls(document),
    accessRules: readAccessRules(full, links),
    matches: typeMatcher(full),
    planner: createPlanner(sdl),
    fieldNames: readFieldNames(document),
  }
}

function parseSupergraph(sdl: string): DocumentNode {
  try {
    return parse(sdl, { noLocation: true })
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`The supergraph is not GraphQL (${reason}). Compose it again: npm run codegen.`, { cause })
  }
}

function readSubgraphUrls(document: DocumentNode): ReadonlyMap<string, string> {
  const urls = new Map<string, string>()
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== "join__Graph") continue
    for (const directive of (definition.values ?? []).flatMap(({ directives }) => directives ?? [])) {
      const { name, url } = readArguments(directive)
      if (directive.name.value === "join__graph" && typeof name === "string") urls.set(name, String(url))
    }
  }
  if (urls.size === 0)
    throw new Error("The supergraph names no subgraphs: it is a plain schema. Compose it: npm run codegen.")
  return urls
}

function readFieldNames(document: DocumentNode): ReadonlySet<string> {
  const names = new Set<string>()
  for (const definition of document.definitions) {
    const hasFields =
      definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION
    for (const field of (hasFields && definition.fields) || []) names.add(field.name.value)
  }
  return names
}
