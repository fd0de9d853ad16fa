// @ts-check
const path = require("node:path")
const { SetupError } = require("./setup-error.cjs")

/**
 * @typedef {"gateway" | "connectors" | "standIns" | "medusa"} Service
 * @typedef {Record<Service, number>} Ports
 * @typedef {{ ports: Ports, databaseUrl: string | null, dataDir: string }} Settings
 * @typedef {{ isRoot: boolean, home: string }} Machine
 * @typedef {Record<string, string | undefined>} Env
 */

/** What listens, under which name a person knows it, and which variable moves it. */
const services = /** @type {const} */ ({
  gateway: { title: "the gateway", variable: "ANYSHELF_GATEWAY_PORT", port: 4000 },
  connectors: { title: "the connectors' subgraphs", variable: "ANYSHELF_CONNECTORS_PORT", port: 4100 },
  standIns: { title: "the Shopify stand-in", variable: "ANYSHELF_STAND_INS_PORT", port: 4200 },
  medusa: { title: "Medusa", variable: "ANYSHELF_MEDUSA_PORT", port: 9000 },
})

const serviceNames = /** @type {Service[]} */ (Object.keys(services))

/**
 * Reads one port.
 * @param {Env} env
 * @param {Service} name
 */
function readPort(env, name) {
  const { variable, port } = services[name]
  const given = env[variable]
  if (given === undefined || given === "") return port
  const number = Number(given)
  if (Number.isInteger(number) && number > 0 && number < 65_536) return number
  throw new SetupError(
    `${variable} is "${given}"; set it to a port number between 1 and 65535, or unset it to use ${port}.`
  )
}

/**
 * @param {Env} env
 * @returns {Ports}
 */
function readPorts(env) {
  const ports = /** @type {Ports} */ (Object.fromEntries(serviceNames.map((name) => [name, readPort(env, name)])))
  for (const name of serviceNames) {
    const twin = serviceNames.find((other) => other !== name && ports[other] === ports[name])
    if (!twin) continue
    throw new SetupError(
      `${services[name].title} and ${services[twin].title} would both listen on ${ports[name]}; set ${services[twin].variable} to another port.`
    )
  }
  return ports
}

/**
 * Where logs, secrets and the embedded database live. Root needs a place outside its home, since PostgreSQL refuses to run
 * as root and the user it runs as may not enter /root.
 * @param {Env} env
 * @param {Machine} machine
 */
function readDataDir(env, machine) {
  if (env.ANYSHELF_DATA_DIR) return path.resolve(env.ANYSHELF_DATA_DIR)
  return machine.isRoot ? "/var/lib/anyshelf" : path.join(machine.home, ".anyshelf")
}

/**
 * Everything that the environment decides about a start.
 * @param {Env} env
 * @param {Machine} machine
 * @returns {Settings}
 * @throws {SetupError} a port that is none, or one port used twice
 */
function readSettings(env, machine) {
  return { ports: readPorts(env), databaseUrl: env.DATABASE_URL || null, dataDir: readDataDir(env, machine) }
}

module.exports = { readSettings, serviceNames, services }
