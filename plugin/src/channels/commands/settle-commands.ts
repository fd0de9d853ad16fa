import type { Result } from "@anyshelf/connector-kit"
import { judgeCommand } from "../../domain/channels/judge-command"
import type { Channel } from "../channel"
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
  const outcomes = sent.map(({ due, command: { key } }) => {
    const result = results.find((each) => each.key === key)
    const known = result ?? { status: "unknown" as const, message: "No result was given." }
    return judgeCommand(due, known, channel.clock.random())
  })
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
