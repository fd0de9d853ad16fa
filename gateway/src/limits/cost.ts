import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
  isInterfaceType,
  Kind,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type SelectionSetNode,
} from "graphql"
import type { Variables } from "../execution/execution"
import { asInline, isIntrospection, type Operation } from "../operation/operation"
import type { CostRules } from "./cost-rules"
import { compileListLength, type ListLength } from "./list-length"

/** What an operation may cost at most, for these variables. */
export type OperationCost = (variables: Variables) => number

/** What costs are worked out with. */
export interface CostOptions {
  readonly schema: GraphQLSchema
  readonly rules: CostRules
  /** How long a list is taken to be when no `@listSize` says so. */
  readonly listLength: number
  /** The cost of a mutation itself, whatever it selects. */
  readonly mutationCost: number
}

/** The lengths of lists that a field above has set with `sizedFields`. */
type SizedFields = ReadonlyMap<string, ListLength>

/**
 * Compiles the cost of an operation, by the rules of the cost directives' specification: the weight of each field times the
 * lengths of all lists around it. It is never less than the true cost: fragments on different types are added up although an
 * object has only one type, and `@skip` and `@include` are taken to let everything through.
 */
export function compileCost({ definition, fragments }: Operation, options: CostOptions): OperationCost {
  const root = options.schema.getRootType(definition.operation)
  const base = definition.operation === "mutation" ? options.mutationCost : 0
  const cost = root ? compileSelections([definition.selectionSet], root, new Map(), { ...options, fragments }) : () => 0
  return (variables) => base + cost(variables)
}

type Plan = CostOptions & Pick<Operation, "fragments">

function compileSelections(
  sets: readonly SelectionSetNode[],
  type: GraphQLCompositeType,
  sized: SizedFields,
  plan: Plan
): OperationCost {
  const fields = collect(sets, type, plan)
  const costs = [...fields.values()].map(({ parent, nodes }) => compileField(nodes, parent, sized, plan))
  return (variables) => costs.reduce((total, cost) => total + cost(variables), 0)
}

/** Appearances of one field under one response name: they are answered once. */
interface Field {
  readonly parent: GraphQLCompositeType
  readonly nodes: FieldNode[]
}

function collect(
  sets: readonly SelectionSetNode[],
  type: GraphQLCompositeType,
  plan: Plan
): ReadonlyMap<string, Field> {
  const fields = new Map<string, Field>()
  const visit = ({ selections }: SelectionSetNode, parent: GraphQLCompositeType): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const key = `${parent.name}.${selection.alias?.value ?? selection.name.value}`
        const known = fields.get(key)
        if (known) known.nodes.push(selection)
        else fields.set(key, { parent, nodes: [selection] })
        continue
      }
      const fragment = asInline(selection, plan.fragments)
      const condition = fragment?.typeCondition && plan.schema.getType(fragment.typeCondition.name.value)
      if (fragment) visit(fragment.selectionSet, isCompositeType(condition) ? condition : parent)
    }
  }
  for (const set of sets) visit(set, type)
  return fields
}

const free: OperationCost = () => 0

function compileField(
  nodes: readonly FieldNode[],
  parent: GraphQLCompositeType,
  sized: SizedFields,
  plan: Plan
): OperationCost {
  const [node] = nodes
  const hasFields = isObjectType(parent) || isInterfaceType(parent)
  const field = node && hasFields ? parent.getFields()[node.name.value] : undefined
  if (!node || !field || isIntrospection(node.name.value)) return free
  const { weight, argumentWeights, listSize } = plan.rules.forField(parent.name, field)
  const ownLength = listSize && compileListLength(node, field, listSize, plan.listLength)
  const sizes = listSize?.sizedFields.length ? listSize.sizedFields : []
  const below: SizedFields = new Map(ownLength ? sizes.map((name) => [name, ownLength]) : [])
  const isList = isListType(getNullableType(field.type))
  // With `sizedFields` the length is theirs and not the field's own.
  const length = sized.get(field.name) ?? (below.size === 0 ? ownLength : null) ?? (() => plan.listLength)
  const fixed = (node.arguments ?? []).reduce((total, { name }) => total + (argumentWeights.get(name.value) ?? 0), 0)
  const returned = getNamedType(field.type)
  const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? [])
  const inner = isCompositeType(returned) ? compileSelections(sets, returned, below, plan) : free
  return (variables) => fixed + (isList ? length(variables) : 1) * (weight + inner(variables))
}
