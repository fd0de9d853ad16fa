import { isInterfaceType, isObjectType, type ConstDirectiveNode, type GraphQLSchema } from "graphql"
import { directiveName, readArguments, type LinkedFeature } from "../supergraph/links"

/** Rights of which one set must be held whole: `[["a", "b"], ["c"]]` is "a and b, or c". */
export type ScopeSets = readonly (readonly string[])[]

/** What a caller needs before a field or type is answered. */
export interface AccessRule {
  /** Sets to be met, each one; none when it is enough to be known. */
  readonly scopes: readonly ScopeSets[]
  /** True when nobody can meet it: the rule is malformed, or in a language that this gateway does not speak. */
  readonly isImpossible: boolean
}

/** The supergraph's access rules. Where there is no rule, everybody may look. */
export interface AccessRules {
  forType(typeName: string): AccessRule | undefined
  forField(typeName: string, fieldName: string): AccessRule | undefined
  /** Every scope that some rule speaks of. */
  readonly scopes: ReadonlySet<string>
}

/** Directives with which a supergraph closes things. `@policy` needs a program to decide; without one it stays closed. */
const features = ["authenticated", "requiresScopes", "policy"] as const
/** What is `@inaccessible` is not part of the public schema, so it cannot be asked for. */
const securityFeatures: readonly string[] = [...features, "inaccessible"]

/**
 * Reads `@authenticated`, `@requiresScopes` and `@policy` under whatever name they are linked. Throws when the supergraph
 * demands a security feature that is not known here: to serve it would be to leave a door open.
 */
export function readAccessRules(supergraph: GraphQLSchema, links: readonly LinkedFeature[]): AccessRules {
  const unknown = links.find(({ name, isSecurity }) => isSecurity && !securityFeatures.includes(name))
  if (unknown) {
    throw new Error(
      `The supergraph demands the security feature "${unknown.name}", which this gateway does not know. ` +
        `It knows ${securityFeatures.join(", ")}. Remove it from the subgraphs and compose again.`
    )
  }
  const names = new Map(features.map((feature) => [directiveName(links, feature, feature), feature]))
  const rules = new Map<string, AccessRule>()
  for (const type of Object.values(supergraph.getTypeMap())) {
    addRule(rules, type.name, directivesOf(type), names)
    if (!isObjectType(type) && !isInterfaceType(type)) continue
    for (const field of Object.values(type.getFields())) {
      addRule(rules, `${type.name}.${field.name}`, field.astNode?.directives ?? [], names)
    }
  }
  const scopes = new Set([...rules.values()].flatMap((rule) => rule.scopes.flat(2)))
  return {
    scopes,
    forType: (typeName) => rules.get(typeName),
    forField: (typeName, fieldName) => rules.get(`${typeName}.${fieldName}`),
  }
}

interface WithNodes {
  readonly astNode?: { readonly directives?: readonly ConstDirectiveNode[] | undefined } | null | undefined
  readonly extensionASTNodes?: readonly { readonly directives?: readonly ConstDirectiveNode[] | undefined }[]
}

const directivesOf = ({ astNode, extensionASTNodes = [] }: WithNodes): readonly ConstDirectiveNode[] =>
  [astNode, ...extensionASTNodes].flatMap((node) => node?.directives ?? [])

function addRule(
  rules: Map<string, AccessRule>,
  coordinate: string,
  directives: readonly ConstDirectiveNode[],
  names: ReadonlyMap<string, (typeof features)[number]>
): void {
  const found = directives.flatMap((directive) => {
    const feature = names.get(directive.name.value)
    return feature ? [readRule(feature, directive)] : []
  })
  if (found.length === 0) return
  rules.set(coordinate, {
    scopes: found.flatMap((rule) => rule.scopes),
    isImpossible: found.some((rule) => rule.isImpossible),
  })
}

const impossible: AccessRule = { scopes: [], isImpossible: true }

function readRule(feature: (typeof features)[number], directive: ConstDirectiveNode): AccessRule {
  if (feature === "authenticated") return { scopes: [], isImpossible: false }
  if (feature === "policy") return impossible
  const { scopes } = readArguments(directive)
  return isScopeSets(scopes) ? { scopes: [scopes], isImpossible: false } : impossible
}

/** An empty set would be met by everybody, so it is not taken as one. */
function isScopeSets(value: unknown): value is ScopeSets {
  const isScope = (each: unknown): boolean => typeof each === "string" && each !== ""
  const isSet = (each: unknown): boolean => Array.isArray(each) && each.length > 0 && each.every(isScope)
  return Array.isArray(value) && value.length > 0 && value.every(isSet)
}
