import {
  isNonNullType,
  isObjectType,
  TypeNameMetaFieldDef,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
} from "graphql"
import type { JsonObject } from "../execution/json"
import type { Variables } from "../execution/pick-representation"
import { isIntrospection } from "../operation/operation"
import { collectFields, holds, type Occurrence, type Selections } from "../operation/collect-fields"
import { compileType } from "./project-type"
import { BUBBLE, type Project, type Projection } from "./projection"
import type { ProjectionPlan } from "./projection-plan"

/** One field of the client's answer. */
interface AnswerField {
  readonly key: string
  /** False when `@skip` or `@include` leaves it out of this request. */
  readonly isWanted: ((variables: Variables) => boolean) | null
  /** The field's value, from the object that was fetched. */
  readonly project: (object: JsonObject, projection: Projection) => unknown
}

/** Compiles how an object of this type becomes the client's object. */
export function compileObject(
  type: GraphQLCompositeType,
  selections: readonly Selections[],
  plan: ProjectionPlan
): Project {
  const fields = [...collectFields(selections, type, plan)].map(([key, occurrences]) =>
    compileField(key, occurrences, type, plan)
  )
  return (value, projection) => {
    const object = value as JsonObject
    const answer: JsonObject = {}
    for (const { key, isWanted, project } of fields) {
      if (isWanted && !isWanted(projection.variables)) continue
      projection.path.push(key)
      const projected = project(object, projection)
      projection.path.pop()
      if (projected === BUBBLE) return null
      answer[key] = projected
    }
    return answer
  }
}

function compileField(
  key: string,
  occurrences: readonly Occurrence[],
  type: GraphQLCompositeType,
  plan: ProjectionPlan
): AnswerField {
  const isAlways = occurrences.some(({ conditions }) => conditions.length === 0)
  const isWanted = isAlways
    ? null
    : (variables: Variables) => occurrences.some(({ conditions }) => holds(conditions, variables))
  return { key, isWanted, project: compileValue(occurrences, type, plan) }
}

function compileValue(
  occurrences: readonly Occurrence[],
  type: GraphQLCompositeType,
  plan: ProjectionPlan
): AnswerField["project"] {
  const [first] = occurrences
  const name = first?.node.name.value ?? ""
  if (name === TypeNameMetaFieldDef.name) return typeNameOf(type)
  if (isIntrospection(name))
    return (_object, projection) => projection.introspection?.[projection.path.at(-1) ?? ""] ?? null
  const field = fieldOf(type, name, plan.schema)
  // An interface's fragment may name a field that this type does not have; validation has made sure that nobody misses it.
  if (!first || !field) return () => null
  const open = occurrences.filter(({ node }) => !plan.withheld.has(node))
  const project = compileType(field.type, selectionsOf(open), `${type.name}.${name}`, plan)
  const dataKey = plan.dataKey(first.node)
  if (open.length === occurrences.length) return (object, projection) => project(object[dataKey], projection)
  return withholding({ occurrences, open, project, dataKey, isNullable: !isNonNullType(field.type) }, plan)
}

const selectionsOf = (occurrences: readonly Occurrence[]): Selections[] =>
  occurrences.flatMap(({ node: { selectionSet }, conditions }) => (selectionSet ? [{ selectionSet, conditions }] : []))

/** A field of which some or all appearances are closed to the caller: it is answered only through one that is open. */
function withholding(
  field: {
    occurrences: readonly Occurrence[]
    open: readonly Occurrence[]
    project: Project
    dataKey: string
    isNullable: boolean
  },
  plan: ProjectionPlan
): AnswerField["project"] {
  const { occurrences, open, project, dataKey, isNullable } = field
  const wanted = (each: Occurrence, projection: Projection): boolean => holds(each.conditions, projection.variables)
  return (object, projection) => {
    if (open.some((each) => wanted(each, projection))) return project(object[dataKey], projection)
    const closed = occurrences.find((each) => wanted(each, projection))
    const denial = closed && plan.withheld.get(closed.node)
    if (closed && denial) projection.refuse({ ...denial, about: closed.node })
    return isNullable ? null : BUBBLE
  }
}

function typeNameOf(type: GraphQLCompositeType): AnswerField["project"] {
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
