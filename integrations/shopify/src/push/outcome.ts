import { NoAnswer, RetryLater, type Made, type Ref, type Result } from "@anyshelf/connector-kit"
import type { Call } from "../client"

type Unkeyed<R> = R extends unknown ? Omit<R, "key"> : never

/** What became of a command, before its key is put back. */
export type Outcome = Unkeyed<Result>

export const applied = (made: Made = {}): Outcome => ({ status: "applied", ...made })
export const already = (made: Made = {}): Outcome => ({ status: "already", ...made })
export const accepted = (confirm: Ref): Outcome => ({ status: "accepted", confirm })
export const refused = (code: string, message: string): Outcome => ({ status: "rejected", code, message })
export const later = (afterMs: number, message: string): Outcome => ({ status: "retry", afterMs, message })

/** What Shopify says is wrong with a request. Some of its mutations give no codes. */
export interface UserError {
  readonly code?: string | null
  readonly field: readonly string[] | null
  readonly message: string
}

/** A refusal in Shopify's own words; null when it had nothing to say. */
export function refusalOf(errors: readonly UserError[] | undefined): Outcome | null {
  const [first] = errors ?? []
  if (!first) return null
  return refused(first.code ?? "USER_ERROR", (errors ?? []).map(({ message }) => message).join(" "))
}

/** A mutation that answered with neither its thing nor an error: whether it was done is not known. */
export const unclear = (what: string): Outcome => ({
  status: "unknown",
  message: `Shopify's answer has neither ${what} nor an error.`,
})

/**
 * The calls of one command: so many, and no more. A read without an answer has changed nothing, so it is only for later; a
 * mutation without an answer is what makes a command's fate unknown.
 */
export function callsOf(call: Call, callsMax: number): Call {
  let left = callsMax
  const counted: Call = Object.assign(
    async (...[operation, variables, options]: Parameters<Call>) => {
      left -= 1
      if (left < 0)
        throw new RetryLater(`A command has made its ${callsMax} calls; it goes on in the next push.`, 1_000)
      try {
        return await call(operation, variables, options)
      } catch (error) {
        if (operation.kind === "query" && error instanceof NoAnswer)
          throw new RetryLater(error.message, error.afterMs, { cause: error })
        throw error
      }
    },
    { now: call.now, readFile: call.readFile }
  ) as Call
  return counted
}
