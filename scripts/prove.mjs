// @ts-check
// `npm run prove [-- --short --seeds 3 --json --database-url postgres://…]`: builds the plugin and runs `anyshelf prove`.
import { spawn } from "node:child_process"
import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { build } from "./lib/build.cjs"
import { install, needsInstall } from "./lib/install.cjs"
import { assertNode } from "./lib/node-version.cjs"
import { explain } from "./lib/setup-error.cjs"
import { createSteps } from "./lib/steps.cjs"

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..")
const args = process.argv.slice(2)

async function buildPlugin() {
  const logDir = fs.mkdtempSync(path.join(os.tmpdir(), "anyshelf-build-"))
  // With `--json`, what is printed is for scripts.
  const { step } = createSteps(args.includes("--json") ? { write: console.error } : {})
  await build({ root, logDir, only: ["libraries", "plugin"], step })
  fs.rmSync(logDir, { recursive: true })
}

/** Ctrl-C reaches the whole group; the command ends in order by itself, and we wait for it. */
function runCommand() {
  const child = spawn(process.execPath, [path.join(root, "plugin", "bin", "anyshelf.js"), "prove", ...args], {
    cwd: root,
    stdio: "inherit",
  })
  process.on("SIGINT", () => {})
  process.on("SIGTERM", () => child.kill("SIGTERM"))
  return new Promise((resolve) => child.once("close", (code) => resolve(code ?? 1)))
}

async function main() {
  assertNode(process.versions.node)
  if (needsInstall(root)) install(root)
  await buildPlugin()
  return await runCommand()
}

main()
  .catch(explain)
  .then((code) => process.exit(code))
