import { buildASTSchema, parse } from "graphql"
import { readLinks } from "../supergraph/links"
import { accessOf } from "./access"
import { readAccessRules } from "./access-rules"

const read = (sdl: string) => {
  const document = parse(sdl)
  return readAccessRules(buildASTSchema(document, { assumeValidSDL: true }), readLinks(document))
}
const link = (feature: string, rest = "") =>
  `schema @link(url: "https://specs.apollo.dev/${feature}/v0.1"${rest}, for: SECURITY) { query: Query }`
const everything = { kind: "staff", scopes: ["staff", "a", ""] } as const

test("a rule that is malformed closes for everybody", () => {
  for (const scopes of [
    "",
    "(scopes: [])",
    "(scopes: [[]])",
    '(scopes: "staff")',
    '(scopes: [["staff", 1]])',
    '(scopes: [[""]])',
  ]) {
    const rules = read(`${link("requiresScopes")} type Query { a: Int @requiresScopes${scopes} }`)
    expect(accessOf(everything, rules).check(rules.forField("Query", "a"))?.code).toBe("FORBIDDEN")
  }
})

test("rules are found under the name by which they are linked", () => {
  const named = read(`${link("authenticated", ', as: "known"')} type Query { a: Int @known  b: Int }`)
  expect(named.forField("Query", "a")).toBeDefined()
  expect(named.forField("Query", "b")).toBeUndefined()
  const imported = read(
    `${link("requiresScopes", ', import: [{ name: "@requiresScopes", as: "@needs" }]')} type Query { a: Int @needs(scopes: [["x"]]) }`
  )
  expect(imported.forField("Query", "a")?.scopes).toEqual([[["x"]]])
})

test("several rules on one field must all be met", () => {
  const rules = read(
    `${link("requiresScopes")} type Query { a: Int @requiresScopes(scopes: [["a"]]) @requiresScopes(scopes: [["b"]]) @authenticated }`
  )
  const rule = rules.forField("Query", "a")
  expect(accessOf({ kind: "staff", scopes: ["a"] }, rules).check(rule)?.message).toContain("b")
  expect(accessOf({ kind: "staff", scopes: ["a", "b"] }, rules).check(rule)).toBeNull()
})

test("a supergraph that demands an unknown security feature is not served", () => {
  expect(() => read(`${link("moat")} type Query { a: Int }`)).toThrow('the security feature "moat"')
})

test("callers with the same access share plans, whatever other scopes they have", () => {
  const rules = read(`${link("requiresScopes")} type Query { a: Int @requiresScopes(scopes: [["a"]]) }`)
  const key = (kind: "customer" | "staff" | "anonymous", scopes: string[]) => accessOf({ kind, scopes }, rules).key
  expect(key("customer", ["z", "a"])).toBe(key("staff", ["a"]))
  expect(key("customer", [])).not.toBe(key("anonymous", []))
  expect(key("anonymous", ["a"])).toBe(key("anonymous", []))
})
