// @ts-check
// `npm start`: sets up what is missing, runs the example store and everything around it, and stops it all together.
import path from "node:path"
import os from "node:os"
import { fileURLToPath } from "node:url"
import { assertNode } from "./lib/node-version.cjs"
import { explain } from "./lib/setup-error.cjs"
import { helpText } from "./lib/help.cjs"
import { readSettings } from "./lib/settings.cjs"
import { createHousehold } from "./lib/household.cjs"
import { runStore } from "./lib/run-store.cjs"

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..")
const flags = new Set(process.argv.slice(2))

/** Resolves when a person or the system asks us to end. A second Ctrl-C does not wait for anybody. */
function untilAskedToStop() {
  return new Promise((resolve) => {
    let asked = false
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
      process.on(signal, () => {
        if (asked) process.exit(130)
        asked = true
        resolve(signal)
      })
    }
  })
}

async function main() {
  assertNode(process.versions.node)
  if (flags.has("--help") || flags.has("-h")) return (console.log(helpText()), 0)
  const machine = { isRoot: process.getuid?.() === 0, home: os.homedir() }
  const settings = readSettings(process.env, machine)
  const household = createHousehold()
  const asked = untilAskedToStop()
  const running = runStore({ root, settings, isRoot: machine.isRoot, isVerbose: flags.has("--verbose"), household })
  try {
    // While it is being set up as much as afterwards: whoever asks first, a person or a crash, ends it.
    await Promise.race([asked, household.crash, running.then(() => Promise.race([asked, household.crash]))])
    return 0
  } finally {
    running.catch(() => {})
    if (household.names().length > 0) console.log(`\nStopping ${household.names().join(", ")} …`)
    await household.stopAll()
  }
}

main()
  .catch(explain)
  .then((code) => process.exit(code))
