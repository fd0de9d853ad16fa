import fc from "fast-check"
import { Failure } from "./failure"
import { cloneJson, type JsonObject } from "./json"
import { merge } from "./merge"

const failure = new Failure({ message: "m", code: "C", subgraph: "s", retryable: false })
const merged = (known: JsonObject, given: JsonObject): JsonObject => {
  merge(known, given)
  return known
}
const json = fc.dictionary(
  fc.constantFrom("a", "b", "c", "d"),
  fc.jsonValue({ maxDepth: 3 })
) as fc.Arbitrary<JsonObject>

test("what is known twice is known once: merging a copy changes nothing", () => {
  fc.assert(fc.property(json, (value) => expect(merged(cloneJson(value), cloneJson(value))).toEqual(value)))
})

test("a value in hand is never lost to a null or a failure", () => {
  fc.assert(
    fc.property(json, fc.constantFrom(null, failure), (value, nothing) => {
      const given = Object.fromEntries(Object.keys(value).map((key) => [key, nothing]))
      const kept = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, each ?? nothing]))
      expect(merged(cloneJson(value), given)).toEqual(kept)
    })
  )
})

test("lists are merged item by item, and replaced when their lengths differ", () => {
  expect(merged({ l: [{ a: 1 }, null] }, { l: [{ b: 2 }, { c: 3 }] })).toEqual({ l: [{ a: 1, b: 2 }, { c: 3 }] })
  expect(merged({ l: [1] }, { l: [2, 3] })).toEqual({ l: [2, 3] })
})

test("no key reaches the prototype of all objects", () => {
  merge({}, JSON.parse('{"__proto__":{"polluted":true},"a":{"__proto__":{"polluted":true}}}') as JsonObject)
  expect(cloneJson(JSON.parse('{"__proto__":{"polluted":true}}') as JsonObject)).toEqual({})
  expect(({} as { polluted?: true }).polluted).toBeUndefined()
})
