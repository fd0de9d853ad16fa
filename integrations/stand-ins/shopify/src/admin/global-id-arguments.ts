import {
  getNamedType,
  isInputObjectType,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLResolveInfo,
} from "graphql"
import { readGid } from "../shop/global-ids"
import { VendorError } from "./errors"
import type { VendorSchema } from "./vendor-schema"

type Slot = GraphQLArgument | GraphQLInputField
const depthMax = 8

/**
 * Checks every id in a field's arguments against the kinds that Shopify's schema file says it takes. In the schema proper
 * they are all just `ID`.
 */
export function checkGlobalIds(vendor: VendorSchema, info: GraphQLResolveInfo, args: Record<string, unknown>): void {
  const field = info.parentType.getFields()[info.fieldName]
  if (field) checkSlots(vendor, `${info.parentType.name}.${info.fieldName}`, field.args, args, 0)
}

function checkSlots(
  vendor: VendorSchema,
  owner: string,
  slots: readonly Slot[],
  values: Record<string, unknown>,
  depth: number
): void {
  if (depth > depthMax) return
  for (const slot of slots) {
    const type = getNamedType(slot.type)
    const kinds = vendor.gidTypes.get(`${owner}.${slot.name}`)
    for (const value of [values[slot.name]].flat(1)) {
      if (value === undefined || value === null) continue
      if (isInputObjectType(type))
        checkSlots(vendor, type.name, Object.values(type.getFields()), value as Record<string, unknown>, depth + 1)
      else if (kinds) checkId(String(value), kinds)
    }
  }
}

function checkId(value: string, kinds: readonly string[]): void {
  const found = readGid(value)
  if (!found)
    throw new VendorError(`Invalid global id '${value}'`, "INVALID_VARIABLE", {
      problems: [{ explanation: `Invalid global id '${value}'` }],
    })
  if (kinds.includes("Node") || kinds.includes(found.type)) return
  throw new VendorError(`invalid id: ${value} (expected ${kinds.join(" or ")})`, "RESOURCE_NOT_FOUND")
}
