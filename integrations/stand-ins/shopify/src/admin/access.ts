import { getNamedType, type GraphQLResolveInfo } from "graphql"
import type { RequestContext } from "./context"
import { VendorError } from "./errors"

const oneScope = "`([a-z_]+)` access scope"
const anyOf = new RegExp(`^${oneScope}(?:(?:, | or |, or )${oneScope})*\\.?$`)

/**
 * Reads "`read_a` access scope, `read_b` access scope or `read_c` access scope." as its three scopes. Null where the
 * prose says anything else: an unreadable demand is not enforced rather than guessed. What follows "Also:" is about
 * permissions of staff, which an app's token does not have.
 */
export function anyOfScopes(prose: string | null | undefined): readonly string[] | null {
  const demand = prose?.split(/\s*Also:/)[0]?.trim()
  if (!demand || !anyOf.test(demand)) return null
  return [...demand.matchAll(/`([a-z_]+)`/g)].map((match) => match[1] as string).flatMap(spelledOut)
}

/** "`orders` access scope" is how Shopify's file words it for refundCreate: the scope to write them. */
const spelledOut = (scope: string) => (/^(read|write|unauthenticated)_/.test(scope) ? [scope] : [`write_${scope}`])

/** Who may write may read. https://shopify.dev/docs/api/usage/access-scopes */
const isGranted = (granted: ReadonlySet<string>, scope: string) =>
  granted.has(scope) || (scope.startsWith("read_") && granted.has(scope.replace(/^read_/, "write_")))

/** Refuses a field, or the type it leads to, that the token has no scope for. */
export function checkAccess(context: RequestContext, info: GraphQLResolveInfo): void {
  const demands = demandsOf(context, info)
  if (demands.length === 0 || !context.store.keeps("scope-denied")) return
  for (const needed of demands) {
    if (needed.some((scope) => isGranted(context.scopes, scope))) continue
    const requiredAccess = `${needed.map((scope) => `\`${scope}\` access scope`).join(" or ")}.`
    throw new VendorError(
      `Access denied for ${info.fieldName} field. Required access: ${requiredAccess}`,
      "ACCESS_DENIED",
      {
        documentation: "https://shopify.dev/api/usage/access-scopes",
        requiredAccess,
      }
    )
  }
}

type Demands = readonly (readonly string[])[]

/** By type and field: they are the same for each of the many times that a field is resolved. */
const known = new WeakMap<object, Map<string, Demands>>()

/** Of the field, and of the type it leads to. */
function demandsOf({ vendor }: RequestContext, { parentType, fieldName, returnType }: GraphQLResolveInfo): Demands {
  const found = known.get(parentType)?.get(fieldName)
  if (found) return found
  const target = getNamedType(returnType).name.replace(/(Connection|Edge)$/, "")
  const names = [`${parentType.name}.${fieldName}`, target]
  const demands = names.flatMap((name) => {
    const needed = vendor.scopes.get(name)
    return needed ? [needed] : []
  })
  const ofType = known.get(parentType) ?? new Map<string, Demands>()
  known.set(parentType, ofType.set(fieldName, demands))
  return demands
}
