// @ts-check
const { SetupError } = require("./setup-error.cjs")

/** The lowest minor version of each supported major; every later major is accepted. Same as `engines` in package.json. */
const lowestMinor = { 20: 19, 22: 12 }
const everyMajorFrom = 24

/**
 * @param {string} version for example `20.19.0`
 * @returns {boolean} whether Anyshelf runs on this Node
 */
function supportsNode(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number)
  if (major >= everyMajorFrom) return true
  const lowest = /** @type {Record<number, number>} */ (lowestMinor)[major]
  return lowest !== undefined && minor >= lowest
}

/**
 * Refuses a Node that is too old, before anything else can fail in a way that is hard to read.
 * @param {string} version
 */
function assertNode(version) {
  if (supportsNode(version)) return
  throw new SetupError(
    `Node ${version} cannot run Anyshelf; install Node 24, 22.12 or later, or 20.19 or later (https://nodejs.org) and try again.`
  )
}

module.exports = { assertNode, supportsNode }
