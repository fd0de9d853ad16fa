import { getNamedType, type GraphQLFieldResolver, type GraphQLResolveInfo } from "graphql"
import { checkAccess } from "./access"
import type { RequestContext, View } from "./context"
import { NotImplemented } from "./errors"
import { checkGlobalIds } from "./global-id-arguments"

/**
 * The only resolver: looks the field up in the view it is asked of. A field that the view does not have is one that the
 * stand-in does not implement, and says so; an `id` of another type than the object's own is a lie and fails the request.
 */
export const resolveField: GraphQLFieldResolver<View, RequestContext> = (view, args, context, info) => {
  const plan = planOf(info)
  checkAccess(context, info)
  if (plan.hasArguments) checkGlobalIds(context.vendor, info, args)
  if (!(info.fieldName in view)) throw new NotImplemented(`${info.parentType.name}.${info.fieldName}`)
  const value = view[info.fieldName]
  const asked = context.isBulk && plan.isConnection ? { ...args, isBulk: true } : args
  const result: unknown = typeof value === "function" ? value(asked, context, info) : value
  if (plan.isOwnId) checkOwnId(result, info.parentType.name)
  return result
}

interface Plan {
  readonly hasArguments: boolean
  readonly isConnection: boolean
  /** The id of an object that can be looked up by it. */
  readonly isOwnId: boolean
}

/** What is the same for each of the many times that a field is resolved. */
const plans = new WeakMap<object, Map<string, Plan>>()

function planOf({ parentType, fieldName, returnType }: GraphQLResolveInfo): Plan {
  const known = plans.get(parentType)?.get(fieldName)
  if (known) return known
  const plan = {
    hasArguments: (parentType.getFields()[fieldName]?.args.length ?? 0) > 0,
    isConnection: getNamedType(returnType).name.endsWith("Connection"),
    isOwnId: fieldName === "id" && parentType.getInterfaces().some(({ name }) => name === "Node"),
  }
  const ofType = plans.get(parentType) ?? new Map<string, Plan>()
  plans.set(parentType, ofType.set(fieldName, plan))
  return plan
}

function checkOwnId(id: unknown, type: string): void {
  if (String(id).startsWith(`gid://shopify/${type}/`)) return
  throw new TypeError(`${String(id)} is not the id of a ${type}`)
}
