import type { Result } from "@anyshelf/connector-kit"
import type { CommandOutcome, DueCommand } from "../../domain/channels/command"
import { judgeCommand } from "../../domain/channels/judge-command"
import type { Channel } from "../channel"
import { messageOf } from "../messages"
import { askAbout } from "./ask-about"
import type { OrderDesk } from "./order-desk"
import { toCommand, type OrderSending } from "./take-commands"

/**
 * Follows what the channel answered to commands. One without a result may or may not have been done.
 *
 * @returns how many are done now
 */
export async function settleCommands(
  channel: Channel,
  desk: OrderDesk,
  sent: readonly OrderSending[],
  results: readonly Result[]
): Promise<number> {
  if (sent.length === 0) return 0
  const outcomes = await Promise.all(
    sent.map(async ({ due, command: { key } }) => {
      const result = results.find((each) => each.key === key)
      const known = result ?? { status: "unknown" as const, message: "No result was given." }
      return withMoney(desk, due, judgeCommand(due, known, channel.clock.random()))
    })
  )
  await desk.memory.recordOutcomes(channel.owner, outcomes)
  const due = sent.map((each) => each.due)
  await askAbout(channel, due, outcomes)
  return outcomes.filter(({ state }) => state === "done").length
}

/** What was claimed under these keys by us and is still ours, to be settled by another call than the one that claimed it. */
export async function recallCommands(
  channel: Channel,
  desk: OrderDesk,
  keys: readonly string[]
): Promise<OrderSending[]> {
  const { id: connectionId, owner } = channel
  const due = await desk.memory.recall({ connectionId, owner, keys })
  return due.map((each) => ({ due: each, command: toCommand(each) }))
}

/** What went back through the channel went back for us too. It is written first: killed in between, the command comes again. */
async function withMoney(desk: OrderDesk, due: DueCommand, outcome: CommandOutcome): Promise<CommandOutcome> {
  const { payload, orderId, key } = due
  if (outcome.state !== "done" || payload.type !== "refund" || !payload.amount) return outcome
  try {
    await desk.recordRefund({ orderId, key, amount: payload.amount })
    return outcome
  } catch (error) {
    const message = `The channel gave the money back; it could not be written into our order yet. ${messageOf(error)}`
    return judgeCommand({ ...due, inDoubt: true }, { status: "retry", message }, 0)
  }
}
