import { GraphQLBoolean, Kind, valueFromAST, visit, type DirectiveNode } from "graphql"
import type { Variables } from "../execution/execution"
import { documentOf, type Operation } from "./operation"

/**
 * What `@skip` and `@include` decide for one set of variables. It is decided before planning: an operation is planned anew for
 * each outcome, so a plan fetches nothing that is left out. (The planner, 0.0.38, can plan conditions but fails on many.)
 */
export interface Conditions {
  /** Tells outcomes apart. */
  readonly key: string
  /** True when nothing leaves this selection out. */
  includes(directives: readonly DirectiveNode[] | undefined): boolean
}

const isCondition = ({ name }: DirectiveNode): boolean => name.value === "skip" || name.value === "include"

/** The names of the variables on which an operation's conditions depend, sorted. */
export function conditionVariables(operation: Operation): readonly string[] {
  const names = new Set<string>()
  visit(documentOf(operation), {
    Directive(directive) {
      if (!isCondition(directive)) return
      const [value] = (directive.arguments ?? []).map((each) => each.value)
      if (value?.kind === Kind.VARIABLE) names.add(value.name.value)
    },
  })
  return [...names].sort()
}

/** Decides the conditions on these variables. */
export function decideConditions(names: readonly string[], variables: Variables): Conditions {
  const key = names.map((name) => (variables[name] === true ? "1" : "0")).join("")
  const isTrue = (directive: DirectiveNode): boolean => {
    const value = directive.arguments?.find(({ name }) => name.value === "if")?.value
    return value !== undefined && valueFromAST(value, GraphQLBoolean, variables) === true
  }
  return {
    key,
    includes: (directives = []) =>
      directives.every((each) => !isCondition(each) || isTrue(each) === (each.name.value === "include")),
  }
}

/** The directives of a selection that is in for good. */
export const withoutConditions = (directives: readonly DirectiveNode[] | undefined): DirectiveNode[] =>
  (directives ?? []).filter((each) => !isCondition(each))
