import {
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
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

export function fieldAccess(schema: GraphQLSchema, rules: AccessRules, access: Access): FieldAccess {
  const object = (type: GraphQLObjectType): Denial | null => {
    const interfaces = type.getInterfaces().map(({ name }) => access.check(rules.forType(name)))
    return access.check(rules.forType(type.name)) ?? firstOf(interfaces)
  }
  const members = (type: GraphQLNamedType): readonly GraphQLObjectType[] =>
    isAbstractType(type) ? schema.getPossibleTypes(type) : []
  const ownField = (typeName: string, fieldName: string): Denial | null =>
    access.check(rules.forType(typeName)) ?? access.check(rules.forField(typeName, fieldName))

  return {
    object,
    hidesMembers: (type) => members(type).some((member) => object(member) !== null),
    field(parent, field) {
      const returned = getNamedType(field.type)
      const onInterfaces = isObjectType(parent) || isInterfaceType(parent) ? parent.getInterfaces() : []
      return (
        ownField(parent.name, field.name) ??
        access.check(rules.forType(returned.name)) ??
        (isObjectType(returned) ? object(returned) : null) ??
        firstOf(onInterfaces.map(({ name }) => access.check(rules.forField(name, field.name)))) ??
        firstOf(members(parent).map((member) => access.check(rules.forField(member.name, field.name))))
      )
    },
  }
}

const firstOf = (denials: readonly (Denial | null)[]): Denial | null => denials.find((each) => each !== null) ?? null
