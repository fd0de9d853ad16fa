import { generateEntityId } from "@medusajs/framework/utils"
import type { CommandOutcome } from "../../../domain/channels/command"
import type { Sql } from "../sql"
import * as tasks from "../tasks/queries"
import * as follow from "./queries/follow"
import * as make from "./queries/make"
import * as order from "./queries/order"
import { receivedByUs, whoMade, type MadeThere } from "./queries/origin"
import { insertRefund, type RefundRequest } from "./queries/refund"
import * as send from "./queries/send"
import * as staff from "./queries/staff"

/** Others may add to the same order so often before it is given up: each time one of them got through. */
const triesMax = 50

/** What channels are told of their orders, as it is remembered. */
export type CommandMemory = ReturnType<typeof commandMemory>

const newId = () => generateEntityId(undefined, "anycmd")

/** The memory of commands, on statements that each are a transaction of their own. */
export const commandMemory = (sql: Sql) => ({
  /** Adds commands of one order behind those it has; a key that exists is left as it is. */
  make: (request: Omit<make.MakeCommands, "commands"> & { commands: readonly Omit<NewRow, "id">[] }) => {
    const commands = request.commands.map((command) => ({ ...command, id: newId() }))
    return until(() => make.insertCommands(sql, { ...request, commands }), request.orderRef)
  },
  /** Adds a refund, unless all refunds together would exceed what was paid. */
  makeRefund: async (request: Omit<RefundRequest, "id">) => {
    for (let attempt = 0; attempt < triesMax; attempt += 1) {
      const made = await insertRefund(sql, { ...request, id: newId() })
      if (made.outcome !== "again") return made
    }
    throw busy(request.orderRef)
  },
  read: (query: { connectionId: string; orderRefs: readonly string[] }) => make.readCommands(sql, query),
  supersede: (query: Parameters<typeof make.supersede>[1]) => make.supersede(sql, query),
  claim: (claim: Parameters<typeof send.claimCommands>[1]) => send.claimCommands(sql, claim),
  recordSending: (owner: string, ids: readonly string[]) => send.recordSending(sql, owner, ids),
  recordOutcomes: (owner: string, outcomes: readonly CommandOutcome[]) =>
    send.recordCommandOutcomes(sql, owner, outcomes),
  recall: (query: Parameters<typeof send.recallCommands>[1]) => send.recallCommands(sql, query),
  whoMade: (made: MadeThere) => whoMade(sql, made),
  receivedByUs: (query: Parameters<typeof receivedByUs>[1]) => receivedByUs(sql, query),
  claimFollowed: (claim: Parameters<typeof follow.claimFollowed>[1]) => follow.claimFollowed(sql, claim),
  followLater: (looks: Parameters<typeof follow.followLater>[1]) => follow.followLater(sql, looks),
  followNow: (orderIds: readonly string[]) => follow.followNow(sql, orderIds),
  followSince: (changes: Parameters<typeof follow.followSince>[1]) => follow.followSince(sql, changes),
  findOrder: (orderId: string) => order.findChannelOrder(sql, orderId),
  lastHold: (query: Parameters<typeof order.lastHold>[1]) => order.lastHold(sql, query),
  list: (orderId: string) => staff.listOrderCommands(sql, orderId),
  page: (query: Parameters<typeof staff.pageCommands>[1]) => staff.pageCommands(sql, query),
  count: () => staff.countCommands(sql),
  /** Has refused commands tried again, all of a connection's or those named, and closes the tasks about them. */
  retry: async (query: Parameters<typeof staff.retryCommands>[1]) => {
    const retried = await staff.retryCommands(sql, query)
    await closeTasks(sql, query.connectionId, retried)
    return retried
  },
  /** Drops a command and those that need it, and closes the task about it. Null when it is being sent, may have been done, or is settled. */
  drop: async (query: Parameters<typeof staff.dropCommand>[1]) => {
    const dropped = await staff.dropCommand(sql, query)
    if (dropped) await closeTasks(sql, query.connectionId, [dropped])
    return dropped
  },
})

async function closeTasks(sql: Sql, connectionId: string, commands: readonly staff.ShownCommand[]): Promise<void> {
  if (commands.length === 0) return
  const kinds = ["command-refused", "command-by-hand"]
  await tasks.closeTasks(sql, { connectionId, kinds, subjects: commands.map(({ id }) => id) })
}

type NewRow = make.MakeCommands["commands"][number]

async function until(done: () => Promise<boolean>, orderRef: string): Promise<void> {
  for (let attempt = 0; attempt < triesMax; attempt += 1) if (await done()) return
  throw busy(orderRef)
}

const busy = (orderRef: string) =>
  new Error(`Others kept adding commands to the order ${orderRef}; try again when they are done.`)
