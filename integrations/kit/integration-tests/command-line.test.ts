import { spawnSync } from "node:child_process"
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs"
import os from "node:os"
import path from "node:path"

const root = path.resolve(__dirname, "../../..")
const example = path.join(root, "docs/connectors/example")
const program = path.join(root, "integrations/kit/src/conformance/cli/main.ts")
jest.setTimeout(60_000)

/** Runs the command line from its sources, as a process of its own. */
function run(...args: readonly string[]) {
  const start = `require(${JSON.stringify(program)}).main(process.argv.slice(1)).then((code) => { process.exitCode = code })`
  const env = { ...process.env, TSX_TSCONFIG_PATH: path.join(root, "tsconfig.tests.json"), NODE_OPTIONS: "" }
  const options = { cwd: root, encoding: "utf8", env, timeout: 50_000 } as const
  return spawnSync(process.execPath, ["-r", "tsx/cjs", "-e", start, "--", ...args], options)
}

const trial = ["./docs/connectors/example/connector.ts", "--stand-in", "./docs/connectors/example/stand-in.ts"]

test("a connector in TypeScript that keeps the laws ends with 0; what was not tried is said", () => {
  const { status, stdout, stderr } = run(...trial)
  expect(stdout).toContain("All is well: corner-shop (API 1) on a corner shop, seed 1")
  expect(stdout).toMatch(/SKIPPED \d+: the connector does not declare fulfil/)
  expect(stderr).toContain("transport")
  expect(status).toBe(0)
})

test("a broken law ends with 1, says what was seen and what to look at, and is a failure in JUnit", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "anyshelf-conformance-"))
  const broken = path.join(folder, "broken.ts")
  writeFileSync(
    broken,
    `import { cornerShop } from ${JSON.stringify(path.join(example, "connector"))}
     const open: typeof cornerShop.open = (config, host) => {
       const session = cornerShop.open(config, host)
       return { ...session, push: async (commands) => [...(await session.push(commands))].reverse() }
     }
     export default { ...cornerShop, open }`
  )
  const junit = path.join(folder, "report.xml")
  const { status, stdout } = run(broken, "--stand-in", trial[2]!, "--only", "stock", "--junit", junit)
  expect(stdout).toContain("✗ results are as many as the commands, in their order")
  expect(stdout).toContain("look at: Give each command its own outcome")
  expect(stdout).not.toContain("\u001b[")
  expect(status).toBe(1)
  const xml = readFileSync(junit, "utf8")
  expect(xml).toContain('<testsuite name="stock"')
  expect(xml).toContain('tests="13" failures="2"')
  expect(xml.match(/<failure message="Expected /g)).toHaveLength(2)
  expect(xml).toContain('<skipped message="the channel writes cas, not delta"')
})

test("a module that fails while it is loaded is told from one that is not there", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "anyshelf-conformance-"))
  const file = path.join(folder, "failing.js")
  writeFileSync(file, 'throw new Error("no vendor key")')
  const { status, stderr } = run(file, "--stand-in", trial[2]!)
  expect(stderr).toMatch(/failing\.js was found, and fails while it is loaded: no vendor key/)
  expect(status).toBe(2)
})

test.each([
  [[], "Name the connector to try."],
  [["./a.ts"], "Name the stand-in"],
  [["./nope.ts", "--stand-in", "./nope.ts"], "There is no module ./nope.ts"],
  [
    ["./docs/connectors/example/stand-in.ts", "--stand-in", "./docs/connectors/example/stand-in.ts"],
    "exports no connector",
  ],
  [[trial[0]!, "--stand-in", trial[0]!], "exports no stand-in"],
  [[...trial, "--only", "weather"], 'There is no part "weather"'],
  [[...trial, "--seed", "x"], "A seed is a whole number"],
  [[...trial, "--colour"], "--colour"],
])("%j is a mistake that is explained", (args, sentence) => {
  const { status, stderr } = run(...args)
  expect(stderr).toContain(sentence)
  expect(status).toBe(2)
})
