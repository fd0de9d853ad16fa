// @ts-check
const fs = require("node:fs")
const path = require("node:path")

/**
 * Medusa's Inventory Module is replaced by a subclass that lives in its own folder. Medusa finds a module's parts by the files beside
 * its index, so what a new Medusa adds would be missing in silence; and a new method would write past our overrides.
 *
 * @typedef {{ ours: string[], through: string[], unreachable: string[], harmless: string[] }} KnownMethods
 * @typedef {Record<string, string[]>} Parts names of files by folder, without their endings
 */

const folders = ["models", "services", "repositories", "migrations"]

/** The service of the module itself is what ours replaces. */
const replaced = "inventory-module"

/**
 * The parts of an Inventory Module.
 * @param {string} folder - where its index is
 * @returns {Parts}
 */
function partsIn(folder) {
  return Object.fromEntries(folders.map((name) => [name, namesIn(path.join(folder, name))]))
}

/** @param {string} folder */
function namesIn(folder) {
  if (!fs.existsSync(folder)) return []
  return fs
    .readdirSync(folder)
    .filter((file) => /\.(js|ts)$/.test(file) && !/\.(d|test)\.ts$/.test(file) && !file.startsWith("index."))
    .map((file) => file.replace(/\.(js|ts)$/, ""))
    .sort()
}

/**
 * What core has and we do not carry, and what we carry and core has no more; a sentence for each.
 * @param {Parts} core
 * @param {Parts} ours
 */
function compareParts(core, ours) {
  return folders.flatMap((folder) => {
    const theirs = (core[folder] ?? []).filter((name) => name !== replaced)
    // Our own migrations say so in their name.
    const carried = (ours[folder] ?? []).filter((name) => folder !== "migrations" || /^Migration\d+$/.test(name))
    const missing = theirs.filter((name) => !carried.includes(name))
    const dead = carried.filter((name) => !theirs.includes(name))
    return [
      ...missing.map(
        (name) =>
          `@medusajs/inventory has ${folder}/${name}, which plugin/src/inventory does not carry: read what it does, then re-export it from plugin/src/inventory/${folder}/${name}.ts.`
      ),
      ...dead.map(
        (name) => `plugin/src/inventory/${folder}/${name} carries what @medusajs/inventory has no more: remove it.`
      ),
    ]
  })
}

/**
 * Methods that nobody has read yet, that are gone, or that ours should replace and does not; a sentence for each.
 * @param {readonly string[]} methods - what core's service can do
 * @param {KnownMethods} known
 * @param {string} sources - the text of our service
 */
function compareMethods(methods, known, sources) {
  const all = Object.values(known).flat()
  const isOverridden = (/** @type {string} */ name) =>
    new RegExp(`\\b(override|protected)\\s+(async\\s+)?${name}\\s*[<(]`).test(sources)
  return [
    ...methods
      .filter((name) => !all.includes(name))
      .map(
        (name) =>
          `@medusajs/inventory's service has a new method ${name}: read what it writes. If it changes levels or reservations, override it in plugin/src/inventory; then add it to scripts/lib/inventory-methods.cjs.`
      ),
    ...all
      .filter((name) => !methods.includes(name))
      .map(
        (name) =>
          `@medusajs/inventory's service has no method ${name} any more: see what took its place, then remove it from scripts/lib/inventory-methods.cjs and from plugin/src/inventory.`
      ),
    ...known.ours
      .filter((name) => !isOverridden(name))
      .map((name) => `plugin/src/inventory overrides ${name} no more, so core's own, which can oversell, would run.`),
  ]
}

/** @param {object | null} prototype */
function methodsOf(prototype) {
  const names = new Set()
  for (let each = prototype; each && each !== Object.prototype; each = Object.getPrototypeOf(each))
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(each)))
      if (typeof value === "function" && name !== "constructor") names.add(name)
  return [...names].sort()
}

/**
 * Everything in which our Inventory Module and the installed Medusa's have come apart.
 * @param {string} root
 * @returns {string[]}
 */
function inventoryParity(root) {
  const ours = path.join(root, "plugin/src/inventory")
  const entry = require.resolve("@medusajs/inventory", { paths: [path.join(root, "plugin")] })
  const sources = fs
    .readdirSync(ours)
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => fs.readFileSync(path.join(ours, file), "utf8"))
    .join("\n")
  const methods = methodsOf(require(entry).default.service.prototype)
  return [
    ...compareParts(partsIn(path.dirname(entry)), partsIn(ours)),
    ...compareMethods(methods, require("./inventory-methods.cjs"), sources),
  ]
}

module.exports = { compareMethods, compareParts, inventoryParity, methodsOf }
