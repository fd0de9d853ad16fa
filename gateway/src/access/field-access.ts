import {
  getNamedType,
  isAbstractType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from "graphql"
import type { Access, Denial } from "./access"
import type { AccessRules } from "./access-rules"

/** Decides, for one caller, which fields and types of the public schema are closed. */
export interface FieldAccess {
  /**
   * Why this field of this type is closed; null when it is open. A field asked of an interface is closed when it is closed on
   * any type behind it: which type it will be is not known before it is fetched.
   */
  field(parent: GraphQLNamedType, field: GraphQLField<unknown, unknown>): Denial | null
  /** Why objects of this type are closed, found where an abstract type turns out to be it; null when they are open. */
  object(type: GraphQLObjectType): Denial | null
  /** True when some type behind this abstract type is closed, so that each object's type must be known. */
  hidesMembers(type: GraphQLNamedType): boolean
}

/**
 * The composer puts on an interface what it found on the types behind it, and lets nobody write rules there by hand. So a rule of
 * an interface holds for what is asked of the interface, and not for its other types.
 */
export function fieldAccess(schema: GraphQLSchema, rules: AccessRules, access: Access): FieldAccess {
  const ofType = (type: GraphQLNamedType): Denial | null => access.check(rules.forType(type.name))
  const ofField = (type: GraphQLNamedType, name: string): Denial | null => access.check(rules.forField(type.name, name))
  const members = (type: GraphQLNamedType): readonly GraphQLObjectType[] =>
    isAbstractType(type) ? schema.getPossibleTypes(type) : []
  return {
    object: ofType,
    hidesMembers: (type) => members(type).some((member) => ofType(member) !== null),
    field: (parent, { name, type }) =>
      ofType(parent) ??
      ofField(parent, name) ??
      ofType(getNamedType(type)) ??
      firstOf(members(parent).map((member) => ofField(member, name))),
  }
}

const firstOf = (denials: readonly (Denial | null)[]): Denial | null => denials.find((each) => each !== null) ?? null
