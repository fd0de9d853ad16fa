// @ts-check
const fs = require("node:fs")
const path = require("node:path")
const { runChild, startChild } = require("./children.cjs")
const { fingerprint } = require("./fingerprint.cjs")
const { untilHealthy } = require("./health.cjs")
const { oncePerDatabase } = require("./marks.cjs")
const { medusaCommand, sharedEnvironment, storeEnvironment, storeServer } = require("./stack.cjs")

/** What decides the tables: our migrations, models and links, and (through the lock file) Medusa's own. */
const schemaSources = [
  "package-lock.json",
  "plugin/src/inventory",
  "plugin/src/modules",
  "plugin/src/links",
  "examples/store/medusa-config.ts",
]
/** What decides what is in them. */
const seedSources = [
  "examples/store/src/seed",
  "examples/store/src/scripts",
  "examples/store/data",
  "plugin/src/cli",
  "plugin/src/domain/catalog",
  "plugin/src/workflows/catalog",
]

/**
 * @typedef {import("./stack.cjs").Place} Place
 * @typedef {import("./stack.cjs").ProcessPlan} ProcessPlan
 * @typedef {{ logDir: string, onLine?: (name: string, line: string) => void }} Logging
 */

/** Two processes must not write one log: named after what they are. */
const logFileOf = (/** @type {string} */ logDir, /** @type {string} */ name) =>
  path.join(logDir, `${name.toLowerCase().replace(/[^a-z0-9]+/g, "-")}.log`)

/**
 * Starts one process of the store and waits until it answers.
 * @param {ProcessPlan} plan
 * @param {Logging & { withinMs?: number, onStarted?: (child: import("./children.cjs").Child, logFile: string) => void }} options
 */
async function startProcess({ name, args, cwd, env, healthUrl }, { logDir, onLine, onStarted, withinMs = 120_000 }) {
  const logFile = logFileOf(logDir, name)
  const child = startChild({
    name,
    command: process.execPath,
    args: ["--enable-source-maps", "-r", path.join(__dirname, "exit-with-parent.cjs"), ...args],
    cwd,
    env: { ...process.env, ...env },
    logFile,
    ipc: true,
    ...(onLine ? { onLine } : {}),
  })
  onStarted?.(child, logFile)
  await untilHealthy(healthUrl, { child, withinMs })
  return child
}

/**
 * @param {{ name: string, args: readonly string[], cwd: string, env: Record<string, string> }} command
 * @param {Logging} logging
 */
const runToEnd = ({ name, args, cwd, env }, { logDir, onLine }) =>
  runChild({
    name,
    command: process.execPath,
    args,
    cwd,
    env: { ...process.env, ...env },
    logFile: logFileOf(logDir, name),
    ...(onLine ? { onLine } : {}),
  })

/**
 * Brings the tables up to date, unless this database is known to be.
 * @param {Place} place
 * @param {Logging} logging
 */
const migrate = (place, logging) =>
  oncePerDatabase(place.databaseUrl, "migrations", fingerprint(place.root, schemaSources), () =>
    runToEnd(medusaCommand(place, "The migration", ["db:migrate", "--execute-safe-links"]), logging)
  )

/**
 * Fills the store and the stand-in's shop, unless that was done. The stand-in must be running.
 * @param {Place} place
 * @param {Logging} logging
 */
function seed(place, logging) {
  const kept = ["stand-in-shopify.json", "keys.json"].every((file) => fs.existsSync(path.join(place.stateDir, file)))
  const seeding = medusaCommand(place, "The seed", ["exec", "./src/scripts/seed.js"])
  const sources = fingerprint(place.root, seedSources, sharedEnvironment(place.root).ANYSHELF_SHARED)
  return oncePerDatabase(place.databaseUrl, "seed", sources, () => runToEnd(seeding, logging), { again: !kept })
}

/**
 * Runs one of the store's own short scripts (`examples/store/src/start/<name>.ts`).
 * @param {Place} place
 * @param {string} name
 * @param {Logging} logging
 */
const runStoreScript = (place, name, logging) =>
  runToEnd(
    {
      name: `The script ${name}`,
      args: [path.join(storeServer(place.root), "src", "start", `${name}.js`)],
      cwd: place.root,
      env: storeEnvironment(place),
    },
    logging
  )

module.exports = { migrate, runStoreScript, schemaSources, seed, seedSources, startProcess }
