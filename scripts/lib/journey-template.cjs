// @ts-check
const fs = require("node:fs")
const os = require("node:os")
const path = require("node:path")
const { fingerprint } = require("./fingerprint.cjs")
const { withClient } = require("./marks.cjs")
const { freePort } = require("./ports.cjs")
const { readSecrets } = require("./secrets.cjs")
const { planStack, sharedEnvironment } = require("./stack.cjs")
const { migrate, runStoreScript, schemaSources, seed, seedSources, startProcess } = require("./store.cjs")
const { untilPublished } = require("./until-published.cjs")

/** @typedef {import("./stack.cjs").Place} Place */

const prefix = "anyshelf_journeys_"
/** Any number that nobody else locks: two runs on one server take turns at making the template. */
const advisoryLock = 7_302_519

/**
 * The same server, another database.
 * @param {string} serverUrl
 * @param {string} database
 */
function databaseUrl(serverUrl, database) {
  const url = new URL(serverUrl)
  url.pathname = `/${database}`
  return url.toString()
}

/** @returns {Promise<import("./settings.cjs").Ports>} */
async function freePorts() {
  const [gateway, connectors, standIns, medusa] = await Promise.all([freePort(), freePort(), freePort(), freePort()])
  return { gateway, connectors, standIns, medusa }
}

/**
 * @param {import("pg").Client} client
 * @param {string} name
 */
async function exists(client, name) {
  return (await client.query("select 1 from pg_database where datname = $1", [name])).rowCount === 1
}

/**
 * A migrated and seeded database with the stand-in's state, made once for all journeys and kept for the next run: migrating
 * and seeding take a minute, copying takes a moment.
 * @param {{ root: string, serverUrl: string }} options
 * @returns {Promise<{ database: string, stateDir: string }>}
 */
async function journeyTemplate({ root, serverUrl }) {
  const name =
    prefix +
    fingerprint(
      root,
      [...schemaSources, ...seedSources, "scripts/lib/journey-template.cjs"],
      sharedEnvironment(root).ANYSHELF_SHARED
    )
  const stateDir = path.join(os.tmpdir(), name)
  await withClient(serverUrl, async (client) => {
    await client.query("select pg_advisory_lock($1)", [advisoryLock])
    const ready = (await exists(client, name)) && fs.existsSync(path.join(stateDir, "keys.json"))
    if (!ready) await makeTemplate({ root, serverUrl, client, name, stateDir })
  })
  return { database: name, stateDir }
}

/**
 * Made under another name, so that one that was cut short is never taken for a ready one.
 * @param {{ root: string, serverUrl: string, client: import("pg").Client, name: string, stateDir: string }} options
 */
async function makeTemplate({ root, serverUrl, client, name, stateDir }) {
  const unfinished = `${name}_unfinished`
  for (const database of [name, unfinished]) await client.query(`drop database if exists ${database} with (force)`)
  await client.query(`create database ${unfinished}`)
  fs.rmSync(stateDir, { recursive: true, force: true })
  fs.mkdirSync(path.join(stateDir, "logs"), { recursive: true })
  const place = {
    root,
    ports: await freePorts(),
    secrets: readSecrets(stateDir, {}),
    databaseUrl: databaseUrl(serverUrl, unfinished),
    stateDir,
  }
  await fill(place)
  await client.query(`alter database ${unfinished} rename to ${name}`)
}

/**
 * Migrated, seeded, and run once until the shop shows what we promise: a journey then begins in a quiet store.
 * @param {Place} place
 */
async function fill(place) {
  const logging = { logDir: path.join(place.stateDir, "logs") }
  const [standIn] = await Promise.all([startProcess(planStack(place).standIn, logging), migrate(place, logging)])
  await seed(place, logging).finally(() => standIn.stop())
  const { stopAll } = await startPlace(place)
  await untilPublished(place, 120_000).finally(stopAll)
}

/**
 * A store of its own for one journey: a copy of the template on free ports.
 * @param {{ root: string, serverUrl: string }} options
 * @returns {Promise<{ place: Place, remove: () => Promise<void> }>}
 */
async function journeyPlace({ root, serverUrl }) {
  const template = await journeyTemplate({ root, serverUrl })
  const database = `${prefix}run_${process.pid}_${Date.now().toString(36)}`
  await withClient(serverUrl, (client) => client.query(`create database ${database} template ${template.database}`))
  const stateDir = fs.mkdtempSync(path.join(os.tmpdir(), "anyshelf-journey-"))
  fs.cpSync(template.stateDir, stateDir, { recursive: true })
  const place = {
    root,
    ports: await freePorts(),
    secrets: readSecrets(stateDir, {}),
    databaseUrl: databaseUrl(serverUrl, database),
    stateDir,
  }
  const remove = async () => {
    await withClient(serverUrl, (client) => client.query(`drop database if exists ${database} with (force)`))
    fs.rmSync(stateDir, { recursive: true, force: true })
  }
  return { place, remove }
}

/**
 * Starts everything of a place; the order is that of `npm start`.
 * @param {Place} place
 */
async function startPlace(place) {
  const logging = { logDir: path.join(place.stateDir, "logs") }
  const stack = planStack(place)
  /** @type {import("./children.cjs").Child[]} */
  const started = []
  const onStarted = (/** @type {import("./children.cjs").Child} */ child) => started.push(child)
  const start = (/** @type {import("./stack.cjs").ProcessPlan} */ plan) => startProcess(plan, { ...logging, onStarted })
  const stopAll = async () => void (await Promise.all(started.map((child) => child.stop())))
  try {
    const standIn = await start(stack.standIn)
    await runStoreScript(place, "subscribe-webhooks", logging)
    const [medusa, connectors, gateway] = await Promise.all([
      start(stack.medusa),
      start(stack.connectors),
      start(stack.gateway),
    ])
    return { standIn, medusa, connectors, gateway, stopAll, restart: start }
  } catch (error) {
    await stopAll()
    throw error
  }
}

module.exports = { journeyPlace, startPlace }
