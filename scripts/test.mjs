// @ts-check
// `npm test [-- <arguments of jest>]`: sets up what the tests need, then runs jest; its summary is the last thing printed.
import { spawn } from "node:child_process"
import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { createRequire } from "node:module"
import { fileURLToPath } from "node:url"
import { build } from "./lib/build.cjs"
import { ensureChromium } from "./lib/chromium.cjs"
import { install, needsInstall } from "./lib/install.cjs"
import { jestArguments, selectedProjects } from "./lib/jest-arguments.cjs"
import { assertNode } from "./lib/node-version.cjs"
import { explain } from "./lib/setup-error.cjs"
import { sharedEnvironment } from "./lib/stack.cjs"
import { createSteps } from "./lib/steps.cjs"
import { databaseEnvironment, openTestDatabase } from "./lib/test-database.cjs"

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..")
const args = process.argv.slice(2)
const { step, say } = createSteps()

async function buildForTests() {
  const logDir = fs.mkdtempSync(path.join(os.tmpdir(), "anyshelf-build-"))
  await build({ root, logDir, step })
  fs.rmSync(logDir, { recursive: true })
}

function browserEnvironment() {
  const chromium = ensureChromium(process.env)
  if (!chromium) say("!", "No Chromium: the browser tests are skipped. Install it, or set ANYSHELF_CHROMIUM to one.")
  return chromium ? { ANYSHELF_CHROMIUM: chromium } : {}
}

/**
 * One file after the other, since they share the machine's cores with PostgreSQL; but in a worker that is replaced when it has
 * grown. Each file that boots Medusa loads all of it anew, and a process that keeps them all ends at V8's limit.
 */
const oneAtATime = ["--maxWorkers=1", "--workerIdleMemoryLimit=1GB"]

/** Runs jest in a process of its own, so that it sees the environment from its first line on. */
function runJest(/** @type {NodeJS.ProcessEnv} */ env) {
  const jest = createRequire(import.meta.url).resolve("jest/bin/jest")
  const child = spawn(process.execPath, [jest, ...oneAtATime, "--forceExit", ...jestArguments(args)], {
    cwd: root,
    env,
    stdio: "inherit",
  })
  process.on("SIGINT", () => child.kill("SIGINT"))
  process.on("SIGTERM", () => child.kill("SIGTERM"))
  return new Promise((resolve) => child.once("close", (code) => resolve(code ?? 1)))
}

async function main() {
  assertNode(process.versions.node)
  if (needsInstall(root)) await step("Install dependencies", async () => install(root))
  const projects = selectedProjects(args)
  const needsMore = projects.some((project) => project !== "unit")
  const database = needsMore ? await step("Open PostgreSQL", () => openTestDatabase(process.env)) : null
  try {
    if (needsMore) await buildForTests()
    return await runJest({
      ...process.env,
      ...(database ? databaseEnvironment(database.url) : {}),
      ...(projects.includes("journeys") ? browserEnvironment() : {}),
      ...sharedEnvironment(root),
      MEDUSA_DISABLE_TELEMETRY: "1",
      // Medusa tells each file that it loads; what matters is warnings and errors.
      LOG_LEVEL: process.env.LOG_LEVEL ?? "warn",
      // Medusa's test runners import ES modules inside jest's sandbox.
      NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ""} --experimental-vm-modules --no-warnings`.trim(),
    })
  } finally {
    await database?.stop()
  }
}

main()
  .catch(explain)
  .then((code) => process.exit(code))
