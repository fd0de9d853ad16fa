import { spawnSync } from "node:child_process"
import { existsSync, statSync } from "node:fs"
import path from "node:path"
import type { Command } from "./arguments"
import { describeReport } from "./import-report"
import { importProducts } from "./import-products"
import { showProgress } from "./progress"
import { say } from "./say"
import { shopSink } from "./shop-sink"

type Import = Extract<Command, { do: "import-products" }>

/** Imports a file of products into the app of this folder, or into a stand-in shop; the result is the exit code. */
export async function importCommand(command: Import): Promise<number> {
  const file = path.resolve(command.file)
  if (!existsSync(file)) return say(`There is no file ${file}.`, 2)
  try {
    return command.to === undefined ? importIntoApp(file, command) : await importIntoShop(file, command.to)
  } catch (error) {
    return say(error instanceof Error ? error.message : String(error), 1)
  }
}

async function importIntoShop(file: string, url: string): Promise<number> {
  const report = await importProducts({ file, sink: shopSink(url), onProgress: showProgress(statSync(file).size) })
  return say(`\n${describeReport(report)}`, 0)
}

/** The app boots as it does for Medusa's own commands, so that its configuration and modules are its own. */
function importIntoApp(file: string, { salesChannel, currency }: Import): number {
  if (!["medusa-config.ts", "medusa-config.js"].some((name) => existsSync(name)))
    return say(`There is no medusa-config in ${process.cwd()}: run this in the folder of your Medusa app.`, 2)
  const medusa = require.resolve("@medusajs/cli/cli.js", { paths: [process.cwd()] })
  const script = path.join(__dirname, "import-into-medusa.js")
  const { status } = spawnSync(process.execPath, [medusa, "exec", script], {
    stdio: "inherit",
    env: { ...process.env, ANYSHELF_IMPORT: JSON.stringify({ file, salesChannel, currency }) },
  })
  return status ?? 1
}
