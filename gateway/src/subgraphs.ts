import type { AskSubgraph } from "./execution/execution"
import { Failure, failureCodes } from "./execution/failure"
import type { GatewayRequest } from "./gateway-plugin"
import type { Log } from "./log"
import { SubgraphClient } from "./subgraph/subgraph-client"
import { subgraphDefaults, type SubgraphSettings } from "./subgraph/subgraph-options"

/** The subgraphs of a supergraph, each with a client of its own. */
export class Subgraphs {
  readonly #clients = new Map<string, SubgraphClient>()

  constructor(
    private readonly settings: Readonly<Record<string, SubgraphSettings>>,
    private readonly log: Log,
    private readonly now: () => number
  ) {}

  /** Makes clients for subgraphs that are new; those that are known keep theirs, with its connections and its breaker. */
  know(urls: ReadonlyMap<string, string>): void {
    for (const [name, url] of urls) {
      if (this.#clients.has(name)) continue
      const options = { ...subgraphDefaults, url, ...this.settings[name] }
      this.#clients.set(name, new SubgraphClient(name, options, this.log, this.now))
    }
  }

  all(): readonly SubgraphClient[] {
    return [...this.#clients.values()]
  }

  /** How one client request asks subgraphs. */
  askFor(request: GatewayRequest): AskSubgraph {
    const { upstreamHeaders: headers, callerKey, signal, deadlineAt, correlationId } = request
    const context = { headers, callerKey, signal, deadlineAt, correlationId }
    return async (subgraphRequest) => {
      const client = this.#clients.get(subgraphRequest.subgraph)
      return client ? client.ask(subgraphRequest, context) : unknownSubgraph(subgraphRequest.subgraph)
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.all().map((client) => client.close()))
  }
}

function unknownSubgraph(subgraph: string): Failure {
  const message = `The subgraph "${subgraph}" is not known to this gateway.`
  return new Failure({ message, code: failureCodes.unavailable, subgraph, retryable: false })
}
