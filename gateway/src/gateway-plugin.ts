import type { IncomingHttpHeaders } from "node:http"
import type { Identity } from "@anyshelf/connector-kit/subgraph"
import type { Variables } from "./execution/execution"
import type { Operation } from "./operation/operation"
import type { Supergraph } from "./supergraph/supergraph"

/** What is known of one request while it is served. Plugins fill it in; nothing else is sent on to subgraphs. */
export interface GatewayRequest {
  /** The client's headers. */
  readonly headers: IncomingHttpHeaders
  /** Headers for every subgraph: empty but for what plugins put there. */
  readonly upstreamHeaders: Record<string, string>
  /** Headers for the client. */
  readonly responseHeaders: Record<string, string>
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal
  /** When the request must be answered, in milliseconds of the gateway's clock. */
  readonly deadlineAt: number
  /** Finds this request in the logs of all processes. */
  correlationId: string
  /** Who is asking. */
  identity: Identity
  /** Requests to subgraphs are shared only between clients with the same key: it says who is asking. */
  callerKey: string
}

/** An operation with its variables, about to run. */
export interface OperationRequest {
  readonly operation: Operation
  readonly variables: Variables
  readonly supergraph: Supergraph
}

/**
 * One policy of the gateway. Each hook may refuse by throwing a `GraphQLError` whose `extensions.code` is stable; anything else
 * that is thrown is a fault, is logged, and is hidden from the client.
 */
export interface GatewayPlugin {
  /** For logs. */
  readonly name: string
  /** The most tokens an operation's text may have. */
  readonly tokensMax?: number
  /** On each request, before its operation is read, in the order of the list. */
  onRequest?(request: GatewayRequest): void | Promise<void>
  /** Before an operation is made ready: once, then it is remembered. */
  onPrepare?(operation: Operation): void
  /** Each time an operation is about to run. */
  onOperation?(request: OperationRequest): void
}
