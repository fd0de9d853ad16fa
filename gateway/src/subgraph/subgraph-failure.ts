import { Failure, failureCodes } from "../execution/failure"

/** Everything that can go wrong with a request to a subgraph, and what a client is told of it. */
const reasons = {
  deadline: { code: failureCodes.timeout, told: "was not asked: the time for this request was over" },
  timeout: { code: failureCodes.timeout, told: "did not answer in time" },
  busy: { code: failureCodes.unavailable, told: "has too many requests to answer; try again soon" },
  open: { code: failureCodes.unavailable, told: "is not asked for the moment, since it failed the last times" },
  unreachable: { code: failureCodes.unavailable, told: "cannot be reached" },
  broken: { code: failureCodes.unavailable, told: "failed" },
  faulty: { code: failureCodes.fault, told: "failed to answer this. Its log says why" },
  aborted: { code: failureCodes.unavailable, told: "was called off" },
  unreadable: { code: failureCodes.invalid, told: "did not answer with GraphQL" },
  "too-large": { code: failureCodes.invalid, told: "answered with more than this gateway reads" },
} as const

/** Why a subgraph gave no answer. */
export type FailureReason = keyof typeof reasons

/** True when others who ask now will most likely fare no better. Not so when the fault lies in what was asked. */
export const isDown = (reason: FailureReason): boolean =>
  !["aborted", "busy", "open", "deadline", "faulty", "too-large"].includes(reason)

/** A request to a subgraph that got no answer. `detail` is for the log. */
export class RequestFailed extends Error {
  override readonly name = "RequestFailed"
  constructor(
    readonly reason: FailureReason,
    readonly detail?: string
  ) {
    super(reason)
  }
}

/**
 * What a client is told. A mutation is never called retryable: it may have been carried out although its answer was lost.
 */
export function subgraphFailure(subgraph: string, kind: "query" | "mutation", reason: FailureReason): Failure {
  const { code, told } = reasons[reason]
  const retryable = kind === "query" && code !== failureCodes.invalid && code !== failureCodes.fault
  return new Failure({ message: `The subgraph "${subgraph}" ${told}.`, code, subgraph, retryable })
}
