// @ts-check
const { randomBytes } = require("node:crypto")
const fs = require("node:fs")
const path = require("node:path")

/** Each secret and the variable that replaces the generated one. */
const secretVariables = /** @type {const} */ ({
  jwt: "JWT_SECRET",
  cookie: "COOKIE_SECRET",
  gateway: "ANYSHELF_GATEWAY_SECRET",
  shopifyToken: "SHOPIFY_ACCESS_TOKEN",
  shopifyWebhook: "SHOPIFY_WEBHOOK_SECRET",
  secretsKey: "ANYSHELF_SECRETS_KEY",
  adminPassword: "ANYSHELF_ADMIN_PASSWORD",
})

/** @typedef {keyof typeof secretVariables | "postgres"} SecretName */
/** @typedef {Record<SecretName, string>} Secrets */

const secretNames = /** @type {SecretName[]} */ ([...Object.keys(secretVariables), "postgres"])

/** In bytes. A password is typed by a person now and then, the others only by machines; a key of AES-256 has this very length. */
const lengths = /** @type {Partial<Record<SecretName, number>>} */ ({ adminPassword: 9, secretsKey: 32 })

/** @param {SecretName} name */
const generate = (name) => randomBytes(lengths[name] ?? 24).toString(name === "adminPassword" ? "base64url" : "hex")

/**
 * @param {string} file
 * @returns {Partial<Secrets>}
 */
function readStored(file) {
  if (!fs.existsSync(file)) return {}
  return JSON.parse(fs.readFileSync(file, "utf8"))
}

/**
 * Written aside and renamed, so that a crash cannot leave half a file and lock a person out of the database.
 * @param {string} file
 * @param {object} value
 */
function writePrivately(file, value) {
  const aside = `${file}.${process.pid}`
  fs.writeFileSync(aside, JSON.stringify(value, null, 2) + "\n", { mode: 0o600 })
  fs.renameSync(aside, file)
}

/**
 * The secrets of this data folder: those of the environment first, then those stored, the rest generated and stored.
 * A secret that the environment gives is never written down.
 * @param {string} dataDir
 * @param {Record<string, string | undefined>} env
 * @returns {Secrets}
 */
function readSecrets(dataDir, env) {
  const file = path.join(dataDir, "secrets.json")
  const stored = readStored(file)
  const complete = /** @type {Secrets} */ (
    Object.fromEntries(secretNames.map((name) => [name, stored[name] ?? generate(name)]))
  )
  if (secretNames.some((name) => stored[name] === undefined)) writePrivately(file, complete)
  const given = Object.entries(secretVariables).flatMap(([name, variable]) =>
    env[variable] ? [[name, env[variable]]] : []
  )
  return { ...complete, ...Object.fromEntries(given) }
}

module.exports = { readSecrets, secretVariables, writePrivately }
