import { spawnSync } from "node:child_process"
import fs from "node:fs"
import os from "node:os"
import path from "node:path"

const root = path.resolve(__dirname, "../..")
const nothing = "export const nothing = 0\n"
const imports = (from: string) => `import { nothing } from "${from}"\nexport const used = nothing\n`

/** For each rule, the file that breaks it, what it imports, and that file. */
const breaches: readonly [rule: string, file: string, imported: string, importedFile: string | null][] = [
  ["domain-imports-only-domain", "plugin/src/domain/breach.ts", "../reads/a", "plugin/src/reads/a.ts"],
  ["domain-has-no-libraries", "plugin/src/domain/library.ts", "node:fs", null],
  [
    "domain-takes-only-words-from-the-kit",
    "plugin/src/domain/kit.ts",
    "../../../integrations/kit/src/a",
    "integrations/kit/src/a.ts",
  ],
  ["a-module-knows-no-other", "plugin/src/modules/a/breach.ts", "../b/b", "plugin/src/modules/b/b.ts"],
  ["memory-does-not-act", "plugin/src/modules/a/act.ts", "../../workflows/a", "plugin/src/workflows/a.ts"],
  ["workflows-do-not-speak", "plugin/src/workflows/speak.ts", "../graphql/a", "plugin/src/graphql/a.ts"],
  ["nobody-imports-the-edge", "plugin/src/workflows/edge.ts", "../api/a", "plugin/src/api/a.ts"],
  ["admin-pages-take-types-only", "plugin/src/admin/breach.ts", "../reads/a", "plugin/src/reads/a.ts"],
  [
    "a-stand-in-is-written-from-the-vendors-schema",
    "integrations/stand-ins/x/src/breach.ts",
    "../../../x/src/a",
    "integrations/x/src/a.ts",
  ],
  ["a-connector-knows-only-the-kit", "integrations/x/src/breach.ts", "../../y/src/a", "integrations/y/src/a.ts"],
  ["the-kit-knows-nobody", "integrations/kit/src/breach.ts", "../../y/src/a", "integrations/y/src/a.ts"],
  [
    "nothing-real-needs-a-stand-in",
    "gateway/src/real.ts",
    "../../integrations/stand-ins/x/src/a",
    "integrations/stand-ins/x/src/a.ts",
  ],
  [
    "the-gateway-knows-its-supergraph-only",
    "gateway/src/plugin.ts",
    "../../plugin/src/reads/a",
    "plugin/src/reads/a.ts",
  ],
  ["workspaces-meet-by-package-name", "gateway/src/relative.ts", "../../plugin/src/reads/a", "plugin/src/reads/a.ts"],
  ["code-does-not-need-its-tests", "gateway/src/tests.ts", "./a.test", "gateway/src/a.test.ts"],
  ["every-import-is-found", "gateway/src/lost.ts", "./no-such-file", null],
]
const sound = "plugin/src/workflows/sound.ts"
const cycle = ["gateway/src/round.ts", "gateway/src/about.ts"]

let folder: string
let violations: readonly { from: string; rule: { name: string } }[]

function write(name: string, text: string): void {
  fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
  fs.writeFileSync(path.join(folder, name), text)
}

/** Every breach planted in one tree: one run of the cruiser judges them all. */
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "anyshelf-rules-"))
  write("tsconfig.base.json", fs.readFileSync(path.join(root, "tsconfig.base.json"), "utf8"))
  for (const [, , , importedFile] of breaches) if (importedFile) write(importedFile, nothing)
  for (const [, file, imported] of breaches) write(file, imports(imported))
  write("plugin/src/domain/shared/units.ts", nothing)
  write(sound, imports("../domain/shared/units"))
  write("gateway/src/round.ts", `${imports("./about")}export const other = 1\n`)
  write("gateway/src/about.ts", `import { other } from "./round"\nexport const nothing = other\n`)
  violations = cruise()
})
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

function cruise(): typeof violations {
  const program = path.join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs")
  const rules = path.join(root, "scripts/dependency-rules.cjs")
  const { stdout } = spawnSync(
    process.execPath,
    [program, "--config", rules, "--output-type", "json", "plugin", "gateway", "integrations"],
    { cwd: folder, encoding: "utf8", env: { ...process.env, NODE_OPTIONS: "" } }
  )
  return (JSON.parse(stdout) as { summary: { violations: typeof violations } }).summary.violations
}

const rulesBrokenBy = (file: string) => violations.filter(({ from }) => from === file).map(({ rule }) => rule.name)

describe("who may import whom", () => {
  it("is silent where nothing is wrong", () => {
    expect(rulesBrokenBy(sound)).toEqual([])
  })

  it.each(breaches)("%s catches a planted breach", (rule, file) => {
    expect(rulesBrokenBy(file)).toContain(rule)
  })

  it("no-cycles catches two files that need each other", () => {
    expect(cycle.flatMap(rulesBrokenBy)).toContain("no-cycles")
  })

  it("has a planted breach for every rule", () => {
    const { forbidden } = jest.requireActual<{ forbidden: { name: string }[] }>("../dependency-rules.cjs")
    const planted = new Set([...breaches.map(([rule]) => rule), "no-cycles"])
    const untested = forbidden.map(({ name }) => name).filter((name) => !planted.has(name))
    expect(untested).toEqual([])
  })
})
