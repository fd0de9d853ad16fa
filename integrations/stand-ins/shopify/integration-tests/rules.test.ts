import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { rules } from "../src"

const root = join(__dirname, "..")
const titlesIn = (file: string) =>
  [...readFileSync(join(root, file), "utf8").matchAll(/\bit(?:\.each\([^]*?\]\))?\(\s*"\[([a-z0-9-]+)\]/g)].map(
    (match) => match[1]
  )

describe("the rule ledger", () => {
  it.each(rules.map((rule) => [rule.id, rule] as const))("%s is held by the test it names", (id, rule) => {
    expect(titlesIn(rule.test)).toContain(id)
  })

  it("names every rule once, with a source", () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
    expect(rules.filter(({ source, text }) => source === "" || text === "")).toEqual([])
  })

  it("has a row for every test that claims to hold a rule", () => {
    const files = [
      ...readdirSync(join(root, "integration-tests")).map((file) => join("integration-tests", file)),
      ...readdirSync(join(root, "src/admin")).map((file) => join("src/admin", file)),
    ].filter((file) => file.endsWith(".test.ts"))
    const claimed = files.flatMap(titlesIn)
    expect(claimed.filter((id) => !rules.some((rule) => rule.id === id))).toEqual([])
  })
})
