import { readFileSync, writeFileSync } from "node:fs"
import path from "node:path"
import { conform } from "../src/conformance"
import { standIn } from "../../../docs/connectors/example/stand-in"

const folder = path.resolve(__dirname, "../../../docs/connectors")
const page = path.join(folder, "write-a-connector.md")

test("the example of the tutorial breaks no law, and every bug that can be planted in it is noticed", async () => {
  const { cases, mutants } = await conform({ standIn, seed: 1, mutants: true, simulation: null })
  expect(cases.filter(({ status }) => status === "broken")).toEqual([])
  expect(mutants.filter(({ killedBy, skipped }) => killedBy === null && skipped === null)).toEqual([])
  expect(mutants.filter(({ skipped }) => skipped === null).length).toBeGreaterThanOrEqual(20)
}, 60_000)

/** A part of the example, by the name of its region. */
function region(file: string, name: string): string {
  const lines = readFileSync(path.join(folder, file), "utf8").split("\n")
  const from = lines.indexOf(`// #region ${name}`)
  const to = lines.indexOf("// #endregion", from)
  if (from < 0 || to < 0) throw new Error(`${file} has no region "${name}".`)
  return lines
    .slice(from + 1, to)
    .join("\n")
    .trim()
}

/** The page with each part of the example as it is now. */
const current = (text: string): string =>
  text.replace(
    /(<!-- from ([\w./-]+)#([^>]+?) -->)\n+(?:```ts\n[\s\S]*?\n```\n)?/g,
    (_all, mark: string, file: string, name: string) => `${mark}\n\n\`\`\`ts\n${region(file, name)}\n\`\`\`\n`
  )

test("the code on the page is the code that is tested", () => {
  const text = readFileSync(page, "utf8")
  if (process.env.WRITE_DOCS) writeFileSync(page, current(text))
  else expect(text).toBe(current(text))
})
