import {
  getDirectiveValues,
  getNamedType,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  valueFromASTUntyped,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql"

/**
 * What a request costs, by the prices that Shopify publishes: scalars nothing, an object 1, a connection 2 and then its
 * nodes, a mutation 10 (https://shopify.dev/docs/api/usage/limits). Exact nested prices are not published; 2 + first ×
 * node is what Microsoft's connector has measured (ShpfyGQLOpenOrdersToImport: 25 orders of 4 objects, 102 points).
 */
interface Pricing {
  readonly schema: GraphQLSchema
  readonly variables: Record<string, unknown>
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
}

const mutationPrice = 10
const connectionPrice = 2

/**
 * @param variables Coerced, so that defaults count.
 * @param result With it, the price of what was returned: pages as long as they came out, missing objects free. Without
 * it, the most that could be returned.
 */
export function priceOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
  result?: unknown
): number {
  const definitions = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION)
  const fragments = new Map(definitions.map((node) => [node.name.value, node]))
  const root = schema.getRootType(operation.operation)
  if (!root) return 0
  const price = priceSet({ schema, variables, fragments }, operation.selectionSet, root.name, result)
  return operation.operation === "mutation"
    ? Math.max(price, mutationPrice * operation.selectionSet.selections.length)
    : price
}

/** Of an interface or union, the dearest of the types it may turn out to be. */
function priceSet(pricing: Pricing, set: SelectionSetNode, typeName: string, result: unknown): number {
  const byType = new Map<string, number>([[typeName, 0]])
  for (const node of set.selections.filter((selection) => isIncluded(pricing, selection))) {
    if (node.kind === Kind.FIELD) add(byType, typeName, priceField(pricing, node, typeName, result))
    else {
      const fragment = fragmentOf(pricing, node)
      const on = fragment?.typeCondition?.name.value ?? typeName
      if (fragment) add(byType, on, priceSet(pricing, fragment.selectionSet, on, result))
    }
  }
  const own = byType.get(typeName) ?? 0
  byType.delete(typeName)
  return own + Math.max(0, ...byType.values())
}

const add = (sums: Map<string, number>, key: string, value: number) => sums.set(key, (sums.get(key) ?? 0) + value)

function priceField(pricing: Pricing, node: FieldNode, parent: string, result: unknown): number {
  const owner = pricing.schema.getType(parent)
  const field = isObjectType(owner) || isInterfaceType(owner) ? owner.getFields()[node.name.value] : undefined
  const type = field && getNamedType(field.type)
  if (!type || !isCompositeType(type) || !node.selectionSet) return 0
  const value = result === undefined ? undefined : (member(result, node) ?? null)
  if (value === null) return 0
  if (type.name.endsWith("Connection"))
    return connectionPrice + priceNodes(pricing, node, node.selectionSet, type.name, value)
  const items = itemsOf(pricing, node, value)
  return items.reduce<number>(
    (sum, item) => sum + (item === null ? 0 : 1 + priceSet(pricing, node.selectionSet!, type.name, item)),
    0
  )
}

/** `nodes(ids:)` returns as many as it is given; the length of other lists is not known beforehand and counts as one. */
function itemsOf(pricing: Pricing, node: FieldNode, value: unknown): readonly unknown[] {
  if (value !== undefined) return Array.isArray(value) ? value : [value]
  const ids = argument(pricing, node, "ids")
  return Array.isArray(ids) ? ids.map(() => undefined) : [undefined]
}

/** The wrappers of a connection (`edges`, `pageInfo`) are free; each node is an object. */
function priceNodes(
  pricing: Pricing,
  node: FieldNode,
  set: SelectionSetNode,
  connection: string,
  value: unknown
): number {
  const sets = nodeSets(pricing, set)
  if (sets.length === 0) return 0
  const type = nodeTypeOf(pricing.schema, connection)
  const priceOne = (item: unknown) => 1 + sets.reduce((sum, one) => sum + priceSet(pricing, one, type, item), 0)
  if (value === undefined)
    return Number(argument(pricing, node, "first") ?? argument(pricing, node, "last") ?? 1) * priceOne(undefined)
  const { nodes, edges } = value as { nodes?: unknown[]; edges?: { node?: unknown }[] }
  return (nodes ?? edges?.map((edge) => edge.node) ?? []).reduce<number>((sum, item) => sum + priceOne(item), 0)
}

/** By the field rather than the name: not every connection is called after its nodes. */
function nodeTypeOf(schema: GraphQLSchema, connection: string): string {
  const type = schema.getType(connection)
  const nodes = isObjectType(type) ? type.getFields()["nodes"] : undefined
  return nodes ? getNamedType(nodes.type).name : connection
}

function nodeSets(pricing: Pricing, set: SelectionSetNode): SelectionSetNode[] {
  return set.selections.flatMap((node) => {
    const inner = node.kind === Kind.FIELD ? node.selectionSet : fragmentOf(pricing, node)?.selectionSet
    if (!inner) return []
    const isNode = node.kind === Kind.FIELD && (node.name.value === "nodes" || node.name.value === "node")
    if (isNode) return [inner]
    return node.kind === Kind.FIELD && node.name.value !== "edges" ? [] : nodeSets(pricing, inner)
  })
}

const fragmentOf = (pricing: Pricing, node: Exclude<SelectionNode, FieldNode>) =>
  node.kind === Kind.FRAGMENT_SPREAD ? pricing.fragments.get(node.name.value) : node

const member = (result: unknown, node: FieldNode): unknown =>
  (result as Record<string, unknown>)[node.alias?.value ?? node.name.value]

function argument(pricing: Pricing, node: FieldNode, name: string): unknown {
  const found = node.arguments?.find((candidate) => candidate.name.value === name)
  return found && valueFromASTUntyped(found.value, pricing.variables)
}

function isIncluded({ variables }: Pricing, node: SelectionNode): boolean {
  const skip = getDirectiveValues(GraphQLSkipDirective, node, variables)
  const include = getDirectiveValues(GraphQLIncludeDirective, node, variables)
  return skip?.["if"] !== true && include?.["if"] !== false
}
