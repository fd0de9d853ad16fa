// @ts-check
const fs = require("node:fs")

/**
 * @param {string} file of `[{ figure, value, unit, goal, ok }]`
 * @returns {string[]} the figures that missed their goal; of a file that is not there, that it is not
 */
function missedGoals(file) {
  if (!fs.existsSync(file)) return ["it wrote no results"]
  /** @type {{ figure: string, ok: boolean }[]} */
  const rows = JSON.parse(fs.readFileSync(file, "utf8"))
  return rows.filter(({ ok }) => !ok).map(({ figure }) => figure)
}

module.exports = { missedGoals }
