import type { Channel } from "../channel"
import { habitsOf } from "./decide-writes"
import { toCommand, type Sending } from "./sending"

/**
 * The sendings of an earlier plan, by the keys of their commands: for results that come by another way than they were sent. What
 * is not leased to this channel's `owner` any more is left out.
 */
export async function recallSendings(channel: Channel, keys: readonly string[]): Promise<readonly Sending[]> {
  const { channels, id: connectionId, owner } = channel
  const recalled = await channels.recallIntents({ connectionId, owner, keys })
  return recalled.flatMap(({ due, resent }) => {
    if (!due.pending) return []
    // The claim came before the command was made: what its outcome is judged by must not know of it.
    const before = { ...due, pending: resent ? due.pending : null }
    const command = toCommand(due, { ...due.pending, sequence: due.sequence }, habitsOf(channel).write)
    return [{ due: before, command, resent, awaited: 0 }]
  })
}
