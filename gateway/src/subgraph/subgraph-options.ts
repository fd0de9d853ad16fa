import type { BreakerOptions } from "./breaker"

/** Where a subgraph is and how long and how much to bear of it. */
export interface SubgraphOptions {
  /** The address of its GraphQL endpoint. @default the one that was composed */
  readonly url: string
  /** The address that tells whether it is there. @default `/health` on the same host */
  readonly healthUrl?: string
  /** How long one request may take. @default 800 */
  readonly timeoutMs: number
  /** How many connections to keep; more requests wait for a free one. @default 64 */
  readonly connections: number
  /** How many requests may be under way or waiting; more are refused at once. @default 512 */
  readonly requestsMax: number
  /** The largest answer that is read. @default 16 MiB */
  readonly answerBytesMax: number
  /** When to stop asking a subgraph that fails. @default after 5 failures, for 2 s */
  readonly breaker: BreakerOptions
}

/** Settings of a subgraph, all optional. */
export type SubgraphSettings = Partial<SubgraphOptions>

/** What holds for a subgraph unless its settings say otherwise. */
export const subgraphDefaults: Omit<SubgraphOptions, "url"> = {
  timeoutMs: 800,
  connections: 64,
  requestsMax: 512,
  answerBytesMax: 16 * 1024 * 1024,
  breaker: { failuresMax: 5, openMs: 2_000 },
}

/** What every request to a subgraph on behalf of one client request has in common. */
export interface CallContext {
  readonly headers: Readonly<Record<string, string>>
  /** Tells callers apart whose answers may differ: requests are shared only under the same one. */
  readonly callerKey: string
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal
  /** When the client's request must be answered, in milliseconds of the gateway's clock. */
  readonly deadlineAt: number
  readonly correlationId: string
}
