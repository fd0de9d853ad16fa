// @ts-check
// Jest's transform while `npm run mutants` runs: as always, but for one file, in which it plants one bug. Nothing is written
// to the sources, so a run that is killed leaves nothing behind.
const path = require("node:path")
const swc = require("@swc/jest")
const { plant } = require("./plant.cjs")
const { mutants } = require("./stock.cjs")

const planted = mutants.find(({ name }) => name === process.env.ANYSHELF_MUTANT)
const file = planted && path.resolve(__dirname, "..", planted.file)

module.exports = {
  /** @param {import("@swc/core").Options} options */
  createTransformer(options) {
    const inner = swc.createTransformer(options)
    /** @type {(source: string, at: string) => string} */
    const changed = (source, at) => (planted && at === file ? plant(source, planted) : source)
    return {
      ...inner,
      process: (/** @type {string} */ source, /** @type {string} */ at, /** @type {never} */ how) =>
        inner.process(changed(source, at), at, how),
      // The changed text is part of the key, so that a mutant is never served to another run, nor the healthy file to it.
      getCacheKey: (/** @type {string} */ source, /** @type {string} */ at, /** @type {never} */ how) =>
        inner.getCacheKey(changed(source, at), at, how),
    }
  },
}
