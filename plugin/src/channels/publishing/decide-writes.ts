import { decideWrite, needsFreshLook, type WriteHabits } from "../../domain/channels/decide-write"
import type { DuePublication, PublicationOutcome } from "../../domain/channels/publication"
import type { Channel } from "../channel"
import { decideNumbers } from "../decide-numbers"
import { drainOrders } from "../drain-orders"
import { look } from "./look-at-levels"
import type { Decided } from "./sending"

/** What is to be done about each claimed publication; those without a place are in neither list. */
export interface Decisions {
  readonly decided: readonly Decided[]
  /** Those that could not be looked at. */
  readonly failed: readonly PublicationOutcome[]
}

/**
 * Whether orders are read before and after each round of writes: where a number can only be set, a sale that comes just before it
 * is wiped out, and nothing but the order tells of it. Channels that carry writes out later are often slow to give orders, too;
 * there, a look that finds an unexpected number is what has the orders read.
 */
export const drainsAround = ({ connection }: Channel): boolean => {
  const { write, confirm } = connection.connector.capabilities.stock
  return confirm === "sync" && (write === "absolute" || write === "delta")
}

/** How a channel takes stock, as its connector declares it. */
export function habitsOf({ connection }: Channel): WriteHabits {
  const { stock, idempotency } = connection.connector.capabilities
  const { write, revisionsPerDay = null } = stock
  return { write, repeat: idempotency.stock ?? "look-first", revisionsPerDay }
}

/** Decides each number now; where a write would wipe out what was sold meanwhile, after a look at what the channel shows. */
export async function decideWrites(channel: Channel, due: readonly DuePublication[]): Promise<Decisions> {
  const decided = await decideAll(channel, due)
  const writes = decided.filter(({ decision }) => decision.do === "write")
  if (writes.length === 0 || !needsFreshLook(habitsOf(channel))) return { decided, failed: [] }
  return decideAfresh(channel, decided, writes)
}

async function decideAll(channel: Channel, due: readonly DuePublication[]): Promise<Decided[]> {
  const habits = habitsOf(channel)
  const now = channel.clock.now()
  const numbers = await decideNumbers(channel, due)
  return due.flatMap((each): Decided[] => {
    const number = numbers.get(each.id)
    if (!number) return []
    const { quantity: wanted, mode } = number
    return [{ due: each, wanted, awaited: mode.awaited, decision: decideWrite(each, wanted, habits, now) }]
  })
}

/**
 * Orders are read, then the levels; a level that moved without our doing was sold from, so orders are read again. What the channel
 * sells after that is told by the look that follows the write.
 */
async function decideAfresh(
  channel: Channel,
  decided: readonly Decided[],
  writes: readonly Decided[]
): Promise<Decisions> {
  if (drainsAround(channel)) await drainOrders(channel)
  const looks = await look(
    channel,
    writes.map(({ due }) => ({ due, ref: `${due.stockRef}@${due.locationRef}` }))
  )
  const seen = looks.flatMap((each) => (each.ok ? [{ ...each.due, confirmedQuantity: each.shown ?? 0 }] : []))
  const moved = looks.some((each) => each.ok && (each.shown ?? 0) !== each.due.confirmedQuantity)
  if (moved) await drainOrders(channel)
  const others = decided.filter(({ decision }) => decision.do !== "write")
  const failed = looks.flatMap((each) => (each.ok ? [] : [each.outcome]))
  return { decided: [...others, ...(await decideAll(channel, seen))], failed }
}
