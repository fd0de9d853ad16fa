import { parse, visit, type FieldNode, type FragmentDefinitionNode, type SelectionSetNode } from "graphql"
import type { Operation } from "../operation"
import * as fulfilment from "./fulfilment"
import * as listings from "./listings"
import * as live from "./live"
import * as locations from "./locations"
import * as orders from "./orders"
import * as products from "./products"
import * as returns from "./returns"
import * as stock from "./stock"
import * as webhooks from "./webhooks"

type Variables = Readonly<Record<string, unknown>>

/**
 * What Shopify reserves for a call before it runs: an object is one point, a list as many as were asked for, a scalar nothing.
 * https://shopify.dev/docs/api/usage/limits#calculating-the-cost-of-queries
 */
function requestedCost({ source }: Operation<unknown, unknown>, variables: Variables): number {
  const document = parse(source)
  const fragments = new Map<string, FragmentDefinitionNode>()
  let root: SelectionSetNode | undefined
  visit(document, {
    FragmentDefinition: (node) => void fragments.set(node.name.value, node),
    OperationDefinition: (node) => void (root = node.selectionSet),
  })
  const within = (selections: SelectionSetNode | undefined): number =>
    (selections?.selections ?? []).reduce((sum, selection) => {
      if (selection.kind === "FragmentSpread") return sum + within(fragments.get(selection.name.value)?.selectionSet)
      if (selection.kind === "InlineFragment") return sum + within(selection.selectionSet)
      return sum + costOf(selection)
    }, 0)
  const costOf = (field: FieldNode): number => {
    if (!field.selectionSet) return 0
    if (field.name.value === "pageInfo") return 0
    if (field.name.value === "nodes" || field.name.value === "edges" || field.name.value === "node")
      return 1 + within(field.selectionSet)
    return sizeOf(field) === null ? 1 + within(field.selectionSet) : 1 + sizeOf(field)! * within(field.selectionSet)
  }
  const sizeOf = (field: FieldNode): number | null => {
    const first = field.arguments?.find(({ name }) => name.value === "first")?.value
    if (!first) return null
    return first.kind === "IntValue"
      ? Number(first.value)
      : Number(variables[first.kind === "Variable" ? first.name.value : ""])
  }
  return within(root)
}

/** The largest of each that the connector asks for. */
const calls: readonly [string, Operation<unknown, unknown>, Variables][] = [
  ["a page of orders", orders.orders, { first: 4, lines: 8 }],
  ["an order's history", orders.orderHistory, { fulfilments: 15, refunds: 10, lines: 8 }],
  ["an order's fulfilments", orders.orderHistory, { fulfilments: 20, refunds: 1, lines: 15 }],
  ["an order's places", orders.orderPlaces, { first: 20, lines: 20 }],
  ["more lines of an order", orders.orderLines, { first: 50 }],
  ["what there is to do", fulfilment.orderWork, { first: 10, lines: 12 }],
  ["more of what there is to do", fulfilment.moreWorkLines, { first: 200 }],
  ["orders with returns", returns.ordersWithReturns, { first: 40, returns: 10 }],
  ["the returns of an order", returns.returnsOfOrder, { first: 20, lines: 15 }],
  ["a return", returns.returnById, { lines: 20 }],
  ["what was sent", returns.sentLines, { first: 20, lines: 20 }],
  ["reasons", returns.returnReasons, { first: 200 }],
  ["a page of listings", listings.listings, { first: 200 }],
  ["a page of stock", stock.levels, { first: 200 }],
  ["places", locations.locations, { first: 100 }],
  ["a product", products.productByIdentifier, {}],
  ["subscriptions", webhooks.subscriptions, { first: 200 }],
  ["levels of a listing", live.levelsOfVariant, { first: 100 }],
]

test.each(calls)("law: %s is within the 1000 points that one call may cost", (_name, operation, variables) => {
  const cost = requestedCost(operation, variables)
  expect(cost).toBeGreaterThan(0)
  expect(cost).toBeLessThanOrEqual(1_000)
})

test("an order of ten lines costs what its parts cost", () => {
  expect(requestedCost(orders.orderLines, { first: 10 })).toBeGreaterThan(100)
  expect(requestedCost(stock.levels, { first: 200 })).toBeGreaterThan(600)
})
