import type { Command, Result } from "@anyshelf/connector-kit"
import type { Channel } from "../channel"
import { recallCommands, settleCommands } from "../commands/settle-commands"
import { takeCommands } from "../commands/take-commands"
import { planWrites } from "../publishing/plan-writes"
import { recallSendings } from "../publishing/recall-sendings"
import { settleOutcomes, settleWrites } from "../publishing/settle-writes"
import { setUp } from "../set-up"

/** A command that a connector elsewhere has claimed. */
export interface Claimed {
  readonly command: Command
  readonly leasedUntil: Date
}

/** Looks that found nothing to send make room for others so often; then the connector asks again. */
const roundsMax = 4

/**
 * What a connector elsewhere is to do now, decided now. Null while its places are not known: the connection's row says what to
 * correct.
 */
export async function claimCommands(channel: Channel, limit: number, leaseMs: number): Promise<Claimed[] | null> {
  if (!channel.map && !(await setUp(channel))) return null
  const leasedUntil = new Date(channel.clock.now() + leaseMs)
  const numbers = await claimNumbers(channel, limit, leaseMs)
  const { desk } = channel.shop
  // Numbers go first: one that is too high sells what is not there.
  const room = limit - numbers.length
  const taken = desk && room > 0 ? (await takeCommands(channel, desk, room, leaseMs)).sendings : []
  return [...numbers, ...taken.map(({ command }) => command)].map((command) => ({ command, leasedUntil }))
}

async function claimNumbers(channel: Channel, limit: number, leaseMs: number): Promise<readonly Command[]> {
  for (let round = 0; round < roundsMax; round += 1) {
    const plan = await planWrites(channel, limit, leaseMs)
    await settleOutcomes(channel, plan.due, plan.outcomes)
    if (plan.sendings.length > 0) return plan.sendings.map(({ command }) => command)
    if (plan.due.length === 0) break
  }
  return []
}

/** Follows what a connector elsewhere reports. Gives the keys that were out; all others change nothing. */
export async function reportResults(channel: Channel, results: readonly Result[]): Promise<ReadonlySet<string>> {
  const keys = results.map(({ key }) => key)
  const numbers = await recallSendings(channel, keys)
  await settleWrites(channel, numbers, results)
  const { desk } = channel.shop
  const told = desk ? await recallCommands(channel, desk, keys) : []
  if (desk) await settleCommands(channel, desk, told, results)
  return new Set([...numbers, ...told].map(({ command }) => command.key))
}
