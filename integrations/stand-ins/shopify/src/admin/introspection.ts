import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { gunzipSync } from "node:zlib"
import type { IntrospectionQuery } from "graphql"

/** The versions of the Admin API that are served, oldest first. */
export const apiVersions = ["2026-07", "2026-10"] as const
export type ApiVersion = (typeof apiVersions)[number]

export const isApiVersion = (text: string): text is ApiVersion => (apiVersions as readonly string[]).includes(text)

/** What Shopify's own schema files say beyond plain introspection. */
export interface VendorArgument {
  readonly name: string
  /** The kinds of global id that this argument takes. */
  readonly gidTypes?: readonly string[] | null
}

export interface VendorField {
  readonly name: string
  readonly description?: string | null
  readonly args: readonly VendorArgument[]
  /** Prose: "`read_orders` access scope or …". */
  readonly requiredAccess?: string | null
}

export interface VendorType {
  readonly name: string
  readonly requiredAccess?: string | null
  readonly fields?: readonly VendorField[] | null
  readonly inputFields?: readonly VendorArgument[] | null
}

export interface VendorIntrospection {
  readonly schema: IntrospectionQuery
  readonly types: readonly VendorType[]
}

/** Reads Shopify's schema of a version out of the package `@shopify/dev-mcp`, which ships it. About 100 ms. */
export function readIntrospection(version: ApiVersion): VendorIntrospection {
  const text = gunzipSync(readFileSync(join(dataFolder(), `admin_${version}.json.gz`))).toString("utf8")
  const { data } = JSON.parse(text) as { data: IntrospectionQuery & { __schema: { types: VendorType[] } } }
  return { schema: data, types: data.__schema.types }
}

/** The package exports neither its data nor its package.json, so that it is looked for where Node would look. */
function dataFolder(): string {
  const folders = (require.resolve.paths("@shopify/dev-mcp") ?? []).map((root) =>
    join(root, "@shopify", "dev-mcp", "dist", "data")
  )
  const found = folders.find((folder) => existsSync(folder))
  if (found) return found
  throw new Error("Shopify's schemas are missing: run npm install (they are in the package @shopify/dev-mcp)")
}
