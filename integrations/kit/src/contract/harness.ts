import { createHost } from "../host"
import type { StockCommand } from "../commands"
import type { Connection, Host, Session, WebhookRequest } from "../connector"
import type { Ref } from "../records"

/** A channel to try a connector on: a stand-in or a toy, which the laws drive from behind the connector's back. */
export interface ContractHarness {
  readonly connection: Connection
  /** Reaches the channel; the global `fetch` unless given. */
  readonly fetch?: typeof fetch
  /** An article and a place whose number may be written. */
  readonly level: { readonly stockRef: Ref; readonly locationRef: Ref }
  /** Staff of the channel set that number: nobody is asked. */
  show(quantity: number): Promise<void>
  /** What the channel shows there, read without the connector. */
  shown(): Promise<number>
  /** A customer of the channel buys one there. */
  sell(): Promise<{ readonly orderRef: Ref; readonly webhook: WebhookRequest }>
  /** The header that carries a webhook's signature, lower case. */
  readonly signatureHeader: string
  /** A well-formed ref of an article that the channel does not have. */
  readonly missingStockRef: Ref
  close(): Promise<void>
}

/** A sentence that holds for every connector, and how to see it. Throws where it does not. */
export interface Law {
  readonly name: string
  check(harness: ContractHarness): Promise<void>
}

/** The connector at work on the harness's channel. */
export function openSession(harness: ContractHarness, host: Partial<Host> = {}): Session {
  const { connector, config } = harness.connection
  const base = createHost({ ...(harness.fetch && { fetch: harness.fetch }), timeoutMs: 5_000 })
  return connector.open(config, { ...base, ...host })
}

/** A stock command for the harness's level. */
export function stockCommand(harness: ContractHarness, change: Partial<StockCommand> & { key: string }): StockCommand {
  return { type: "stock", ...harness.level, quantity: 0, expected: null, sequence: 1, ...change }
}

let keys = 0

/** A key that no other command has. */
export const freshKey = () => `law-${process.pid}-${Date.now()}-${(keys += 1)}`
