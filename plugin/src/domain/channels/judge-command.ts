import { backoffMs, type Backoff } from "./backoff"
import type { CommandOutcome, DueCommand } from "./command"

/** What a channel answered to a command about an order; the kit's results fit. */
export type CommandResult =
  | { readonly status: "applied" | "already"; readonly ref?: string }
  | { readonly status: "accepted"; readonly confirm: string }
  | { readonly status: "conflict" }
  | { readonly status: "rejected"; readonly code: string; readonly message: string }
  | { readonly status: "retry"; readonly afterMs?: number; readonly message?: string }
  | { readonly status: "unknown"; readonly message?: string }

/** So often may a command go unanswered before a person is asked whether it was done. */
export const unansweredMax = 30

/** Being asked to wait makes the next wait longer, up to so many times; it is no failure of the command's own. */
const waitsCounted = 10

/** A channel that asks for patience, or is away, is given so long from the making of the command. */
export const patienceMs = 7 * 24 * 60 * 60_000

const backoff: Backoff = { baseMs: 500, capMs: 60_000 }
/** A command that was taken without being done at once: most are done within seconds, some by a person. */
const confirming: Backoff = { baseMs: 2_000, capMs: 5 * 60_000 }

/**
 * Judges what a channel answered to a command: done, to be sent again under the same key and when, or put before a person.
 *
 * @param random - 0 up to 1, spreads the waits
 */
export function judgeCommand(due: DueCommand, result: CommandResult, random: number): CommandOutcome {
  switch (result.status) {
    case "applied":
    case "already":
      return { ...settled(due, "done", null), resultRef: result.ref ?? null, attempts: 0 }
    case "accepted":
      return patiently(due, { ...later(due, confirming, random), state: "accepted", confirmRef: result.confirm })
    case "conflict":
      return settled(
        due,
        "refused",
        "The order has changed on the channel since. Look at it there, then try again or drop this."
      )
    case "rejected":
      return settled(due, "refused", `${result.message} (${result.code})`)
    case "retry": {
      // What was not done now may have been done the time before, when nobody heard the answer.
      const again = later(due, backoff, random, result.afterMs)
      const attempts = Math.max(due.attempts, Math.min(again.attempts, waitsCounted))
      const state = due.state === "accepted" ? "accepted" : due.inDoubt ? "sent" : "pending"
      return patiently(due, {
        ...again,
        attempts,
        state,
        inDoubt: due.inDoubt,
        error: result.message ?? "The channel asks to wait.",
      })
    }
    case "unknown":
      return unanswered(due, result.message ?? "No answer came.", random)
  }
}

/** Claimed and not sent: nothing is known of it that was not known before. */
export const untouched = (due: DueCommand): CommandOutcome => ({ ...base(due), state: due.state, inDoubt: due.inDoubt })

/** Put before a person without having been sent. */
export const refuse = (due: DueCommand, error: string): CommandOutcome => settled(due, "refused", error)

function unanswered(due: DueCommand, message: string, random: number): CommandOutcome {
  const again = { ...later(due, backoff, random), state: due.state === "accepted" ? due.state : ("sent" as const) }
  if (again.attempts < unansweredMax) return { ...again, inDoubt: true, error: message }
  const error = `Sent ${again.attempts} times without an answer (${message}). It may have been done: look at the order on the channel, then try again or drop this.`
  return { ...settled(due, "refused", error), inDoubt: true }
}

/** Nobody waits for ever. */
function patiently(due: DueCommand, outcome: CommandOutcome): CommandOutcome {
  if (due.ageMs < patienceMs) return outcome
  const error = `The channel has not done it for ${Math.round(due.ageMs / 3_600_000)} hours (${outcome.error ?? "it was taken, not done"}). Look at the order there, then try again or drop this.`
  return { ...settled(due, "refused", error), inDoubt: outcome.inDoubt }
}

function later(due: DueCommand, wait: Backoff, random: number, afterMs = 0): CommandOutcome {
  const attempts = due.attempts + 1
  const state = due.state
  return { ...base(due), state, attempts, afterMs: Math.max(afterMs, backoffMs(attempts, wait, random)) }
}

const settled = (due: DueCommand, state: "done" | "refused", error: string | null): CommandOutcome => ({
  ...base(due),
  state,
  error,
})

const base = ({ id, attempts }: DueCommand) => ({
  id,
  inDoubt: false,
  resultRef: null,
  confirmRef: null,
  attempts,
  afterMs: 0,
  error: null,
})
