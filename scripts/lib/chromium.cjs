// @ts-check
const { execFileSync, spawnSync } = require("node:child_process")
const fs = require("node:fs")

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]

/**
 * A browser for the tests that look at pages: the one of ANYSHELF_CHROMIUM, or one that the machine has.
 * @param {Record<string, string | undefined>} env
 * @returns {string | null} its program
 */
function findChromium(env) {
  if (env.ANYSHELF_CHROMIUM) return env.ANYSHELF_CHROMIUM
  const folders = (env.PATH ?? "").split(":").filter(Boolean)
  const candidates = names.flatMap((name) => folders.map((folder) => `${folder}/${name}`))
  return candidates.find((file) => fs.existsSync(file)) ?? null
}

/** Installs Chromium where that needs nobody's leave: as root on Debian or Ubuntu. */
function installChromium() {
  if (process.getuid?.() !== 0 || spawnSync("apt-get", ["--version"]).status !== 0) return
  const apt = (/** @type {string[]} */ ...args) =>
    execFileSync("apt-get", args, {
      stdio: "ignore",
      timeout: 5 * 60_000,
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    })
  try {
    apt("update")
    apt("install", "-y", "--no-install-recommends", "chromium")
  } catch {
    // Without a browser its tests are skipped, and say so.
  }
}

/**
 * @param {Record<string, string | undefined>} env
 * @returns {string | null} null where there is none and none can be installed
 */
function ensureChromium(env) {
  const found = findChromium(env)
  if (found) return found
  installChromium()
  return findChromium(env)
}

module.exports = { ensureChromium, findChromium }
