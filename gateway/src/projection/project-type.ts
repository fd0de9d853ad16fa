import {
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type SelectionSetNode,
} from "graphql"
import { Failure } from "../execution/failure"
import { isJsonObject, type JsonObject } from "../execution/json"
import { projectLeaf } from "./project-leaf"
import { BUBBLE, type Project } from "./projection"
import type { ProjectionPlan } from "./projection-plan"

/** Compiles how values of a type are shaped. `place` names the field for messages. */
export function compileType(
  type: GraphQLOutputType,
  selections: readonly SelectionSetNode[],
  place: string,
  plan: ProjectionPlan
): Project {
  if (isNonNullType(type)) return neverNull(compileType(type.ofType, selections, place, plan), place)
  if (isListType(type)) return eachOf(compileType(type.ofType, selections, place, plan), place)
  if (isLeafType(type)) return projectLeaf(type)
  return composite(type, selections, place, plan)
}

function neverNull(project: Project, place: string): Project {
  return (value, projection) => {
    const projected = project(value, projection)
    if (projected !== null) return projected
    // A value that became null on its way has been explained where that happened.
    if (value === null || value === undefined) projection.invalid(`Cannot return null for non-nullable field ${place}.`)
    return BUBBLE
  }
}

function eachOf(project: Project, place: string): Project {
  return (value, projection) => {
    if (value === undefined || value === null) return null
    if (!Array.isArray(value)) {
      if (value instanceof Failure) projection.fail(value)
      else projection.invalid(`A subgraph answered ${place} with something that is not a list.`)
      return null
    }
    const list = new Array<unknown>(value.length)
    for (let index = 0; index < value.length; index++) {
      projection.path.push(index)
      const item = project(value[index], projection)
      projection.path.pop()
      if (item === BUBBLE) return null
      list[index] = item
    }
    return list
  }
}

/** Each runtime type is compiled when first met: most abstract types have members that an answer never holds. */
function composite(
  type: GraphQLCompositeType,
  selections: readonly SelectionSetNode[],
  place: string,
  plan: ProjectionPlan
): Project {
  const byName = new Map<unknown, Project>()
  return (value, projection) => {
    if (value === undefined || value === null) return null
    if (!isJsonObject(value)) {
      if (value instanceof Failure) projection.fail(value)
      else projection.invalid(`A subgraph answered ${place} with something that is not an object.`)
      return null
    }
    const typeName = value["__typename"]
    let project = byName.get(typeName)
    if (!project) byName.set(typeName, (project = compileRuntimeType(type, value, selections, place, plan)))
    return project(value, projection)
  }
}

function compileRuntimeType(
  type: GraphQLCompositeType,
  { __typename: typeName }: JsonObject,
  selections: readonly SelectionSetNode[],
  place: string,
  plan: ProjectionPlan
): Project {
  if (isObjectType(type)) return isObjectOf(typeName, type) ? compileOpen(type, selections, plan) : wrongType(place)
  if (typeName === undefined || typeName === type.name) {
    // Without its type it could be a closed one.
    return plan.access.hidesMembers(type) ? wrongType(place) : plan.compileObject(type, selections)
  }
  const runtime = plan.schema.getType(String(typeName))
  const isMember = isObjectType(runtime) && plan.schema.isSubType(type, runtime)
  return isMember ? compileOpen(runtime, selections, plan) : wrongType(place)
}

/** An `@interfaceObject` is known by its interface's name until another subgraph says what it is. */
function isObjectOf(typeName: unknown, type: GraphQLObjectType): boolean {
  const isOwn = typeName === undefined || typeName === type.name
  return isOwn || type.getInterfaces().some(({ name }) => name === typeName)
}

function compileOpen(type: GraphQLObjectType, selections: readonly SelectionSetNode[], plan: ProjectionPlan): Project {
  const denial = plan.access.object(type)
  if (!denial) return plan.compileObject(type, selections)
  return (_value, projection) => {
    projection.refuse({ ...denial, about: denial })
    return null
  }
}

function wrongType(place: string): Project {
  return (_value, projection) => {
    projection.invalid(`A subgraph answered ${place} with an object of a type that cannot be there.`)
    return null
  }
}
