// @ts-check
const fs = require("node:fs")
const { setTimeout: sleep } = require("node:timers/promises")

/**
 * @param {number} pid
 * @returns {boolean} whether a process of this number lives, whoever owns it
 */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM"
  }
}

/**
 * The living process that holds a lock file, or null. A file whose holder died is removed.
 * @param {string} file
 */
function holderOf(file) {
  if (!fs.existsSync(file)) return null
  const pid = Number(fs.readFileSync(file, "utf8"))
  if (pid > 0 && pid !== process.pid && isAlive(pid)) return pid
  fs.rmSync(file, { force: true })
  return null
}

/**
 * Takes a lock file for as long as this process lives. Left behind by a killed process, it is taken over. The file appears whole,
 * with its holder in it: one that is empty for a moment would be taken for one whose holder died.
 * @param {string} file
 * @returns {{ release: () => void } | { heldBy: number }}
 */
function takeLock(file) {
  const own = `${file}.${process.pid}`
  fs.writeFileSync(own, String(process.pid))
  try {
    return placeLock(own, file)
  } finally {
    fs.rmSync(own, { force: true })
  }
}

/**
 * @param {string} own
 * @param {string} file
 * @returns {{ release: () => void } | { heldBy: number }}
 */
function placeLock(own, file) {
  const heldBy = holderOf(file)
  if (heldBy !== null) return { heldBy }
  try {
    fs.linkSync(own, file)
    return { release: () => fs.rmSync(file, { force: true }) }
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error
    // Somebody was faster by a moment.
    return { heldBy: Number(fs.readFileSync(file, "utf8")) }
  }
}

/**
 * Runs `work` while no other process does the same, waiting for its turn at most `withinMs`.
 * @template T
 * @param {string} file
 * @param {number} withinMs
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function withLock(file, withinMs, work) {
  const deadline = Date.now() + withinMs
  for (;;) {
    const lock = takeLock(file)
    if ("release" in lock) return work().finally(lock.release)
    if (Date.now() > deadline)
      throw new Error(`Process ${lock.heldBy} has held ${file} for ${withinMs} ms; stop it and try again.`)
    await sleep(250)
  }
}

module.exports = { isAlive, takeLock, withLock }
