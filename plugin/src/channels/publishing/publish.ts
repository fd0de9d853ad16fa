import { needsFreshLook } from "../../domain/channels/decide-write"
import type { PublicationOutcome } from "../../domain/channels/publication"
import type { Channel } from "../channel"
import { drainOrders } from "../drain-orders"
import { isKnown } from "../reconcile/known"
import { confirmWrites } from "./confirm-writes"
import { drainsAround, habitsOf } from "./decide-writes"
import { planWrites } from "./plan-writes"
import { pushWrites } from "./push-writes"
import type { WritePlan } from "./sending"
import { settleOutcomes, settleWrites } from "./settle-writes"

/** No vendor takes more at once, and no claim should hold more. */
const batchMax = 250

/**
 * One round of publishing: claims what may be out of date, decides each number now, sends what differs, and writes down what
 * became of it. Numbers that must fall are sent before those that may rise.
 *
 * @returns true when more may be due
 */
export async function publish(channel: Channel): Promise<boolean> {
  if (!(await isKnown(channel))) return false
  if (channel.needsDrain) await drainOrders(channel)
  const more = await round(channel)
  if (!more || roundsAtOnce(channel) === 1) return more
  await Promise.all(Array.from({ length: roundsAtOnce(channel) }, () => workOff(channel)))
  return true
}

/** Under a backlog the next round is decided while an earlier one is on its way: the vendor's rate is the limit, and not our thinking. */
async function workOff(channel: Channel): Promise<void> {
  for (let rounds = 0; rounds < roundsMax; rounds += 1) if (!(await round(channel))) return
}

/** Where a number can only be set, or only be changed by so much, rounds must not overtake each other. */
const roundsAtOnce = (channel: Channel) => (needsFreshLook(habitsOf(channel)) ? 1 : 4)
const roundsMax = 25

async function round(channel: Channel): Promise<boolean> {
  const limit = Math.min(batchMax, channel.connection.connector.capabilities.stock.batch)
  const plan = await planWrites(channel, limit, channel.timing.leaseMs)
  if (plan.due.length === 0) return false
  const outcomes = await carryOut(channel, plan)
  const isBacklog = plan.due.length === limit
  if (!isBacklog) await channel.clock.sleep(channel.host.paceMs())
  return isBacklog || outcomes.some(isOpen)
}

async function carryOut(channel: Channel, plan: WritePlan): Promise<readonly PublicationOutcome[]> {
  const settled = await settleOutcomes(channel, plan.due, plan.outcomes)
  if (plan.sendings.length === 0) return settled
  const results = await confirmWrites(channel, plan.sendings, await pushWrites(channel, plan.sendings))
  const sent = await settleWrites(channel, plan.sendings, results)
  if (drainsAround(channel)) await drainOrders(channel)
  return [...settled, ...sent]
}

/** Another round is due at once: the version is not settled, and nothing says to wait. */
const isOpen = ({ settledVersion, afterMs, state }: PublicationOutcome) =>
  settledVersion === null && afterMs === 0 && state === "ok"
