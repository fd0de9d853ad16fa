import { buildSubgraphSchema } from "@anyshelf/connector-kit/subgraph"
import fc from "fast-check"
import { graphql, parse, validate, type GraphQLSchema } from "graphql"
import { cutBazaar, wholeBazaar } from "./testing/bazaar"
import { randomQuery, randomVariables } from "./testing/random-query"
import { plain, testEngine } from "./testing/test-engine"

/**
 * The law of a gateway: to a client, many subgraphs are one schema. Random queries are answered by the subgraphs through the
 * gateway and by one schema through graphql-js, and both answers must be the same, to the order of their keys.
 */
const RUNS = Number(process.env["ANYSHELF_FUZZ_RUNS"] ?? 100)
const TIMEOUT_MS = 600_000

const whole = async (schema: GraphQLSchema, source: string) =>
  plain(await graphql({ schema, source, variableValues: randomVariables }))

test("many subgraphs answer what one schema answers", async () => {
  const schema = buildSubgraphSchema(wholeBazaar())
  const { engine, ask } = testEngine(cutBazaar())
  const query = randomQuery(engine.supergraph.schema, 4).filter((text) => isValid(engine.supergraph.schema, text))
  await fc.assert(
    fc.asyncProperty(query, async (text) => {
      const expected = await whole(schema, text)
      expect(JSON.stringify(await ask(text, randomVariables))).toBe(JSON.stringify(expected))
    }),
    { numRuns: RUNS }
  )
}, TIMEOUT_MS)

test("where fields fail, the same values are null, and each error has a path at which the one schema has one too", async () => {
  const schema = buildSubgraphSchema(wholeBazaar(true))
  const { engine, ask } = testEngine(cutBazaar(true))
  const query = randomQuery(engine.supergraph.schema, 4).filter((text) => isValid(engine.supergraph.schema, text))
  await fc.assert(
    fc.asyncProperty(query, async (text) => {
      const expected = await whole(schema, text)
      const answered = await ask(text, randomVariables)
      expect(JSON.stringify(answered.data)).toBe(JSON.stringify(expected.data))
      const places = new Set((expected.errors ?? []).map(({ path }) => JSON.stringify(path)))
      for (const { path } of answered.errors ?? []) expect([...places]).toContain(JSON.stringify(path))
      expect((answered.errors ?? []).length > 0).toBe(places.size > 0)
    }),
    { numRuns: RUNS }
  )
}, TIMEOUT_MS)

const isValid = (schema: GraphQLSchema, text: string): boolean => validate(schema, parse(text)).length === 0
