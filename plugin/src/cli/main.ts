import { spawnSync } from "node:child_process"
import { existsSync, statSync } from "node:fs"
import path from "node:path"
import { help, readArguments, type Command } from "./arguments"
import { describeReport } from "./import-report"
import { importProducts } from "./import-products"
import { showProgress } from "./progress"
import { UnreadableFile } from "./read-file"
import { shopSink } from "./shop-sink"

type Import = Extract<Command, { do: "import-products" }>

/** Runs the command line; the result is the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  const command = readArguments(argv)
  if (command.do === "help") return say(help, 0)
  if (command.do === "fail") return say(command.sentence, 2)
  const file = path.resolve(command.file)
  if (!existsSync(file)) return say(`There is no file ${file}.`, 2)
  try {
    return command.to === undefined ? importIntoApp(file, command) : await importIntoShop(file, command.to)
  } catch (error) {
    return say(error instanceof UnreadableFile || error instanceof Error ? error.message : String(error), 1)
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

function say(text: string, code: number): number {
  ;(code === 0 ? console.log : console.error)(text)
  return code
}
