// @ts-check
const fs = require("node:fs")
const path = require("node:path")
const { build } = require("./build.cjs")
const { card } = require("./card.cjs")
const { ensureDataFolder } = require("./data-folder.cjs")
const { assertDatabase, ensureDatabase, withoutPassword } = require("./database.cjs")
const { install, needsInstall } = require("./install.cjs")
const { takeLock } = require("./lock.cjs")
const { assertPortsFree } = require("./ports.cjs")
const { startPostgres } = require("./postgres.cjs")
const { readSecrets } = require("./secrets.cjs")
const { SetupError } = require("./setup-error.cjs")
const { planStack } = require("./stack.cjs")
const { createSteps } = require("./steps.cjs")
const { migrate, runStoreScript, seed, startProcess } = require("./store.cjs")
const { untilPublished } = require("./until-published.cjs")

/**
 * @typedef {{ root: string, settings: import("./settings.cjs").Settings, isRoot: boolean, isVerbose: boolean,
 *   household: ReturnType<typeof import("./household.cjs").createHousehold> }} RunOptions
 */

/**
 * One runner for one data folder: a second would start a second server on the same database files.
 * @param {string} dataDir
 */
function claim(dataDir) {
  const lock = takeLock(path.join(dataDir, "runner.pid"))
  if ("heldBy" in lock)
    throw new SetupError(
      `Anyshelf already runs on ${dataDir} (process ${lock.heldBy}); stop it, or set ANYSHELF_DATA_DIR to another folder.`
    )
  process.once("exit", lock.release)
}

/**
 * The database of this run: the given one when it can be used, else the embedded one.
 * @param {RunOptions} options
 * @param {string} password
 * @returns {Promise<string>} its URL
 */
async function openDatabase({ settings: { databaseUrl, dataDir }, isRoot, household }, password) {
  if (databaseUrl) {
    await assertDatabase(databaseUrl)
    return databaseUrl
  }
  const postgres = await startPostgres({ dataDir, password, isRoot })
  household.add(postgres.child, path.join(dataDir, "logs", "postgres.log"), postgres.stop)
  await ensureDatabase(postgres.url("postgres"), "anyshelf")
  return postgres.url("anyshelf")
}

/**
 * Sets up what is missing and starts everything. Each step is skipped when nothing it depends on has changed.
 * @param {RunOptions} options
 */
async function runStore(options) {
  const { root, settings, isVerbose, household } = options
  const { ports, dataDir } = settings
  const { step, say, elapsedMs } = createSteps()
  const logDir = path.join(ensureDataFolder(dataDir), "logs")
  claim(dataDir)
  await assertPortsFree(ports)
  if (needsInstall(root)) await step("Install dependencies", async () => install(root))

  const secrets = readSecrets(dataDir, process.env)
  const opened = step(settings.databaseUrl ? `Open ${withoutPassword(settings.databaseUrl)}` : "Start PostgreSQL", () =>
    openDatabase(options, secrets.postgres)
  )
  const databaseUrl = await opened
  const place = { root, ports, secrets, databaseUrl, stateDir: dataDir }
  await build({ root, logDir, step })

  const logging = { logDir, ...(isVerbose ? { onLine: printLine } : {}) }
  const start = (/** @type {import("./stack.cjs").ProcessPlan} */ plan) =>
    step(`Start ${plan.name.replace(/^The/, "the")}`, () =>
      startProcess(plan, { ...logging, onStarted: household.add })
    )
  const stack = planStack(place)
  const standIn = start(stack.standIn)
  const [migrated] = await Promise.all([step("Migrate the database", () => migrate(place, logging)), standIn])
  const seeded = await step("Fill the store and the Shopify shop", () => seed(place, logging))
  if (!migrated && !seeded) say("·", "The database was ready from last time")
  await step("Subscribe to the shop's webhooks", () => runStoreScript(place, "subscribe-webhooks", logging))
  await Promise.all([start(stack.medusa), start(stack.connectors), start(stack.gateway)])
  if (seeded)
    await step("Show on the Shopify shop what can be promised", () => untilPublished(place, 60_000)).catch((error) =>
      say("!", `${error.message} It goes on in the background.`)
    )

  const keys = JSON.parse(fs.readFileSync(path.join(dataDir, "keys.json"), "utf8"))
  console.log(card({ ports, keys, adminPassword: secrets.adminPassword, dataDir, tookMs: elapsedMs() }))
}

/**
 * @param {string} name
 * @param {string} line
 */
const printLine = (name, line) => console.log(`${name.replace(/^The /, "").padEnd(20)} │ ${line}`)

module.exports = { runStore }
