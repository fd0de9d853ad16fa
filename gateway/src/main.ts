#!/usr/bin/env node
import { readFile } from "node:fs/promises"
import { resolve } from "node:path"
import { gatewayConfig } from "./gateway.config"
import { jsonLog } from "./log"
import { readSettings, settingsHelp } from "./settings"
import { startGateway } from "./start-gateway"

async function main(): Promise<void> {
  if (process.argv.includes("--help")) {
    process.stdout.write(`anyshelf-gateway: one GraphQL endpoint before all subgraphs.\n\n${settingsHelp}\n`)
    return
  }
  const settings = readSettings(process.env)
  const log = jsonLog()
  const config = gatewayConfig(settings, await readSupergraphFile(settings.supergraphPath), log)
  const gateway = await startGateway(config)
  log.info("The gateway is ready.", {
    graphql: `${gateway.url}/graphql`,
    health: `${gateway.url}/health`,
    plugins: config.plugins.map(({ name }) => name),
  })

  const stop = (): void => void gateway.close().then(() => process.exit(0), fail)
  process.once("SIGINT", stop)
  process.once("SIGTERM", stop)
  process.on("SIGHUP", () => {
    readSupergraphFile(settings.supergraphPath)
      .then((sdl) => gateway.swap(sdl))
      .then(
        () => log.info("The supergraph was read again."),
        (error: unknown) =>
          log.error("The new supergraph cannot be served; the old one stays.", { reason: String(error) })
      )
  })
}

async function readSupergraphFile(path: string): Promise<string> {
  return readFile(path, "utf8").catch((cause: unknown) => {
    const advice = "Run `npm run codegen` where schema/ is, or set ANYSHELF_SUPERGRAPH."
    throw new Error(`The supergraph cannot be read from ${resolve(path)}. ${advice}`, { cause })
  })
}

function fail(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}

main().catch(fail)
