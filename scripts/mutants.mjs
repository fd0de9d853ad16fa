// @ts-check
// `npm run mutants [-- word …]`: plants each bug of mutants/, one at a time, and demands that a test finds it. With words, only
// the mutants whose names contain one of them. Fails when a mutant survives, when its place is not found, and when it breaks
// the database's functions instead of bending them.
import { spawn } from "node:child_process"
import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { createRequire } from "node:module"
import { fileURLToPath } from "node:url"
import { explain } from "./lib/setup-error.cjs"
import { createSteps } from "./lib/steps.cjs"
import { databaseEnvironment, openTestDatabase } from "./lib/test-database.cjs"

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..")
const require = createRequire(import.meta.url)
const { plant } = require("../mutants/plant.cjs")
/** @type {readonly import("../mutants/plant.cjs").Mutant[]} */
const all = require("../mutants/stock.cjs").mutants
/** What looks once more at a mutant that its own tests let live. */
const lastResort = ["plugin/integration-tests/inventory/model/model", "plugin/integration-tests/inventory/storm"]
const testsMs = 300_000
const { step } = createSteps()

/**
 * @typedef {{ verdict: "killed" | "survived" | "broken" | "too slow", by: string, seconds: number }} Verdict
 * @typedef {{ success: boolean, numTotalTests: number, testResults: readonly { message: string,
 *   assertionResults: readonly { status: string, fullName: string, failureMessages: readonly string[] }[] }[] }} Report
 */

/** Runs one test path against a mutant; null when jest was ended for taking too long, which proves nothing either way. */
async function runTests(/** @type {string} */ name, /** @type {string} */ tests, /** @type {NodeJS.ProcessEnv} */ env) {
  const report = path.join(os.tmpdir(), `anyshelf-mutant-${process.pid}.json`)
  fs.rmSync(report, { force: true })
  const project = tests.includes("integration-tests") ? "integration" : "unit"
  const args = ["--runInBand", "--forceExit", "--testTimeout=20000", "--silent", "--json", `--outputFile=${report}`]
  const child = spawn(
    process.execPath,
    [require.resolve("jest/bin/jest"), ...args, "--selectProjects", project, "--", tests],
    { cwd: root, env: { ...env, ANYSHELF_MUTANT: name }, stdio: "ignore" }
  )
  const timer = setTimeout(() => child.kill("SIGKILL"), testsMs)
  await new Promise((resolve) => child.once("close", resolve))
  clearTimeout(timer)
  if (!fs.existsSync(report)) return null
  /** @type {Report} */
  const outcome = JSON.parse(fs.readFileSync(report, "utf8"))
  fs.rmSync(report)
  return outcome
}

/** A test that fails because nothing could be set up has found nothing. */
const isBroken = (/** @type {Report} */ report) =>
  report.numTotalTests === 0 ||
  report.testResults.some(({ message }) => /Test suite failed to run|syntax error at|SyntaxError/.test(message))

/** @returns {Promise<Verdict>} */
async function judge(
  /** @type {import("../mutants/plant.cjs").Mutant} */ mutant,
  /** @type {NodeJS.ProcessEnv} */ env
) {
  const startedAt = Date.now()
  const seconds = () => Math.round((Date.now() - startedAt) / 1000)
  for (const tests of [...mutant.tests, ...lastResort]) {
    const report = await runTests(mutant.name, tests, env)
    if (!report)
      return {
        verdict: "too slow",
        by: `${path.basename(tests)} was ended after ${testsMs / 1000} s`,
        seconds: seconds(),
      }
    if (report.success) continue
    const failed = report.testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .find(({ status }) => status === "failed")
    if (isBroken(report) || !failed)
      return { verdict: "broken", by: report.testResults[0]?.message.slice(0, 300) ?? "no report", seconds: seconds() }
    return { verdict: "killed", by: `${path.basename(tests, ".test.ts")}: ${failed.fullName}`, seconds: seconds() }
  }
  return { verdict: "survived", by: "", seconds: seconds() }
}

/** The unmutated sources must pass, or a kill proves nothing; and every bug must have its place. */
function checkPlaces(/** @type {readonly import("../mutants/plant.cjs").Mutant[]} */ mutants) {
  const names = new Set(mutants.map(({ name }) => name))
  if (names.size < mutants.length) throw new Error("Two mutants share a name. Give each its own.")
  for (const mutant of mutants) plant(fs.readFileSync(path.join(root, mutant.file), "utf8"), mutant)
}

async function main() {
  const words = process.argv.slice(2)
  const mutants = all.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)))
  checkPlaces(all)
  const database = await step("Open PostgreSQL", () => openTestDatabase(process.env))
  const env = {
    ...process.env,
    ...databaseEnvironment(database.url),
    MEDUSA_DISABLE_TELEMETRY: "1",
    LOG_LEVEL: "error",
    ANYSHELF_SEQUENCES: process.env.ANYSHELF_SEQUENCES ?? "300",
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ""} --experimental-vm-modules --no-warnings`.trim(),
  }
  const startedAt = Date.now()
  /** @type {string[]} */
  const alive = []
  try {
    for (const [at, mutant] of mutants.entries()) {
      const { verdict, by, seconds } = await judge(mutant, env)
      if (verdict !== "killed") alive.push(mutant.name)
      const elapsed = Math.round((Date.now() - startedAt) / 1000)
      const mark = verdict === "killed" ? "✓" : "✗"
      console.log(
        `${mark} ${at + 1}/${mutants.length} ${verdict.padEnd(8)} ${String(seconds).padStart(3)} s (${elapsed} s in all)  ${mutant.name}`
      )
      if (by) console.log(`      ${by.replaceAll("\n", " ").slice(0, 150)}`)
    }
  } finally {
    await database.stop()
  }
  console.log(
    alive.length === 0
      ? `All ${mutants.length} mutants were found.`
      : `${alive.length} of ${mutants.length} live on: ${alive.join("; ")}`
  )
  return alive.length === 0 ? 0 : 1
}

main()
  .catch(explain)
  .then((code) => process.exit(code))
