import { decideWrite } from "../../domain/channels/decide-write"
import { released, unchanged } from "../../domain/channels/judge-result"
import { laneOfWrite } from "../../domain/channels/lanes"
import type { DuePublication, PublicationOutcome } from "../../domain/channels/publication"
import type { Channel } from "../channel"
import { decideNumbers } from "../decide-numbers"
import { drainOrders } from "../drain-orders"
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
  const repeat = channel.connection.connector.capabilities.idempotency.stock ?? "look-first"
  const numbers = await decideNumbers(channel, due)
  const decided = due.flatMap((each): Decided[] => {
    const wanted = numbers.get(each.id)
    return wanted === undefined ? [] : [{ due: each, wanted, decision: decideWrite(each, wanted, repeat) }]
  })
  const outcomes: PublicationOutcome[] = [
    ...due.filter(({ id }) => !numbers.has(id)).map((each) => released(each, placelessMs)),
    ...decided.flatMap(({ due: each, decision }) => (decision.do === "nothing" ? [unchanged(each)] : [])),
    ...(await lookAtLevels(channel, decided)),
  ]
  return { due, outcomes, sendings: await intend(channel, decided.flatMap(toSending)) }
}

/** Written down before anything is sent. A worker that lost its lease meanwhile sends nothing. */
async function intend(channel: Channel, sendings: readonly Sending[]): Promise<readonly Sending[]> {
  if (sendings.length === 0) return []
  const ours = await channel.channels.recordIntents(
    channel.owner,
    sendings.map(({ due, command: { key, quantity, expected, sequence } }) => ({
      id: due.id,
      key,
      quantity,
      expected,
      sequence,
    }))
  )
  const kept = sendings.filter(({ due }) => ours.has(due.id))
  return (["down", "up"] as const).flatMap((lane) => kept.filter((sending) => laneOf(sending) === lane))
}

/** The lane that a command goes in. */
export const laneOf = ({ command, due }: Sending): "down" | "up" => laneOfWrite(command.quantity, due.confirmedQuantity)

function toSending({ due, decision }: Decided): Sending[] {
  if (decision.do !== "write" && decision.do !== "resend") return []
  return [{ due, command: toCommand(due, decision.write), resent: decision.do === "resend" }]
}
