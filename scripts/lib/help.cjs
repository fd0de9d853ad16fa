// @ts-check
const { serviceNames, services } = require("./settings.cjs")
const { secretVariables } = require("./secrets.cjs")

/**
 * Two columns, aligned.
 * @param {readonly (readonly [string, string])[]} rows
 */
const columns = (rows) => rows.map(([left, right]) => `  ${left.padEnd(26)} ${right}`).join("\n")

/** @returns {string} what `npm start -- --help` prints */
function helpText() {
  const ports = serviceNames.map(
    (name) =>
      /** @type {const} */ ([services[name].variable, `port of ${services[name].title} (${services[name].port})`])
  )
  const secrets = Object.values(secretVariables).map(
    (variable) => /** @type {const} */ ([variable, "generated once into the data folder when not given"])
  )
  return `Anyshelf: sell from any shelf, on any channel; take it back at any counter.

  npm start                  set up what is missing and run the example store
  npm start -- --verbose     show the logs of every process
  npm start -- --help        this page

Settings, all optional, by environment variable:
${columns([
  ["DATABASE_URL", "your own PostgreSQL; without it an embedded one is used"],
  ["ANYSHELF_DATA_DIR", "database, logs and secrets (~/.anyshelf; as root /var/lib/anyshelf)"],
  ...ports,
])}

Secrets:
${columns(secrets)}

Ctrl-C stops everything. Delete the data folder to begin anew.`
}

module.exports = { helpText }
