// @ts-check
const { createHash } = require("node:crypto")
const fs = require("node:fs")
const path = require("node:path")

const ignored = new Set(["node_modules", "dist", ".medusa", ".cache", "coverage", "integration-tests", "journeys"])
const isTest = (/** @type {string} */ name) => /\.test\.tsx?$/.test(name) || name.endsWith(".tsbuildinfo")

/**
 * Every source file under a path, in a fixed order.
 * @param {string} root
 * @returns {string[]}
 */
function filesUnder(root) {
  if (!fs.existsSync(root)) return []
  if (fs.statSync(root).isFile()) return [root]
  return fs
    .readdirSync(root, { withFileTypes: true })
    .filter((entry) => !ignored.has(entry.name) && !isTest(entry.name))
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesUnder(path.join(root, entry.name)) : [path.join(root, entry.name)]))
}

/**
 * A short text that changes when any source under these paths changes. By content, not by time: a fresh checkout of the
 * same sources has the same fingerprint. Tests and built files do not count.
 * @param {string} base what names are relative to
 * @param {readonly string[]} paths
 * @param {string} [extra] anything else that the result depends on
 * @returns {string}
 */
function fingerprint(base, paths, extra = "") {
  const hash = createHash("sha256").update(extra)
  for (const file of paths.flatMap((one) => filesUnder(path.resolve(base, one)))) {
    hash.update(`\n${path.relative(base, file)}\n`).update(fs.readFileSync(file))
  }
  return hash.digest("hex").slice(0, 16)
}

module.exports = { fingerprint }
