import {
  isNonNullType,
  isObjectType,
  TypeNameMetaFieldDef,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  type SelectionSetNode,
} from "graphql"
import type { JsonObject } from "../execution/json"
import { isIntrospection } from "../operation/operation"
import { collectFields } from "../operation/collect-fields"
import { compileType } from "./project-type"
import { BUBBLE, type Project, type Projection } from "./projection"
import type { ProjectionPlan } from "./projection-plan"

/** One field of the client's answer, from the object that was fetched. */
type ProjectField = (object: JsonObject, projection: Projection) => unknown

/** Compiles how an object of this type becomes the client's object. */
export function compileObject(
  type: GraphQLCompositeType,
  selectionSets: readonly SelectionSetNode[],
  plan: ProjectionPlan
): Project {
  const fields = [...collectFields(selectionSets, type, plan)].map(([key, nodes]) => ({
    key,
    project: compileField(nodes, type, plan),
  }))
  return (value, projection) => {
    const object = value as JsonObject
    const answer: JsonObject = {}
    for (const { key, project } of fields) {
      projection.path.push(key)
      const projected = project(object, projection)
      projection.path.pop()
      if (projected === BUBBLE) return null
      answer[key] = projected
    }
    return answer
  }
}

/** @param nodes the appearances of one field under one response name. */
function compileField(nodes: readonly FieldNode[], type: GraphQLCompositeType, plan: ProjectionPlan): ProjectField {
  const [first] = nodes
  const name = first?.name.value ?? ""
  if (name === TypeNameMetaFieldDef.name) return typeNameOf(type)
  if (isIntrospection(name)) return fromIntrospection
  const field = fieldOf(type, name, plan.schema)
  // An interface's fragment may name a field that this type does not have; validation has made sure that nobody misses it.
  if (!first || !field) return () => null
  const open = nodes.filter((node) => !plan.withheld.has(node))
  if (open.length === 0) return withheldField(first, field, plan)
  const selectionSets = open.flatMap(({ selectionSet }) => selectionSet ?? [])
  const project = compileType(field.type, selectionSets, `${type.name}.${name}`, plan)
  const dataKey = plan.dataKey(first)
  return (object, projection) => project(object[dataKey], projection)
}

const fromIntrospection: ProjectField = (_object, { introspection, path }) => introspection?.[path.at(-1) ?? ""] ?? null

/** A field that the caller may not see: null, which rises where there may be none, and one error however often it is met. */
function withheldField(node: FieldNode, field: GraphQLField<unknown, unknown>, plan: ProjectionPlan): ProjectField {
  const denial = plan.withheld.get(node)
  const value = isNonNullType(field.type) ? BUBBLE : null
  return (_object, projection) => {
    if (denial) projection.refuse({ ...denial, about: node })
    return value
  }
}

function typeNameOf(type: GraphQLCompositeType): ProjectField {
  if (isObjectType(type)) return () => type.name
  return (object) => object["__typename"] ?? null
}

/** A field of the type; for a union, or an interface met without its type, of any member that has it. */
function fieldOf(
  type: GraphQLCompositeType,
  name: string,
  schema: GraphQLSchema
): GraphQLField<unknown, unknown> | undefined {
  const own = "getFields" in type ? type.getFields()[name] : undefined
  if (own || isObjectType(type)) return own
  return schema
    .getPossibleTypes(type)
    .map((member) => member.getFields()[name])
    .find((each) => each !== undefined)
}
