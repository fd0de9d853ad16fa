import type { Command, Result, StockCommand } from "@anyshelf/connector-kit"
import type { Call } from "../client"
import { pushStock } from "./push-stock"

/** Carries out commands: one result each, in their order. Never throws. */
export async function push(call: Call, commands: readonly Command[]): Promise<readonly Result[]> {
  const stock = commands.filter((command): command is StockCommand => command.type === "stock")
  const results = await pushStock(call, stock)
  return commands.map((command) => (command.type === "stock" ? results[stock.indexOf(command)]! : unsupported(command)))
}

const unsupported = ({ key, type }: Command): Result => ({
  key,
  status: "rejected",
  code: "unsupported-command",
  message: `The Shopify connector cannot \`${type}\`.`,
})
