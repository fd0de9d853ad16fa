import { buildSubgraphSchema } from "@anyshelf/connector-kit/subgraph"
import fc from "fast-check"
import { graphql, parse, validate, type ExecutionResult, type GraphQLSchema } from "graphql"
import { cutBazaar, wholeBazaar } from "../testing/bazaar"
import { randomQuery, randomVariables } from "../testing/random-query"
import { plain, testEngine } from "../testing/test-engine"

/**
 * The law of a gateway: to a client, many subgraphs are one schema. Random queries are answered by the subgraphs through the
 * gateway and by one schema through graphql-js, and both answers must be the same, to the order of their keys.
 */
const RUNS = Number(process.env["ANYSHELF_FUZZ_RUNS"] ?? 30)
const DEPTH = 3
const TIMEOUT_MS = 600_000

const whole = async (schema: GraphQLSchema, source: string) =>
  plain(await graphql({ schema, source, variableValues: randomVariables }))

test(
  "many subgraphs answer what one schema answers",
  async () => {
    const schema = buildSubgraphSchema(wholeBazaar())
    const { engine, ask } = testEngine(cutBazaar())
    const query = randomQuery(engine.supergraph.schema, DEPTH).filter((text) => isValid(engine.supergraph.schema, text))
    await fc.assert(
      fc.asyncProperty(query, async (text) => {
        const expected = await whole(schema, text)
        expect(JSON.stringify(await ask(text, randomVariables))).toBe(JSON.stringify(expected))
      }),
      { numRuns: RUNS }
    )
  },
  TIMEOUT_MS
)

test(
  "where fields fail, the same values are null, and the same nulls are explained by an error",
  async () => {
    const schema = buildSubgraphSchema(wholeBazaar(true))
    const { engine, ask } = testEngine(cutBazaar(true))
    const query = randomQuery(engine.supergraph.schema, DEPTH).filter((text) => isValid(engine.supergraph.schema, text))
    await fc.assert(
      fc.asyncProperty(query, async (text) => {
        const expected = await whole(schema, text)
        const answered = await ask(text, randomVariables)
        expect(JSON.stringify(answered.data)).toBe(JSON.stringify(expected.data))
        expect(explainedNulls(answered)).toEqual(explainedNulls(expected))
      }),
      { numRuns: RUNS }
    )
  },
  TIMEOUT_MS
)

const isValid = (schema: GraphQLSchema, text: string): boolean => validate(schema, parse(text)).length === 0

/**
 * Where errors have made nulls. Errors are compared by these and not by their own paths: where two fields fail in one object
 * that may not lack either, one error is enough, and which one it is depends on who was asked first.
 */
function explainedNulls({ data, errors = [] }: ExecutionResult): string[] {
  const places = errors.map(({ path = [] }) => {
    let value: unknown = data
    const end = path.findIndex((segment) => (value = (value as Record<string, unknown> | null)?.[segment]) === null)
    return JSON.stringify(data === null ? [] : path.slice(0, end + 1))
  })
  return [...new Set(places)].sort()
}
