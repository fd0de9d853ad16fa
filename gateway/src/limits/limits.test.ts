import { getOperationAST, parse } from "graphql"
import { operationOf } from "../operation/operation"
import { useCostLimit } from "../plugins/use-cost-limit"
import { useAliasLimit, useDepthLimit, useRootFieldLimit } from "../plugins/use-operation-limits"
import { useResponseNames } from "../plugins/use-response-names"
import type { GatewayPlugin } from "../gateway-plugin"
import { FEDERATION, type TestSubgraph } from "../../testing/compose"
import { testEngine } from "../../testing/test-engine"

const operation = (text: string) => {
  const document = parse(text)
  const definition = getOperationAST(document)
  if (!definition) throw new Error("No operation.")
  return operationOf(document, definition)
}

const limits: readonly (readonly [string, GatewayPlugin, string, string])[] = [
  ["depth", useDepthLimit(3), "{ a { b { c } } }", "{ a { b { c { d } } } }"],
  [
    "depth through fragments",
    useDepthLimit(3),
    "{ ...F } fragment F on A { a { ... { b { c } } } }",
    "{ a { ...F } } fragment F on A { b { c { d } } }",
  ],
  ["aliases", useAliasLimit(2), "{ x: a y: a a }", "{ x: a y: a z: a }"],
  [
    "aliases through fragments",
    useAliasLimit(2),
    "{ a { ...F } b { ...F } } fragment F on A { x: a }",
    "{ a { ...F } b { ...F } c { ...F } } fragment F on A { x: a }",
  ],
  ["root fields", useRootFieldLimit(2), "{ a b { c d e } }", "{ a b ... { c } }"],
  ["reserved names", useResponseNames(), "{ __typename _x: a }", "{ __typename: a }"],
  ["reserved names", useResponseNames(), "{ a }", "{ __proto__: a }"],
]

test.each(limits)("%s: what is within passes, what is beyond is refused", (_what, plugin, within, beyond) => {
  expect(() => plugin.onPrepare?.(operation(within))).not.toThrow()
  expect(() => plugin.onPrepare?.(operation(beyond))).toThrow(
    expect.objectContaining({ extensions: expect.objectContaining({ http: { status: 400 } }) })
  )
})

test("fragments that double at each step are measured at once", () => {
  const fragments = Array.from(
    { length: 200 },
    (_, n) => `fragment F${n} on A { a { ...F${n + 1} } b { ...F${n + 1} } }`
  )
  const text = `{ ...F0 } ${fragments.join(" ")} fragment F200 on A { x: a }`
  expect(() => useAliasLimit(1_000).onPrepare?.(operation(text))).toThrow("aliases")
})

const shop: TestSubgraph = {
  name: "shop",
  typeDefs: `${FEDERATION}
    type Query {
      one: Item  plain: [Item]
      items(first: Int = 5, last: Int): Page @listSize(slicingArguments: ["first", "last"], sizedFields: ["nodes"])
      need(first: Int): [Item] @listSize(slicingArguments: ["first"])
      some: [Item] @listSize(assumedSize: 3)
      heavy(by: String @cost(weight: 7)): Int @cost(weight: 20)
    }
    type Mutation { act: Item }
    type Page { nodes: [Item] total: Int }
    type Item { id: ID  rare: Rare  children: [Item] @listSize(assumedSize: 2) }
    type Rare @cost(weight: 4) { id: ID }
  `,
  resolvers: {},
}

const costOf = async (query: string, variables = {}): Promise<unknown> => {
  const { ask } = testEngine([shop], { plugins: [useCostLimit({ max: -1, listLength: 10, mutationCost: 100 })] })
  return ask(query, variables).catch(
    (error: { extensions: { cost?: number; code: string } }) => error.extensions.cost ?? error.extensions.code
  )
}

const costs: readonly (readonly [query: string, cost: number | string, variables?: object])[] = [
  ["{ one { id } }", 1],
  ["{ plain { id } }", 10],
  ["{ some { id rare { id } } }", 3 * (1 + 4)],
  ["{ heavy }", 20],
  ['{ heavy(by: "x") }', 27],
  ["{ items { nodes { id } total } }", 1 + 5],
  ["{ items(first: 3) { nodes { children { id } } } }", 1 + 3 * (1 + 2)],
  ["query ($n: Int) { items(first: $n) { nodes { id } } }", 1 + 8, { n: 8 }],
  ["query ($n: Int) { items(last: $n) { nodes { id } } }", 1 + 4, { n: 4 }],
  ["{ items(first: 1, last: 2) { nodes { id } } }", "BAD_USER_INPUT"],
  ["{ need { id } }", "BAD_USER_INPUT"],
  ["{ need(first: 6) { id } }", 6],
  ["{ need(first: -6) { id } }", 0],
  ["{ one { id } ...F } fragment F on Query { one { rare { id } } }", 1 + 4],
  ["{ a: one { id } b: one { id } }", 2],
  ["mutation { act { id } }", 101],
  ["{ __schema { types { name } } __typename }", 0],
]

test.each(costs.map(([query, cost, variables = {}]) => ({ query, cost, variables })))(
  "$query costs $cost",
  async (example) => {
    expect(await costOf(example.query, example.variables)).toBe(example.cost)
  }
)

test("an operation that may cost as much as is allowed passes, one more is refused before anything is fetched", async () => {
  const allowed = testEngine([shop], { plugins: [useCostLimit({ max: 3 })] })
  expect((await allowed.ask("{ some { id } }")).errors).toBeUndefined()
  await expect(allowed.ask("{ some { id } one { id } }")).rejects.toThrow("may cost 4; 3 is allowed")
  expect(allowed.requests).toEqual([])
})
