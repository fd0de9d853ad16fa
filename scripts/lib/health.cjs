// @ts-check
const { setTimeout: sleep } = require("node:timers/promises")
const { SetupError } = require("./setup-error.cjs")

/**
 * @param {string} url
 * @returns {Promise<boolean>}
 */
async function answers(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) })
    await response.arrayBuffer()
    return response.ok
  } catch {
    return false
  }
}

/**
 * Waits until a process answers at its health address.
 * @param {string} url
 * @param {{ child: import("./children.cjs").Child, withinMs: number }} options
 * @throws {SetupError} it ended before, or took too long
 */
async function untilHealthy(url, { child, withinMs }) {
  const deadline = Date.now() + withinMs
  while (!(await answers(url))) {
    if (child.hasEnded())
      throw new SetupError([`${child.name} ended before it was ready:`, ...child.lastLines()].join("\n    "))
    if (Date.now() > deadline)
      throw new SetupError(
        [`${child.name} did not answer at ${url} within ${withinMs / 1000} s:`, ...child.lastLines()].join("\n    ")
      )
    await sleep(150)
  }
}

module.exports = { untilHealthy }
