import { awaitingOthers, released, unchanged, waits } from "../../domain/channels/judge-result"
import { laneOfWrite } from "../../domain/channels/lanes"
import type { DuePublication, PublicationOutcome } from "../../domain/channels/publication"
import type { Channel } from "../channel"
import { drainOrders } from "../drain-orders"
import { decideWrites, habitsOf } from "./decide-writes"
import { lookAtLevels } from "./look-at-levels"
import { toCommand, type Decided, type Sending, type WritePlan } from "./sending"

/** A place that is mapped no more: its publication is about to be taken away. */
const placelessMs = 5_000

/**
 * Claims what may be out of date, reads the channel's orders where it showed something unexpected, decides each number now, and
 * writes down what is about to be sent. Whoever carries the commands out hands the results to `settleWrites`; who is killed in
 * between leaves commands of unknown outcome, which the next round asks about.
 *
 * @param limit - the most publications to claim
 * @param leaseMs - how long they are ours: results that come later are not believed
 */
export async function planWrites(channel: Channel, limit: number, leaseMs: number): Promise<WritePlan> {
  const { channels, id: connectionId, owner } = channel
  const due = await channels.claimPublications({ connectionId, owner, limit, leaseMs })
  if (due.length === 0) return { due, sendings: [], outcomes: [] }
  try {
    // The channel showed what we did not expect: it has sold, and its orders say what.
    if (due.some(({ drainFirst }) => drainFirst)) await drainOrders(channel)
    return await decide(channel, due)
  } catch (error) {
    await channels.recordOutcomes(
      owner,
      due.map((each) => released(each))
    )
    throw error
  }
}

async function decide(channel: Channel, due: readonly DuePublication[]): Promise<WritePlan> {
  const { decided, failed } = await decideWrites(channel, due)
  const known = new Set([...decided.map((each) => each.due.id), ...failed.map(({ id }) => id)])
  const outcomes: PublicationOutcome[] = [
    ...due.filter(({ id }) => !known.has(id)).map((each) => released(each, placelessMs)),
    ...failed,
    ...decided.flatMap(withoutSending),
    ...(await lookAtLevels(channel, decided)),
  ]
  const sendings = decided.flatMap((each) => toSending(channel, each))
  return { due, outcomes, sendings: await intend(channel, sendings) }
}

function withoutSending({ due, awaited, decision }: Decided): PublicationOutcome[] {
  if (decision.do === "nothing")
    return [awaitingOthers({ ...unchanged(due), confirmedQuantity: due.confirmedQuantity }, awaited)]
  return decision.do === "wait" ? [waits(due, decision.afterMs, decision.reason)] : []
}

/** Written down before anything is sent. A worker that lost its lease meanwhile sends nothing. */
async function intend(channel: Channel, sendings: readonly Sending[]): Promise<readonly Sending[]> {
  if (sendings.length === 0) return []
  const intents = sendings.map(({ due, command: { key, quantity, expected, sequence } }) => ({
    id: due.id,
    key,
    quantity,
    expected,
    sequence,
  }))
  const ours = await channel.channels.recordIntents(channel.owner, intents)
  return sendings.filter(({ due }) => ours.has(due.id)).sort((a, b) => urgencyOf(a) - urgencyOf(b))
}

/** What is gone is told first, then what must fall, then what may rise. */
const urgencyOf = (sending: Sending) => (laneOf(sending) === "up" ? 2 : sending.command.quantity === 0 ? 0 : 1)

/** The lane that a command goes in. */
export const laneOf = ({ command, due }: Sending): "down" | "up" => laneOfWrite(command.quantity, due.confirmedQuantity)

function toSending(channel: Channel, { due, awaited, decision }: Decided): Sending[] {
  if (decision.do !== "write" && decision.do !== "resend") return []
  const command = toCommand(due, decision.write, habitsOf(channel).write)
  return [{ due, command, resent: decision.do === "resend", awaited }]
}
