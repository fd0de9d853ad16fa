// @ts-check
// `npm run bench [name …]`: runs bench/<name>.ts, or all of them. Each prints its table and writes bench/results/<name>.json;
// the command fails when a goal is missed.
import { spawn } from "node:child_process"
import os from "node:os"
import fs from "node:fs"
import path from "node:path"
import { createRequire } from "node:module"
import { fileURLToPath } from "node:url"
import { build } from "./lib/build.cjs"
import { missedGoals } from "./lib/bench-results.cjs"
import { assertNode } from "./lib/node-version.cjs"
import { SetupError, explain } from "./lib/setup-error.cjs"
import { createSteps } from "./lib/steps.cjs"
import { databaseEnvironment, openTestDatabase } from "./lib/test-database.cjs"

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..")
const folder = path.join(root, "bench")
const { step } = createSteps()

function chosenBenches() {
  const known = fs
    .readdirSync(folder)
    .filter((file) => file.endsWith(".ts"))
    .map((file) => path.basename(file, ".ts"))
  const asked = process.argv.slice(2)
  const unknown = asked.find((name) => !known.includes(name))
  if (unknown) throw new SetupError(`There is no bench "${unknown}"; there are: ${known.join(", ")}.`)
  // What \`stock\` measures need not be measured twice.
  return asked.length > 0 ? asked : known.filter((name) => !["atp", "checkout"].includes(name))
}

/** Benches whose figures promise that what was granted is on disk. */
const durable = ["stock", "checkout"]

/** A bench that crashes has measured nothing: its exit code counts as much as its goals. */
async function runBench(/** @type {string} */ name, /** @type {NodeJS.ProcessEnv} */ env) {
  console.log(`\n▸ ${name}`)
  const status = await runFile(path.join(folder, `${name}.ts`), env)
  const missed = missedGoals(path.join(folder, "results", `${name}.json`))
  return status === 0 && missed.length === 0
    ? []
    : [`${name}: ${missed.join(", ") || `ended with exit code ${status}`}`]
}

/**
 * Not waited for synchronously: PostgreSQL's log comes through this process, and when nobody reads it, PostgreSQL stands still
 * as soon as it has enough to say.
 */
function runFile(/** @type {string} */ file, /** @type {NodeJS.ProcessEnv} */ env) {
  const tsx = createRequire(import.meta.url).resolve("tsx/cli")
  const child = spawn(process.execPath, [tsx, file], { cwd: root, env, stdio: "inherit" })
  return new Promise((resolve) => child.once("close", (code) => resolve(code ?? 1)))
}

async function main() {
  assertNode(process.versions.node)
  const names = chosenBenches()
  const logDir = fs.mkdtempSync(path.join(os.tmpdir(), "anyshelf-bench-"))
  await build({ root, logDir, step })
  fs.rmSync(logDir, { recursive: true })
  const missed = []
  for (const isDurable of [false, true]) {
    const group = names.filter((name) => durable.includes(name) === isDurable)
    if (group.length > 0) missed.push(...(await runGroup(group, isDurable)))
  }
  missed.forEach((line) => console.log(`✗ ${line}`))
  return missed.length > 0 ? 1 : 0
}

/** Runs benches on one PostgreSQL of their own. */
async function runGroup(/** @type {string[]} */ names, /** @type {boolean} */ isDurable) {
  const title = isDurable ? "Open PostgreSQL, commits on disk" : "Open PostgreSQL"
  const database = await step(title, () => openTestDatabase(process.env, { durable: isDurable }))
  try {
    const env = { ...process.env, ...databaseEnvironment(database.url), MEDUSA_DISABLE_TELEMETRY: "1" }
    const missed = []
    for (const name of names) missed.push(...(await runBench(name, env)))
    return missed
  } finally {
    await database.stop()
  }
}

main()
  .catch(explain)
  .then((code) => process.exit(code))
