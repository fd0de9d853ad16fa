import type { ILockingProvider } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"

type Job<T> = (signal?: AbortSignal) => Promise<T>

/** Medusa's own default: how long a caller waits for its keys, in seconds. */
const defaultWaitSeconds = 5
/** A job that takes longer has lost its way: its signal is aborted and its keys are free, in milliseconds. */
const longestJobMs = 3_600_000

/**
 * Runs a job while it holds the keys, taken one after the other through Medusa's provider. Each is a call of its own, so what was
 * taken is given back however the rest goes: Medusa's providers keep half of a failed set.
 *
 * @param keys - in the order that everybody uses
 */
export async function executeInOrder<T>(
  delegate: ILockingProvider,
  keys: readonly string[],
  job: Job<T>,
  { timeout = defaultWaitSeconds, expire }: { timeout?: number; expire?: number }
): Promise<T> {
  const until = Date.now() + timeout * 1000
  const hold = async ([key, ...rest]: readonly string[], signal?: AbortSignal): Promise<T> => {
    if (key === undefined) return bounded(job, signal)
    let isHeld = false
    const held = (lost?: AbortSignal) => {
      isHeld = true
      return hold(rest, anyOf(signal, lost))
    }
    const waitSeconds = Math.max(0, until - Date.now()) / 1000
    return delegate.execute(key, held, { timeout: waitSeconds, ...(expire && { expire }) }).catch((error: unknown) => {
      throw isHeld ? error : refused(key, timeout, error)
    })
  }
  return hold(keys)
}

/** Nothing is locked for ever, not even by a job that never ends. */
async function bounded<T>(job: Job<T>, signal: AbortSignal | undefined): Promise<T> {
  const tooLong = new AbortController()
  const clock = setTimeout(() => {
    tooLong.abort(
      new MedusaError(MedusaError.Types.CONFLICT, "The job held its locks for an hour, so they were taken back.")
    )
  }, longestJobMs).unref()
  const ended = new Promise<never>((_, reject) => {
    tooLong.signal.addEventListener("abort", () => reject(tooLong.signal.reason as Error), { once: true })
  })
  return Promise.race([job(anyOf(signal, tooLong.signal)), ended]).finally(() => clearTimeout(clock))
}

/** What the job itself throws passes as it is; what kept it from its keys becomes a conflict that names the key. */
function refused(key: string, seconds: number, cause: unknown): Error {
  const error = new MedusaError(
    MedusaError.Types.CONFLICT,
    `"${key}" is locked by another request, and was for ${seconds} seconds. Ask again. (Timed-out acquiring lock.)`
  )
  return Object.assign(error, { cause })
}

/** A job is told as soon as one of its locks is lost. */
function anyOf(one: AbortSignal | undefined, other: AbortSignal | undefined): AbortSignal | undefined {
  return one && other ? AbortSignal.any([one, other]) : (one ?? other)
}
