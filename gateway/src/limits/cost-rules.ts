import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  type ConstDirectiveNode,
  type GraphQLField,
  type GraphQLSchema,
} from "graphql"
import { directiveName, readArguments, type LinkedFeature } from "../supergraph/links"

/** What `@listSize` says of a field. */
export interface ListSize {
  readonly assumedSize: number | null
  /** Arguments that say how many items will come. */
  readonly slicingArguments: readonly string[]
  /** Fields of the returned object whose lists have this size, rather than the field itself. */
  readonly sizedFields: readonly string[]
  readonly requireOneSlicingArgument: boolean
}

/** What a field costs. */
export interface FieldCost {
  /** The cost of each value of the field, without what is selected in it. */
  readonly weight: number
  /** The cost of giving an argument, by its name. */
  readonly argumentWeights: ReadonlyMap<string, number>
  readonly listSize: ListSize | null
}

/** The supergraph's costs. */
export interface CostRules {
  forField(typeName: string, field: GraphQLField<unknown, unknown>): FieldCost
}

/**
 * Reads `@cost` of fields, arguments and types, and `@listSize`. Without a rule an object costs 1 and a leaf nothing. Weights of
 * input fields are not counted: what an input makes the server do belongs on the argument.
 */
export function readCostRules(supergraph: GraphQLSchema, links: readonly LinkedFeature[]): CostRules {
  const cost = directiveName(links, "cost", "cost")
  const listSize = directiveName(links, "cost", "listSize")
  const weightOf = (node: WithDirectives | null | undefined): number | null => readWeight(find(node, cost))
  const known = new Map<string, FieldCost>()
  for (const type of Object.values(supergraph.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue
    for (const field of Object.values(type.getFields())) {
      const returned = getNamedType(field.type)
      const weights = field.args.map(({ name, astNode }) => [name, weightOf(astNode)] as const)
      known.set(`${type.name}.${field.name}`, {
        weight: weightOf(field.astNode) ?? weightOf(returned.astNode) ?? defaultWeight(field),
        argumentWeights: new Map(weights.flatMap(([name, weight]) => (weight === null ? [] : [[name, weight]]))),
        listSize: readListSize(find(field.astNode, listSize)),
      })
    }
  }
  return {
    forField: (typeName, field) =>
      known.get(`${typeName}.${field.name}`) ?? {
        weight: defaultWeight(field),
        argumentWeights: new Map(),
        listSize: null,
      },
  }
}

interface WithDirectives {
  readonly directives?: readonly ConstDirectiveNode[] | undefined
}

const find = (node: WithDirectives | null | undefined, name: string): ConstDirectiveNode | undefined =>
  node?.directives?.find((each) => each.name.value === name)

const defaultWeight = (field: GraphQLField<unknown, unknown>): number =>
  isCompositeType(getNamedType(field.type)) ? 1 : 0

function readWeight(directive: ConstDirectiveNode | undefined): number | null {
  const weight = directive ? Number(readArguments(directive)["weight"]) : NaN
  return Number.isFinite(weight) ? weight : null
}

function readListSize(directive: ConstDirectiveNode | undefined): ListSize | null {
  if (!directive) return null
  const { assumedSize, slicingArguments, sizedFields, requireOneSlicingArgument } = readArguments(directive)
  return {
    assumedSize: assumedSize === undefined || assumedSize === null ? null : Number(assumedSize),
    slicingArguments: readNames(slicingArguments),
    sizedFields: readNames(sizedFields),
    requireOneSlicingArgument: requireOneSlicingArgument !== false,
  }
}

const readNames = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : [])
