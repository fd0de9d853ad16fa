import type { Command, Result, StockCommand } from "../../commands"
import type { Host } from "../../connector"
import type { ToyConfig } from "../config"
import type { ToyAction } from "../shop/act"
import type { ToyVariant } from "../variant"
import { commandTypes } from "../commands"
import { pushAction } from "./push-action"
import { pushStock } from "./push-stock"

/** Carries out commands: numbers in batches, everything else one by one, results in the order of the commands. */
export async function push(
  config: ToyConfig,
  host: Host,
  variant: ToyVariant,
  commands: readonly Command[]
): Promise<readonly Result[]> {
  const stock = commands.filter((command): command is StockCommand => command.type === "stock")
  const written = (await pushStock(config, host, variant, stock)).values()
  const results: Result[] = []
  for (const command of commands)
    results.push(command.type === "stock" ? written.next().value! : await pushOther(config, host, variant, command))
  return results
}

async function pushOther(config: ToyConfig, host: Host, variant: ToyVariant, command: ToyAction): Promise<Result> {
  if (commandTypes.includes(command.type)) return pushAction(config, host, variant, command)
  const { key, type } = command
  return { key, status: "rejected", code: "unsupported-command", message: `The toy shop cannot \`${type}\`.` }
}
