import { Kind, type DocumentNode, type ConstDirectiveNode } from "graphql"

/**
 * The federation 2 directives, as https://www.apollographql.com/docs/graphos/reference/federation/directives defines them.
 * graphql-js knows none of them, so an executable schema has to bring its own definitions.
 */
const DEFINITIONS: Readonly<Record<string, string>> = {
  authenticated: "on ENUM | FIELD_DEFINITION | INTERFACE | OBJECT | SCALAR",
  composeDirective: "(name: String!) repeatable on SCHEMA",
  cost: "(weight: Int!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR",
  extends: "on INTERFACE | OBJECT",
  external: "on FIELD_DEFINITION | OBJECT",
  inaccessible:
    "on ARGUMENT_DEFINITION | ENUM | ENUM_VALUE | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | INPUT_OBJECT | INTERFACE | OBJECT | SCALAR | UNION",
  interfaceObject: "on OBJECT",
  key: "(fields: federation__FieldSet!, resolvable: Boolean = true) repeatable on INTERFACE | OBJECT",
  listSize:
    "(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION",
  override: "(from: String!, label: String) on FIELD_DEFINITION",
  policy: "(policies: [[federation__Policy!]!]!) on ENUM | FIELD_DEFINITION | INTERFACE | OBJECT | SCALAR",
  provides: "(fields: federation__FieldSet!) on FIELD_DEFINITION",
  requires: "(fields: federation__FieldSet!) on FIELD_DEFINITION",
  requiresScopes: "(scopes: [[federation__Scope!]!]!) on ENUM | FIELD_DEFINITION | INTERFACE | OBJECT | SCALAR",
  shareable: "repeatable on FIELD_DEFINITION | OBJECT",
  tag: "(name: String!) repeatable on ARGUMENT_DEFINITION | ENUM | ENUM_VALUE | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | INPUT_OBJECT | INTERFACE | OBJECT | SCALAR | SCHEMA | UNION",
}

const SCALARS = ["federation__FieldSet", "federation__Policy", "federation__Scope", "link__Import"]
const LINK = `directive @link(url: String!, as: String, for: link__Purpose, import: [link__Import]) repeatable on SCHEMA
enum link__Purpose { EXECUTION SECURITY }`

/**
 * The definitions that a document needs and does not have itself: each directive under the name that its `@link` imports it
 * by, and under `federation__name`. A directive that was not imported stays unknown, as it would at composition.
 */
export function missingFederationDefinitions(document: DocumentNode): string {
  const own = new Set(document.definitions.map((each) => ("name" in each ? each.name?.value : undefined)))
  const imported = importedNames(document)
  const lines = Object.entries(DEFINITIONS).flatMap(([name, rest]) =>
    [imported.get(name), `federation__${name}`]
      .filter((known): known is string => known !== undefined && !own.has(known))
      .map((known) => `directive @${known} ${rest}`)
  )
  const scalars = SCALARS.filter((name) => !own.has(name)).map((name) => `scalar ${name}`)
  return [...lines, ...scalars, ...(own.has("link") ? [] : [LINK])].join("\n")
}

/** The name that each federation directive goes by in this document. */
export function importedNames(document: DocumentNode): Map<string, string> {
  const names = new Map<string, string>()
  for (const link of federationLinks(document)) {
    const list = link.arguments?.find((argument) => argument.name.value === "import")?.value
    if (list?.kind !== Kind.LIST) continue
    for (const item of list.values) {
      if (item.kind === Kind.STRING) names.set(bare(item.value), bare(item.value))
      if (item.kind === Kind.OBJECT) {
        const fields = new Map(item.fields.map((field) => [field.name.value, field.value]))
        const [name, as] = [fields.get("name"), fields.get("as")]
        if (name?.kind === Kind.STRING)
          names.set(bare(name.value), bare(as?.kind === Kind.STRING ? as.value : name.value))
      }
    }
  }
  return names
}

function federationLinks(document: DocumentNode): ConstDirectiveNode[] {
  return document.definitions
    .filter((each) => each.kind === Kind.SCHEMA_EXTENSION || each.kind === Kind.SCHEMA_DEFINITION)
    .flatMap((each) => each.directives ?? [])
    .filter((directive) => directive.name.value === "link")
    .filter((directive) =>
      directive.arguments?.some(
        ({ name, value }) =>
          name.value === "url" && value.kind === Kind.STRING && value.value.includes("/federation/v2")
      )
    )
}

const bare = (name: string) => name.replace(/^@/, "")
