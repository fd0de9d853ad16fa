import {
  Disconnected,
  failed,
  RetryLater,
  type Command,
  type CommandOf,
  type CommandType,
  type Result,
  type StockCommand,
} from "@anyshelf/connector-kit"
import type { Call } from "../client"
import type { ShopifyConfig } from "../config"
import { isGid } from "../gid"
import { cancel } from "./cancel"
import { collected, fulfil } from "./fulfil"
import { hold, release } from "./hold"
import { list, unlist } from "./list"
import { move } from "./move"
import { callsOf, refused, type Outcome } from "./outcome"
import { prepared } from "./prepare"
import { pushStock } from "./push-stock"
import { receive } from "./receive"
import { refund } from "./refund"
import { openReturn } from "./return"
import type { Reasons } from "./return-reasons"
import { track, unfulfil } from "./track"

/** A shop at work on commands. */
export interface Shop {
  readonly call: Call
  readonly config: ShopifyConfig
  readonly reasons: Reasons
}

type Kind = Exclude<CommandType, "stock">
type Handler<T extends CommandType> = (shop: Shop, command: CommandOf<T>) => Promise<Outcome>

/** The most calls that one command makes; what is left then goes on when it is sent again. */
const CALLS_MAX = 60

const handlers: { readonly [T in Kind]: Handler<T> } = {
  fulfil: ({ call }, command) => fulfil(call, command),
  track: ({ call }, command) => track(call, command),
  unfulfil: ({ call }, command) => unfulfil(call, command),
  prepared: ({ call }, command) => prepared(call, command),
  collected: ({ call }, command) => collected(call, command),
  cancel: ({ call }, command) => cancel(call, command),
  hold: ({ call }, command) => hold(call, command),
  release: ({ call }, command) => release(call, command),
  move: ({ call }, command) => move(call, command),
  return: ({ call, reasons }, command) => openReturn(call, reasons, command),
  receive: ({ call }, command) => receive(call, command),
  refund: ({ call }, command) => refund(call, command),
  list: ({ call, config }, command) => list(call, config, command),
  unlist: ({ call }, command) => unlist(call, command),
}

/** Carries out commands: one result each, in their order. Never throws, never waits. */
export async function push(shop: Shop, commands: readonly Command[]): Promise<readonly Result[]> {
  const stock = commands.filter((command): command is StockCommand => command.type === "stock")
  const levels = await pushStock(shop.call, stock)
  const results: Result[] = []
  let stopped: Error | null = null
  for (const command of commands) {
    if (command.type === "stock") {
      results.push(levels[stock.indexOf(command)]!)
      continue
    }
    const { result, stops }: Done = stopped
      ? { result: notSent(command, stopped), stops: stopped }
      : await one(shop, command)
    results.push(result)
    stopped = stops
  }
  return results
}

interface Done {
  readonly result: Result
  /** What makes further commands of this push useless. */
  readonly stops: Error | null
}

async function one(shop: Shop, command: Exclude<Command, StockCommand>): Promise<Done> {
  const { key } = command
  try {
    const outcome = refuseEarly(command) ?? (await carryOut(shop, command))
    return { result: { key, ...outcome }, stops: null }
  } catch (error) {
    const stops = error instanceof RetryLater || error instanceof Disconnected ? error : null
    return { result: failed(key, error), stops }
  }
}

function carryOut(shop: Shop, command: Exclude<Command, StockCommand>): Promise<Outcome> {
  // The table gives each type its own handler; that the two agree is what TypeScript cannot see through the union.
  const handler = handlers[command.type] as Handler<CommandType> | undefined
  if (!handler)
    return Promise.resolve(refused("unsupported-command", `The Shopify connector cannot \`${command.type}\`.`))
  return handler({ ...shop, call: callsOf(shop.call, CALLS_MAX) }, command)
}

/** A malformed id would fail the whole call, in words about GraphQL. */
function refuseEarly(command: Exclude<Command, StockCommand>): Outcome | null {
  if ("orderRef" in command && !isGid("Order", command.orderRef))
    return refused("order-not-found", `"${command.orderRef}" is not an order's id.`)
  if (!("lines" in command)) return null
  const strange = command.lines.find(
    ({ lineRef, quantity }) => !isGid("LineItem", lineRef) || !Number.isInteger(quantity) || quantity < 1
  )
  return strange
    ? refused("line-invalid", `${strange.quantity} of "${strange.lineRef}" are not units of an order's line.`)
    : null
}

/** Who is asked for patience does not go on with the next command. */
const notSent = ({ key }: Command, { message }: Error): Result => ({
  key,
  status: "retry",
  afterMs: 500,
  message: `Not sent: an earlier command of this push failed. ${message}`,
})
