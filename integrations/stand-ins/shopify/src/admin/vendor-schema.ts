import { buildClientSchema, type GraphQLSchema } from "graphql"
import { anyOfScopes } from "./access"
import { readIntrospection, type ApiVersion, type VendorArgument, type VendorType } from "./introspection"
import { checkScalars } from "./scalars"

/** One version of Shopify's schema, with the rules that its prose and extra fields state. */
export interface VendorSchema {
  readonly version: ApiVersion
  readonly schema: GraphQLSchema
  /** Scopes of which one is needed, by `Type` or `Type.field`. */
  readonly scopes: ReadonlyMap<string, readonly string[]>
  /** Kinds of global id taken, by `Type.field.argument` or `Input.field`. */
  readonly gidTypes: ReadonlyMap<string, readonly string[]>
  /** Mutations that are refused without `@idempotent`. */
  readonly keyed: ReadonlySet<string>
}

const built = new Map<ApiVersion, VendorSchema>()

/** Built at the first request for the version and kept: it takes a second and some 100 MB. */
export function vendorSchema(version: ApiVersion): VendorSchema {
  const known = built.get(version)
  if (known) return known
  const { schema: introspection, types } = readIntrospection(version)
  const schema = buildClientSchema(introspection)
  checkScalars(schema)
  const result = { version, schema, scopes: scopesOf(types), gidTypes: gidTypesOf(types), keyed: keyedMutations(types) }
  built.set(version, result)
  return result
}

function scopesOf(types: readonly VendorType[]): Map<string, readonly string[]> {
  const scopes = new Map<string, readonly string[]>()
  const note = (name: string, prose: string | null | undefined) => {
    const parsed = anyOfScopes(prose)
    if (parsed) scopes.set(name, parsed)
  }
  for (const type of types) {
    note(type.name, type.requiredAccess)
    for (const field of type.fields ?? []) note(`${type.name}.${field.name}`, field.requiredAccess)
  }
  return scopes
}

function gidTypesOf(types: readonly VendorType[]): Map<string, readonly string[]> {
  const kinds = new Map<string, readonly string[]>()
  const note = (owner: string, args: readonly VendorArgument[]) => {
    for (const { name, gidTypes } of args) if (gidTypes?.length) kinds.set(`${owner}.${name}`, gidTypes)
  }
  for (const type of types) {
    note(type.name, type.inputFields ?? [])
    for (const field of type.fields ?? []) note(`${type.name}.${field.name}`, field.args)
  }
  return kinds
}

/** Shopify says it only in prose: "As of version `2026-04`, the idempotency key is required". */
function keyedMutations(types: readonly VendorType[]): Set<string> {
  const fields = types.find((type) => type.name === "Mutation")?.fields ?? []
  const isKeyed = /As of (?:version )?`?2026-04`?, the idempotency key is required/
  return new Set(fields.filter(({ description }) => isKeyed.test(description ?? "")).map(({ name }) => name))
}
