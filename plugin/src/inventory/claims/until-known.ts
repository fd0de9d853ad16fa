import { InventoryBusy, OutcomeUnknown } from "../engine/busy"
import { faultOf } from "../engine/faults"
import { givesUpAfterMs, pauseAfter } from "../engine/pace"

/** How long a statement of ours waits for a level that another transaction holds. */
export const patienceMs = 1000

/**
 * Runs a statement that may safely be repeated, until its outcome is known: again after a deadlock, after a lock that was not had
 * in time, and after a lost connection. Gives up after 15 seconds with `InventoryBusy`, when nothing was done, or with
 * `OutcomeUnknown`. What cannot be stored is the caller's error at once.
 */
export async function untilKnown<T>(statement: () => Promise<T>): Promise<T> {
  const startedAt = Date.now()
  let lost = false
  for (let tries = 0; ; tries += 1) {
    try {
      return await statement()
    } catch (error) {
      const fault = faultOf(error)
      if (fault === "poisoned") throw error
      lost ||= fault === "lost"
      if (Date.now() - startedAt > givesUpAfterMs) throw toldAs(lost, error as Error)
      await pauseAfter(tries)
    }
  }
}

const toldAs = (lost: boolean, { message }: Error) =>
  lost
    ? new OutcomeUnknown(message)
    : new InventoryBusy(1000, `the database did not take the call in time (${message})`)
