// @ts-check
const fs = require("node:fs")
const path = require("node:path")
const { readSettings } = require("./settings.cjs")

/**
 * @typedef {{ root: string, ports: import("./settings.cjs").Ports, secrets: import("./secrets.cjs").Secrets,
 *   databaseUrl: string, stateDir: string }} Place
 * @typedef {{ name: string, args: readonly string[], cwd: string, env: Record<string, string>, healthUrl: string }} ProcessPlan
 */

/**
 * Shopify's own product files, where they lie beside the repository.
 * @param {string} root
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {{ ANYSHELF_SHARED?: string }}
 */
function sharedEnvironment(root, env = process.env) {
  const folder = env.ANYSHELF_SHARED ?? path.resolve(root, "..", "shared")
  return fs.existsSync(path.join(folder, "data", "products")) ? { ANYSHELF_SHARED: folder } : {}
}

/** The example store's built folder: what runs is what a merchant would deploy. */
const storeServer = (/** @type {string} */ root) => path.join(root, "examples", "store", ".medusa", "server")

/**
 * The addresses at which the processes of a place find each other.
 * @param {import("./settings.cjs").Ports} ports
 */
function urlsOf(ports) {
  const at = (/** @type {number} */ port) => `http://127.0.0.1:${port}`
  return {
    gateway: at(ports.gateway),
    connectors: at(ports.connectors),
    standIn: at(ports.standIns),
    medusa: at(ports.medusa),
  }
}

/**
 * The environment that every process of the store reads its settings from. One for all: what a process does not know, it
 * does not read.
 * @param {Place} place
 * @returns {Record<string, string>}
 */
function storeEnvironment({ ports, secrets, databaseUrl, stateDir, root }) {
  const urls = urlsOf(ports)
  return {
    NODE_ENV: "production",
    MEDUSA_DISABLE_TELEMETRY: "1",
    DATABASE_URL: databaseUrl,
    JWT_SECRET: secrets.jwt,
    COOKIE_SECRET: secrets.cookie,
    ANYSHELF_GATEWAY_SECRET: secrets.gateway,
    ANYSHELF_SECRETS_KEY: secrets.secretsKey,
    ANYSHELF_GATEWAY_PORT: String(ports.gateway),
    ANYSHELF_CONNECTORS_PORT: String(ports.connectors),
    ANYSHELF_STAND_INS_PORT: String(ports.standIns),
    ANYSHELF_MEDUSA_PORT: String(ports.medusa),
    ANYSHELF_MEDUSA_URL: urls.medusa,
    ANYSHELF_CONNECTORS_URL: urls.connectors,
    ANYSHELF_SUPERGRAPH: path.join(root, "schema", "supergraph.graphql"),
    SHOPIFY_URL: urls.standIn,
    ANYSHELF_ALLOW_ADDRESSES: new URL(urls.standIn).host,
    SHOPIFY_ACCESS_TOKEN: secrets.shopifyToken,
    SHOPIFY_WEBHOOK_SECRET: secrets.shopifyWebhook,
    STAND_IN_STATE: path.join(stateDir, "stand-in-shopify.json"),
    ANYSHELF_ADMIN_PASSWORD: secrets.adminPassword,
    ANYSHELF_KEYS_FILE: path.join(stateDir, "keys.json"),
    ANYSHELF_REPOSITORY: root,
    ...sharedEnvironment(root),
  }
}

/**
 * The settings with which the store is built. Medusa loads its configuration to find the plugins; it connects to nothing and
 * writes none of this down.
 * @param {string} root
 */
function buildEnvironment(root) {
  const unused = "only for building, and long enough to be a secret"
  const environment = storeEnvironment({
    root,
    ports: readSettings({}, { isRoot: false, home: root }).ports,
    secrets: /** @type {Place["secrets"]} */ (new Proxy({}, { get: () => unused })),
    databaseUrl: "postgres://127.0.0.1/only-for-building",
    stateDir: root,
  })
  // Text of any kind is no key, and nothing is sealed while building.
  return { ...environment, ANYSHELF_SECRETS_KEY: "" }
}

/**
 * Medusa's own command line, as a merchant's app runs it.
 * @param {Place} place
 * @param {string} name
 * @param {readonly string[]} args for example `["db:migrate"]`
 * @param {string} [cwd]
 */
function medusaCommand(place, name, args, cwd = storeServer(place.root)) {
  const cli = require.resolve("@medusajs/cli/cli.js", { paths: [path.join(place.root, "examples", "store")] })
  return { name, args: [cli, ...args], cwd, env: storeEnvironment(place) }
}

/**
 * Every process of the running store.
 * @param {Place} place
 * @returns {{ standIn: ProcessPlan, medusa: ProcessPlan, connectors: ProcessPlan, gateway: ProcessPlan }}
 */
function planStack(place) {
  const { root, ports } = place
  const urls = urlsOf(ports)
  const env = storeEnvironment(place)
  const node = (/** @type {string} */ name, /** @type {string} */ file, /** @type {string} */ healthUrl) => ({
    name,
    args: [path.join(root, file)],
    cwd: root,
    env,
    healthUrl,
  })
  return {
    standIn: node("The Shopify stand-in", "integrations/stand-ins/shopify/dist/main.js", `${urls.standIn}/health`),
    medusa: {
      ...medusaCommand(place, "Medusa", ["start", "--host", "127.0.0.1", "--port", String(ports.medusa)]),
      healthUrl: `${urls.medusa}/health`,
    },
    connectors: node(
      "The connectors' server",
      "examples/store/.medusa/server/src/start/connectors.js",
      `${urls.connectors}/health`
    ),
    gateway: node("The gateway", "gateway/dist/main.js", `${urls.gateway}/health`),
  }
}

module.exports = {
  buildEnvironment,
  medusaCommand,
  planStack,
  sharedEnvironment,
  storeEnvironment,
  storeServer,
  urlsOf,
}
