import { randomUUID } from "node:crypto"
import { RetryLater } from "@anyshelf/connector-kit"
import type { Channel } from "./channel"

/** Longer than any order takes; what a killed worker held is free again after it. */
const lockMs = 60_000
const lookEveryMs = 50
/** An order that somebody else follows for longer than this is tried again later. */
const waitMsMax = 15_000

/**
 * Does something to a record while nobody else does, in this process or another. Correctness does not hang on it, since all writes
 * are found again by their ids; it keeps two workers from planning by figures that the other is changing.
 */
export async function alone(channel: Channel, recordId: string, work: () => Promise<void>): Promise<void> {
  const { channels, clock } = channel
  const lock = { id: recordId, owner: randomUUID() }
  const end = clock.now() + waitMsMax
  while (!(await channels.records.lock({ ...lock, forMs: lockMs }))) {
    if (clock.now() >= end)
      throw new RetryLater("Somebody else is following this order; it is looked at again soon.", lookEveryMs)
    await clock.sleep(lookEveryMs)
  }
  try {
    await work()
  } finally {
    await channels.records.unlock(lock)
  }
}
