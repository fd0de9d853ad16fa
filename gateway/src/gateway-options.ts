import type { GatewayPlugin } from "./gateway-plugin"
import type { Log } from "./log"
import type { CorsOptions } from "./server/cors"
import type { SubgraphSettings } from "./subgraph/subgraph-options"

/** Everything a gateway is told. */
export interface GatewayOptions {
  /** The composed supergraph. The gateway starts without any subgraph being there. */
  readonly supergraphSdl: string
  /** Settings of subgraphs by name. A subgraph that is not named is asked at the address that was composed. */
  readonly subgraphs: Readonly<Record<string, SubgraphSettings>>
  /** Policies, in order. `useIdentity` and `useCorrelation` belong in every list. */
  readonly plugins: readonly GatewayPlugin[]
  /** Where to listen. @default 127.0.0.1 */
  readonly host?: string
  /** 0 takes a free port. @default 4000 */
  readonly port?: number
  /** How long a request may take in all, in milliseconds. @default 15000 */
  readonly deadlineMs?: number
  /** The largest request body, in bytes. @default 1 MiB */
  readonly bodyBytesMax?: number
  /** How many operations are kept planned. @default 1000 */
  readonly operationsMax?: number
  /** The most selections of an operation when its fragments are written out. @default 10000 */
  readonly selectionsMax?: number
  /** The most representations in one `_entities` list; more are asked for in several requests. @default 1000 */
  readonly representationsMax?: number
  /** Whether clients may ask about the schema. @default true */
  readonly introspection?: boolean
  /** The operation that the playground shows first; null for no playground. @default null */
  readonly playground?: string | null
  /** @default no other site */
  readonly cors?: CorsOptions
  /** @default JSON lines on standard output */
  readonly log?: Log
  /** Called when the gateway has closed: plugins' own connections end here. */
  readonly onClose?: () => Promise<void>
}

/** A gateway that is running. */
export interface RunningGateway {
  /** Its address, without a path. */
  readonly url: string
  /** Serves another supergraph from now on. Throws when it cannot be read; the old one then stays. */
  swap(supergraphSdl: string): void
  /** Ends requests under way within a few seconds, then everything else. */
  close(): Promise<void>
}
