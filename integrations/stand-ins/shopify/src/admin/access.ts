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
  const target = getNamedType(info.returnType).name.replace(/(Connection|Edge)$/, "")
  for (const name of [`${info.parentType.name}.${info.fieldName}`, target]) {
    const needed = context.vendor.scopes.get(name)
    if (!needed || needed.some((scope) => isGranted(context.scopes, scope))) continue
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
