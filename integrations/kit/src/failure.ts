import type { Result } from "./commands"
import { Disconnected, NoAnswer, Rejected, RetryLater } from "./errors"

/** A person has to act first: asking more often than this only fills the log. */
const DISCONNECTED_RETRY_MS = 60_000

/**
 * What a push answers for a command whose request failed. A lost connection to the shop is `retry`, not `rejected`: the
 * command is as good as before once somebody has renewed the token.
 */
export function failed(key: string, error: unknown): Result {
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof NoAnswer) return { key, status: "unknown", message }
  if (error instanceof RetryLater) {
    return { key, status: "retry", message, ...(error.afterMs !== undefined && { afterMs: error.afterMs }) }
  }
  if (error instanceof Disconnected) return { key, status: "retry", message, afterMs: DISCONNECTED_RETRY_MS }
  if (error instanceof Rejected) return { key, status: "rejected", code: error.code, message }
  return { key, status: "unknown", message }
}
