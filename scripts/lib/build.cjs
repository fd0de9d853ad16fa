// @ts-check
const fs = require("node:fs")
const path = require("node:path")
const { runChild } = require("./children.cjs")
const { fingerprint } = require("./fingerprint.cjs")
const { withLock } = require("./lock.cjs")
const { buildEnvironment } = require("./stack.cjs")

/**
 * @typedef {{ name: string, title: string, sources: readonly string[], output: string, cwd: string, command: readonly string[],
 *   makes?: readonly string[] }} Unit makes: what is thrown away first, since the compiler never removes what it no longer makes
 */

const libraries = [
  "integrations/kit",
  "integrations/shopify",
  "integrations/server",
  "integrations/stand-ins/shopify",
  "gateway",
]
const manifests = (/** @type {readonly string[]} */ folders) =>
  folders.flatMap((folder) => [`${folder}/src`, `${folder}/package.json`, `${folder}/tsconfig.json`])

/**
 * What is built, in order, since each is made from the ones before.
 * @type {readonly Unit[]}
 */
const units = [
  {
    name: "libraries",
    title: "Compile the kit, the connectors, the stand-in and the gateway",
    sources: ["tsconfig.json", "tsconfig.base.json", ...manifests(libraries)],
    output: "gateway/dist",
    cwd: ".",
    command: ["typescript/bin/tsc", "-b", "tsconfig.json"],
    makes: libraries.flatMap((folder) => [`${folder}/dist`, `${folder}/tsconfig.tsbuildinfo`]),
  },
  {
    name: "plugin",
    title: "Build the plugin",
    sources: ["tsconfig.base.json", ...manifests(["integrations/kit", "plugin"])],
    output: "plugin/.medusa/server",
    cwd: "plugin",
    command: ["@medusajs/cli/cli.js", "plugin:build"],
  },
  {
    name: "store",
    title: "Build the example store and its admin",
    sources: [...manifests([...libraries, "plugin", "examples/store"]), "examples/store/medusa-config.ts"],
    output: "examples/store/.medusa/server/public/admin/index.html",
    cwd: "examples/store",
    command: ["@medusajs/cli/cli.js", "build"],
  },
]

/**
 * The fingerprints of the last successful builds.
 * @param {string} file
 * @returns {Record<string, string>}
 */
const readBuilt = (file) => (fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : {})

/**
 * The sources of a unit, as one short text. The lock file counts: another version of a dependency makes another build.
 * @param {string} root
 * @param {Unit} unit
 */
const sourcesOf = (root, unit) =>
  fingerprint(root, ["package-lock.json", ...unit.sources], `node ${process.versions.node.split(".")[0]}`)

/**
 * Whether a unit must be built: its sources changed, or what it makes is gone.
 * @param {string} root
 * @param {Unit} unit
 * @param {Record<string, string>} built
 */
const isStale = (root, unit, built) =>
  built[unit.name] !== sourcesOf(root, unit) || !fs.existsSync(path.join(root, unit.output))

/**
 * Builds what changed since the last time. Two commands at once take turns.
 * @param {{ root: string, logDir: string, only?: readonly string[],
 *   step: <T>(title: string, work: () => Promise<T>) => Promise<T> }} options
 * @returns {Promise<string[]>} the names of what was built
 */
async function build({ root, logDir, only = units.map((unit) => unit.name), step }) {
  const cache = path.join(root, "node_modules", ".cache", "anyshelf")
  fs.mkdirSync(cache, { recursive: true })
  const record = path.join(cache, "built.json")
  return withLock(path.join(cache, "build.lock"), 15 * 60_000, async () => {
    /** @type {string[]} */
    const done = []
    for (const unit of units.filter(({ name }) => only.includes(name))) {
      if (!isStale(root, unit, readBuilt(record))) continue
      const sources = sourcesOf(root, unit)
      // What was renamed would stay behind under its old name, and be found first.
      for (const made of unit.makes ?? []) fs.rmSync(path.join(root, made), { recursive: true, force: true })
      await step(unit.title, () => runUnit(root, unit, logDir))
      fs.writeFileSync(record, JSON.stringify({ ...readBuilt(record), [unit.name]: sources }, null, 2))
      done.push(unit.name)
    }
    return done
  })
}

/**
 * @param {string} root
 * @param {Unit} unit
 * @param {string} logDir
 */
function runUnit(root, { name, cwd, command: [program = "", ...args] }, logDir) {
  return runChild({
    name: `The build of the ${name}`,
    command: process.execPath,
    args: [require.resolve(program, { paths: [path.join(root, cwd)] }), ...args],
    cwd: path.join(root, cwd),
    env: { ...process.env, ...buildEnvironment(root) },
    logFile: path.join(logDir, `build-${name}.log`),
  })
}

module.exports = { build }
