// @ts-check
// `npm run conformance [-- options of anyshelf-conformance]`: holds every connector of this repository against the laws, on its
// stand-in, and plants bugs to see that somebody notices. With a name (toy, corner-shop, shopify) first, only that connector.
import { spawnSync } from "node:child_process"
import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { build } from "./lib/build.cjs"
import { explain } from "./lib/setup-error.cjs"
import { createSteps } from "./lib/steps.cjs"

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..")
const { step } = createSteps()

/**
 * Each connector with its stand-in. Bugs are planted where a stand-in answers in this process: over HTTP the same would take
 * minutes, and is asked for with `-- shopify --mutants`.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const connectors = {
  toy: ["@anyshelf/connector-kit/toy", "--stand-in", "@anyshelf/connector-kit/toy/stand-in", "--mutants"],
  "corner-shop": [
    "./docs/connectors/example/connector.ts",
    "--stand-in",
    "./docs/connectors/example/stand-in.ts",
    "--mutants",
  ],
  shopify: ["@anyshelf/shopify", "--stand-in", "./integrations/shopify/integration-tests/support/harness.ts"],
}

async function main() {
  const [first = "", ...rest] = process.argv.slice(2)
  const named = first in connectors
  const names = named ? [first] : Object.keys(connectors)
  const more = named ? rest : process.argv.slice(2)
  const logDir = fs.mkdtempSync(path.join(os.tmpdir(), "anyshelf-build-"))
  await build({ root, logDir, only: ["libraries", "plugin"], step })
  fs.rmSync(logDir, { recursive: true })
  const failed = names.filter((name) => conform(name, more) !== 0)
  if (failed.length > 0) console.error(`\nNot conforming: ${failed.join(", ")}.`)
  return failed.length === 0 ? 0 : 1
}

/** @param {string} name @param {readonly string[]} more */
function conform(name, more) {
  console.log(`\n── ${name}`)
  const program = path.join(root, "integrations/kit/bin/anyshelf-conformance.js")
  const args = [program, ...(connectors[name] ?? []), ...more]
  return spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" }).status
}

main().then(
  (code) => (process.exitCode = code),
  (error) => (process.exitCode = explain(error))
)
