import { Kind, valueFromASTUntyped, type ConstDirectiveNode, type DocumentNode } from "graphql"

/** A feature that the supergraph is written with, from its `@link`s. */
export interface LinkedFeature {
  /** `requiresScopes` in `https://specs.apollo.dev/requiresScopes/v0.1`. */
  readonly name: string
  /** What the supergraph calls it: its name, or the name given by `as`. */
  readonly prefix: string
  /** True when the supergraph must not be served by one who does not know the feature. */
  readonly isSecurity: boolean
  /** Local names by names in the feature's own document, `@` included for directives. */
  readonly imports: ReadonlyMap<string, string>
}

/** Reads `schema @link(url:, as:, import:, for:)`. */
export function readLinks(supergraph: DocumentNode): LinkedFeature[] {
  const directives = supergraph.definitions.flatMap((each) =>
    each.kind === Kind.SCHEMA_DEFINITION || each.kind === Kind.SCHEMA_EXTENSION ? (each.directives ?? []) : []
  )
  return directives.filter(({ name }) => name.value === "link").flatMap(readLink)
}

function readLink(directive: ConstDirectiveNode): LinkedFeature[] {
  const values = readArguments(directive)
  const name = /\/([^/]+)\/v\d+\.\d+\/?$/.exec(String(values["url"]))?.[1]
  if (name === undefined) return []
  const prefix = typeof values["as"] === "string" ? values["as"] : name
  const given = Array.isArray(values["import"]) ? values["import"] : []
  const imports = new Map(given.flatMap(readImport))
  return [{ name, prefix, isSecurity: values["for"] === "SECURITY", imports }]
}

function readImport(value: unknown): [string, string][] {
  if (typeof value === "string") return [[value, value]]
  const { name, as } = (value ?? {}) as { name?: unknown; as?: unknown }
  return typeof name === "string" ? [[name, typeof as === "string" ? as : name]] : []
}

/** The arguments of a directive as plain values. */
export function readArguments(directive: ConstDirectiveNode): Record<string, unknown> {
  return Object.fromEntries(
    (directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)])
  )
}

/** What the supergraph calls a directive of a feature; a directive named like its feature needs no import. */
export function directiveName(links: readonly LinkedFeature[], feature: string, directive: string): string {
  const link = links.find(({ name }) => name === feature)
  if (!link) return directive
  const imported = link.imports.get(`@${directive}`)?.slice(1)
  return imported ?? (directive === feature ? link.prefix : `${link.prefix}__${directive}`)
}
