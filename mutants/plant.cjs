// @ts-check
/**
 * @typedef {object} Mutant
 * @property {string} name what the bug is, in a few words
 * @property {string} file where it is planted, from the root
 * @property {string} find the text it replaces; stands there once
 * @property {string} replace
 * @property {readonly string[]} tests what should find it, quickest first; from the root
 */

/**
 * The source with the bug in it. Throws when the place is not found once: the code has moved on, and the list must follow.
 *
 * @param {string} source
 * @param {Mutant} mutant
 */
function plant(source, { name, file, find, replace }) {
  const parts = source.split(find)
  if (parts.length === 2) return parts.join(replace)
  throw new Error(
    `Mutant "${name}": its text stands ${parts.length - 1} times in ${file}, not once. Bring mutants/ up to date.`
  )
}

module.exports = { plant }
