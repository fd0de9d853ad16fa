// @ts-check
// `npm run check [name …]`: everything that a machine can hold. Each check runs, so that one run shows all that is wrong.
import { spawnSync } from "node:child_process"
import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { build } from "./lib/build.cjs"
import { install, needsInstall } from "./lib/install.cjs"
import { inventoryParity } from "./lib/inventory-parity.cjs"
import { assertNode } from "./lib/node-version.cjs"
import { explain } from "./lib/setup-error.cjs"
import { createSteps } from "./lib/steps.cjs"

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..")
const generated = [
  "plugin/src/graphql/generated",
  "integrations/shopify/src/generated",
  "schema/supergraph.graphql",
  "schema/api.graphql",
]
const sources = ["plugin", "gateway", "integrations", "examples", "bench", "scripts"]

/**
 * @typedef {{ name: string, commands: readonly (readonly string[])[] }} Check
 * @type {readonly Check[]}
 */
const checks = [
  {
    name: "types",
    commands: [
      ["tsc", "-b"],
      ["tsc", "--noEmit", "-p", "plugin"],
      ["tsc", "-p", "plugin/src/admin"],
      ["tsc", "--noEmit", "-p", "examples/store"],
      ["tsc", "-p", "examples/store/journeys"],
      ["tsc", "-p", "tsconfig.tests.json"],
      ["tsc", "-p", "scripts"],
    ],
  },
  { name: "lint", commands: [["eslint", "--max-warnings", "0", "."]] },
  { name: "imports", commands: [["depcruise", "--config", "scripts/dependency-rules.cjs", ...sources]] },
  { name: "generated", commands: [["drift"]] },
  // What a new Medusa adds to its Inventory Module must be carried, and every new way of writing stock must be read.
  { name: "parity", commands: [["parity"]] },
  { name: "unused", commands: [["knip"]] },
  // npm leaves other platforms' programs out of the lock file when they were not at hand, and then refuses its own file.
  { name: "lock", commands: [["npm", "ci", "--dry-run", "--ignore-scripts", "--no-audit", "--no-fund"]] },
  { name: "format", commands: [["prettier", "--check", "--log-level", "warn", "."]] },
]

/** @param {readonly string[]} command */
function run([program = "", ...args]) {
  const bin = program === "npm" ? program : path.join(root, "node_modules", ".bin", program)
  const { status, stdout, stderr } = spawnSync(bin, args, { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 })
  return { isRight: status === 0, output: `${stdout}${stderr}` }
}

/** The contents of the generated files, by name. */
function readGenerated() {
  const files = generated.flatMap((one) => {
    const full = path.join(root, one)
    if (!fs.statSync(full).isDirectory()) return [full]
    return fs.readdirSync(full).map((name) => path.join(full, name))
  })
  return new Map(files.map((file) => [file, fs.readFileSync(file, "utf8")]))
}

/** Generates again and compares with what lies here: works in a dirty tree, and puts nothing right behind one's back. */
function checkDrift() {
  const before = readGenerated()
  const { isRight, output } = run(["graphql-codegen", "--config", "codegen.ts"])
  const after = readGenerated()
  const drifted = [...new Set([...before.keys(), ...after.keys()])].filter(
    (file) => before.get(file) !== after.get(file)
  )
  for (const file of drifted) restore(file, before.get(file))
  const sentence = drifted.map(
    (file) => `${path.relative(root, file)} is not what schema/ says; run \`npm run codegen\`.`
  )
  return { isRight: isRight && drifted.length === 0, output: [isRight ? "" : output, ...sentence].join("\n") }
}

/**
 * @param {string} file
 * @param {string | undefined} text
 */
function restore(file, text) {
  if (text === undefined) fs.rmSync(file)
  else fs.writeFileSync(file, text)
}

/** Our Inventory Module beside the installed Medusa's. */
function checkParity() {
  const sentences = inventoryParity(root)
  return { isRight: sentences.length === 0, output: sentences.join("\n") }
}

/** Checks that are functions here, and no program of somebody else's. */
const builtIn = { drift: checkDrift, parity: checkParity }

/** @param {Check} check */
function perform({ name, commands }) {
  const begun = Date.now()
  const results = commands.map((command) => {
    const own = builtIn[/** @type {keyof typeof builtIn} */ (command[0])]
    return own ? own() : run(command)
  })
  const isRight = results.every((result) => result.isRight)
  console.log(`${isRight ? "✓" : "✗"} ${name.padEnd(10)} ${((Date.now() - begun) / 1000).toFixed(1)} s`)
  for (const { output } of results.filter((result) => !result.isRight))
    console.log(output.trim().replace(/^/gm, "    "))
  return isRight
}

/** Workspaces know each other by what they publish: without a build there is nothing to hold an import against. */
async function buildPackages() {
  const logDir = fs.mkdtempSync(path.join(os.tmpdir(), "anyshelf-build-"))
  await build({ root, logDir, only: ["libraries", "plugin"], step: createSteps().step })
  fs.rmSync(logDir, { recursive: true })
}

async function main() {
  assertNode(process.versions.node)
  if (needsInstall(root)) install(root)
  await buildPackages()
  const asked = process.argv.slice(2)
  const chosen = asked.length > 0 ? checks.filter(({ name }) => asked.includes(name)) : checks
  const wrong = chosen.filter((check) => !perform(check)).map(({ name }) => name)
  if (wrong.length > 0)
    console.log(
      `\n✗ ${wrong.join(", ")}: put right what is named above, or run one check alone with \`npm run check ${wrong[0]}\`.`
    )
  return wrong.length > 0 ? 1 : 0
}

main()
  .catch(explain)
  .then((code) => (process.exitCode = code))
