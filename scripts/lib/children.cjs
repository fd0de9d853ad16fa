// @ts-check
const { spawn } = require("node:child_process")
const fs = require("node:fs")
const { setTimeout: sleep } = require("node:timers/promises")
const { SetupError } = require("./setup-error.cjs")

const lastLinesKept = 25

/**
 * @typedef {{ name: string, command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv, logFile: string,
 *   ipc?: boolean, uid?: number, gid?: number, lastSignal?: NodeJS.Signals, onLine?: (name: string, line: string) => void }} ChildPlan
 * @typedef {{ code: number | null, signal: NodeJS.Signals | null }} Ending
 * @typedef {{ name: string, pid: number, ended: Promise<Ending>, hasEnded: () => boolean, lastLines: () => string[],
 *   stop: (graceMs?: number, signal?: NodeJS.Signals) => Promise<void> }} Child
 */

/**
 * Signals a whole process group, so that what a child started ends with it.
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal)
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "ESRCH") throw error
  }
}

/**
 * Those that live, and the signal that ends each at once.
 * @type {Map<number, NodeJS.Signals>}
 */
const living = new Map()
// However this process ends, by a fault or by an impatient second Ctrl-C: nobody is left behind.
process.once("exit", () => living.forEach((signal, pid) => signalGroup(pid, signal)))

/**
 * Cuts a stream of text into lines.
 * @param {(line: string) => void} onLine
 */
function lineReader(onLine) {
  let rest = ""
  return (/** @type {string} */ chunk) => {
    const lines = (rest + chunk).split("\n")
    rest = lines.pop() ?? ""
    lines.forEach(onLine)
  }
}

/**
 * Starts a process in a group of its own: Ctrl-C in a terminal then reaches only us, and we end the children in order.
 * Everything it prints goes to its log file; the last lines are kept to be shown should it crash.
 * @param {ChildPlan} plan
 * @returns {Child}
 */
function startChild({ name, command, args, cwd, env, logFile, ipc = false, uid, gid, onLine, lastSignal = "SIGKILL" }) {
  const log = fs.createWriteStream(logFile)
  const child = spawn(command, args, {
    cwd,
    env,
    detached: true,
    stdio: ["ignore", "pipe", "pipe", ...(ipc ? [/** @type {const} */ ("ipc")] : [])],
    ...(uid === undefined ? {} : { uid, gid }),
  })
  if (child.pid) living.set(child.pid, lastSignal)
  /** @type {string[]} */
  const kept = []
  const keep = (/** @type {string} */ line) => {
    log.write(`${line}\n`)
    if (kept.push(line) > lastLinesKept) kept.shift()
    onLine?.(name, line)
  }
  child.stdout?.setEncoding("utf8").on("data", lineReader(keep))
  child.stderr?.setEncoding("utf8").on("data", lineReader(keep))

  /** @type {Ending | null} */
  let ending = null
  /** @type {Promise<Ending>} */
  const ended = new Promise((resolve) => {
    const end = (/** @type {Ending} */ how) => {
      ending ??= how
      if (child.pid) living.delete(child.pid)
      log.end()
      resolve(ending)
    }
    child.once("error", (error) => {
      keep(String(error))
      end({ code: 127, signal: null })
    })
    child.once("close", (code, signal) => end({ code, signal }))
  })

  /** Asks politely, waits, then insists. */
  async function stop(graceMs = 10_000, signal = /** @type {NodeJS.Signals} */ ("SIGTERM")) {
    const { pid } = child
    if (!pid) return
    if (!ending) signalGroup(pid, signal)
    await Promise.race([ended, sleep(graceMs, undefined, { ref: false })])
    signalGroup(pid, lastSignal)
    await ended
  }

  return { name, pid: child.pid ?? 0, ended, hasEnded: () => ending !== null, lastLines: () => [...kept], stop }
}

/**
 * Runs a process to its end.
 * @param {ChildPlan} plan
 * @returns {Promise<void>}
 * @throws {SetupError} with its last lines, when it did not end with 0
 */
async function runChild(plan) {
  const child = startChild(plan)
  const { code, signal } = await child.ended
  if (code !== 0) throw new SetupError(describeEnding(child, { code, signal }, plan.logFile))
}

/**
 * What a person wants to know of a process that ended by itself.
 * @param {Child} child
 * @param {Ending} ending
 * @param {string} logFile
 */
function describeEnding(child, { code, signal }, logFile) {
  const how = signal ? `was ended by ${signal}` : `ended with exit code ${code}`
  const lines = child.lastLines().map((line) => `    ${line}`)
  return [`${child.name} ${how}. Its last lines (all of them are in ${logFile}):`, ...lines].join("\n")
}

module.exports = { describeEnding, runChild, startChild }
