// @ts-check
const net = require("node:net")
const { SetupError } = require("./setup-error.cjs")
const { serviceNames, services } = require("./settings.cjs")

/**
 * Whether nothing listens on a port of this machine. Asks for every address, since a listener on one of them is enough
 * to be in the way.
 * @param {number} port
 * @param {string} [host]
 * @returns {Promise<boolean>}
 */
function isFree(port, host) {
  return new Promise((resolve) => {
    const server = net.createServer()
    server.once("error", () => resolve(false))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)))
  })
}

/**
 * A port that nothing listens on at this moment.
 * @returns {Promise<number>}
 */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer()
    server.once("error", reject)
    server.listen(0, "127.0.0.1", () => {
      const address = /** @type {net.AddressInfo} */ (server.address())
      server.close(() => resolve(address.port))
    })
  })
}

/**
 * Refuses to begin when a port is taken: a start that fails after a minute of building is a poor answer.
 * @param {import("./settings.cjs").Ports} ports
 */
async function assertPortsFree(ports) {
  for (const name of serviceNames) {
    if ((await isFree(ports[name])) && (await isFree(ports[name], "127.0.0.1"))) continue
    const { title, variable } = services[name]
    throw new SetupError(
      `Port ${ports[name]} is in use and ${title} needs it; stop what listens there or set ${variable}.`
    )
  }
}

module.exports = { assertPortsFree, freePort, isFree }
