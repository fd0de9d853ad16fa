// @ts-check
const fs = require("node:fs")
const path = require("node:path")
const { spawnSync } = require("node:child_process")
const { SetupError } = require("./setup-error.cjs")

/**
 * Whether `node_modules` is missing or older than the lock file. npm writes its own record after each install.
 * @param {string} root
 */
function needsInstall(root) {
  const record = path.join(root, "node_modules", ".package-lock.json")
  if (!fs.existsSync(record)) return true
  return (
    fs.statSync(path.join(root, "package-lock.json")).mtimeMs > fs.statSync(record).mtimeMs && lockChanged(root, record)
  )
}

/**
 * A fresh checkout makes the lock file look newer although nothing in it changed; the versions decide.
 * @param {string} root
 * @param {string} record
 */
function lockChanged(root, record) {
  const packages = (/** @type {string} */ file) => JSON.parse(fs.readFileSync(file, "utf8")).packages
  const wanted = packages(path.join(root, "package-lock.json"))
  const installed = packages(record)
  return Object.entries(wanted).some(
    ([name, { version, optional, link }]) =>
      name.includes("node_modules") && !optional && !link && installed[name]?.version !== version
  )
}

/**
 * Installs exactly what the lock file names.
 * @param {string} root
 * @throws {SetupError} npm failed; its own words were shown above
 */
function install(root) {
  const npm = process.platform === "win32" ? "npm.cmd" : "npm"
  const { status } = spawnSync(npm, ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: "inherit",
  })
  if (status !== 0)
    throw new SetupError(
      "npm could not install the dependencies; check the network and the message above, then try again."
    )
}

module.exports = { install, needsInstall }
