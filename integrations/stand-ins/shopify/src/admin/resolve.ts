import type { GraphQLFieldResolver } from "graphql"
import { checkAccess } from "./access"
import type { RequestContext, View } from "./context"
import { NotImplemented } from "./errors"
import { checkGlobalIds } from "./global-id-arguments"

/**
 * The only resolver: looks the field up in the view it is asked of. A field that the view does not have is one that the
 * stand-in does not implement, and says so; an `id` of another type than the object's own is a lie and fails the request.
 */
export const resolveField: GraphQLFieldResolver<View, RequestContext> = (view, args, context, info) => {
  checkAccess(context, info)
  checkGlobalIds(context.vendor, info, args)
  if (!(info.fieldName in view)) throw new NotImplemented(`${info.parentType.name}.${info.fieldName}`)
  const value = view[info.fieldName]
  const result: unknown = typeof value === "function" ? value(args, context, info) : value
  const isNode = info.parentType.getInterfaces().some(({ name }) => name === "Node")
  if (isNode && info.fieldName === "id") checkOwnId(result, info.parentType.name)
  return result
}

function checkOwnId(id: unknown, type: string): void {
  if (String(id).startsWith(`gid://shopify/${type}/`)) return
  throw new TypeError(`${String(id)} is not the id of a ${type}`)
}
