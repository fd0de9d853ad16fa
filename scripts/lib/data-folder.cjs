// @ts-check
const fs = require("node:fs")
const path = require("node:path")
const { SetupError } = require("./setup-error.cjs")

const remedy = "set ANYSHELF_DATA_DIR to a folder that you may write to"

/**
 * One folder after the other: Node's own `recursive` never returns on file systems that refuse, such as /proc
 * (https://github.com/nodejs/node/issues/31481).
 * @param {string} folder
 */
function makeFolder(folder) {
  if (fs.existsSync(folder)) return
  makeFolder(path.dirname(folder))
  fs.mkdirSync(folder, { mode: 0o755 })
}

/**
 * Makes the data folder and proves that it can be written to.
 * @param {string} dataDir
 * @returns {string} the folder
 */
function ensureDataFolder(dataDir) {
  try {
    makeFolder(path.join(dataDir, "logs"))
    const probe = path.join(dataDir, `.probe-${process.pid}`)
    fs.writeFileSync(probe, "")
    fs.rmSync(probe)
    return dataDir
  } catch (error) {
    const code = /** @type {NodeJS.ErrnoException} */ (error).code
    throw new SetupError(`The data folder ${dataDir} cannot be written to (${code}); ${remedy}.`)
  }
}

/**
 * PostgreSQL refuses to run as root, so root runs it as the user `postgres`, who must be able to walk to its folder.
 * @param {string} dataDir
 * @param {(folder: string) => number} [modeOf] the permission bits of a folder
 */
function assertPostgresMayEnter(dataDir, modeOf = (folder) => fs.statSync(folder).mode) {
  for (let folder = dataDir; folder !== path.dirname(folder); folder = path.dirname(folder)) {
    if (modeOf(folder) & 0o001) continue
    throw new SetupError(
      `As root, PostgreSQL runs as the user postgres, who may not enter ${folder}; set ANYSHELF_DATA_DIR to a folder elsewhere, for example /var/lib/anyshelf, or set DATABASE_URL.`
    )
  }
}

module.exports = { assertPostgresMayEnter, ensureDataFolder }
