import type { Channel } from "./channel"
import type { FairShare } from "./fair-share"
import { startLoop, type Loop } from "./loop"
import { messageOf } from "./messages"

/** The part of a lease after which it is not believed any more: clocks of two machines may run at a different pace. */
const believed = 0.8

/** Who lets others go first looks so often within a lease whether it has done so long enough. It asks nobody for that. */
const looksPerLease = 16

/** What is done while the connection is ours. */
export interface Shift {
  stop(): Promise<void>
}

/**
 * Works a connection while no other process does. The lease is renewed several times before it ends; a process that cannot renew it
 * in time sends nothing more, and one that is killed is followed by another when it ends. Of several that could follow, the one that
 * works less goes first.
 *
 * @param share - of this process: all that it works
 * @param begin - starts the work; called again each time the connection has become ours
 */
export function startDuty(
  channel: Channel,
  share: FairShare,
  begin: () => Shift
): { isOn(): boolean; stop(): Promise<void> } {
  const { clock, timing } = channel
  let shift: Shift | null = null
  /** Since when another process could have taken it. */
  let leftSince = clock.now()
  channel.host.permit(0)
  const keep = async () => {
    const held = await renew(channel)
    share.note(channel.id, held)
    if (!held) leftSince = clock.now()
    return held
  }
  /** Null while others are let go first. */
  const take = () =>
    share.inTurn(async () => (clock.now() - leftSince < share.patienceMs(timing.dutyLeaseMs) ? null : keep()))
  const duty: Loop = startLoop({
    clock,
    everyMs: timing.dutyLeaseMs / 4,
    run: async (signal) => {
      const isOurs = await (shift ? keep() : take())
      if (isOurs) shift ??= begin()
      else shift = await end(shift)
      if (isOurs === null) await clock.sleep(timing.dutyLeaseMs / looksPerLease, signal)
      return isOurs === null
    },
    failed: (error) => {
      channel.log.warn("It could not be told whether this process works the connection.", { error: messageOf(error) })
      return channel.timing.dutyLeaseMs / 8
    },
  })
  return {
    isOn: () => shift !== null,
    stop: async () => {
      await duty.stop()
      shift = await end(shift)
      share.note(channel.id, false)
      const { channels, id: connectionId, owner } = channel
      await channels.releaseConnection({ connectionId, owner }).catch(() => undefined)
    },
  }
}

async function renew(channel: Channel): Promise<boolean> {
  const { channels, id: connectionId, owner, timing, host, clock, connection } = channel
  // Before the question: however long the answer takes, the lease began no earlier.
  const askedAt = clock.now()
  await channels.openConnection({ connectionId, vendor: connection.connector.id })
  const { held, takenOverAfterMs } = await channels.holdConnection({ connectionId, owner, leaseMs: timing.dutyLeaseMs })
  if (takenOverAfterMs !== null) {
    host.takeOver(takenOverAfterMs)
    channel.needsDrain = true
    channel.isKnown = false
  }
  host.permit(held ? askedAt + timing.dutyLeaseMs * believed : 0)
  return held
}

async function end(shift: Shift | null): Promise<null> {
  await shift?.stop()
  return null
}
