import type { z } from "zod"
import type { Command, Result } from "./commands"
import type { ChannelRecord, Feed, Instant, Page, RecordOf, Ref } from "./records"

/**
 * All that a third party writes to connect a channel. A connector never retries, sleeps, dedupes, stores state or decides a
 * quantity: the engine does, once, for all.
 */
export interface Connector<Config = unknown> {
  /** The vendor, lower case: `shopify`. */
  readonly id: string
  /** The vendor's API version that the connector speaks. */
  readonly apiVersion: string
  /** Refuses a bad configuration with a sentence that says what to do. Secrets are named in `secrets`. */
  readonly configSchema: z.ZodType<Config>
  /** The keys of the configuration that must never be shown or logged. */
  readonly secrets: readonly string[]
  readonly capabilities: Capabilities
  /** Makes a session. Does no I/O. */
  open(config: Config, host: Host): Session
}

/** A connector at work on one shop. Every call may be repeated with the same input. */
export interface Session {
  /** A page of a feed from a cursor; null starts at the beginning. Throws `RetryLater`, `Rejected` or `Disconnected`. */
  pull<F extends Feed>(feed: F, cursor: string | null): Promise<Page<F>>
  /** The present truth about one record, or null when the channel has none. Throws as `pull`. */
  get<F extends Feed>(feed: F, ref: Ref): Promise<RecordOf<F> | null>
  /** Carries out commands. Same length, same order, one outcome each; a bad one must not sink the others. Never throws. */
  push(commands: readonly Command[]): Promise<readonly Result[]>
  /** Reads a webhook: whether it is genuine, and where to look. A webhook is a hint, never a fact. Does no I/O. */
  webhook?(request: WebhookRequest): Promise<Verdict>
}

/** A webhook as it arrived. */
export interface WebhookRequest {
  /** Lower-case names; the first value where a header came twice. */
  readonly headers: Readonly<Record<string, string | undefined>>
  /** The very bytes that were signed. */
  readonly rawBody: Uint8Array
  readonly url: string
}

/** What a webhook is worth. */
export type Verdict =
  /** Answered with 401 (`signature`), or 400 (`malformed`); nothing is stored. */
  | { readonly ok: false; readonly reason: "signature" | "malformed" }
  /** Stored once per `dedupe`; each hint is looked up with `get`. A topic of no interest has no hints. */
  | { readonly ok: true; readonly dedupe: string; readonly hints: readonly Hint[] }

/** "Look at order 17." */
export interface Hint {
  readonly feed: Feed
  readonly ref: Ref
  readonly at?: Instant
}

/** What a connector can do, as plain data; the engine works by it and the conformance kit checks it. */
export interface Capabilities {
  readonly feeds: readonly Feed[]
  readonly commands: readonly Command["type"][]
  readonly stock: {
    /** `cas` compares and sets; `sequenced` ignores an older number; `absolute` sets; `delta` only adds and takes. */
    readonly write: "cas" | "sequenced" | "absolute" | "delta"
    readonly locations: "many" | "one"
    /** How nothing-left is said. */
    readonly zero: "number" | "needs-setting" | "deactivate"
    readonly confirm: "sync" | "async"
    /** The most commands in one push. */
    readonly batch: number
    /** The most writes to one listing in a calendar day, where the vendor limits them. */
    readonly revisionsPerDay?: number
  }
  /** How a repeated command is kept harmless. */
  readonly idempotency: Partial<Record<Command["type"], "vendor-key" | "look-first">>
  readonly limits: readonly Limit[]
  readonly webhooks?: { readonly auth: "hmac" | "ecdsa" | "queue"; readonly replayable: boolean }
}

/** A declared rate limit: a bucket that holds `capacity` points and gains `perSecond`. Live answers correct it. */
export interface Limit {
  readonly name: string
  readonly capacity: number
  readonly perSecond: number
  /** What one ordinary request takes. */
  readonly cost: number
}

/** The only way out of a connector. */
export interface Host {
  /** Throttled, timed out, bounded and traced. The global `fetch` is forbidden. */
  readonly fetch: typeof fetch
  /** Milliseconds since 1970. */
  now(): number
  readonly log: Log
  /** Tells the engine what the vendor said of the limit, so that the next request waits long enough. */
  throttle(signal: ThrottleSignal): void
}

/** What a vendor's answer says about its rate limit. */
export interface ThrottleSignal {
  /** Points left now. */
  readonly available?: number
  readonly capacity?: number
  readonly perSecond?: number
  /** Points that the answered request took in fact. */
  readonly cost?: number
  /** Nothing may be sent before this many milliseconds have passed. */
  readonly retryAfterMs?: number
}

/** Structured log; values must hold no secrets. */
export interface Log {
  debug(message: string, values?: Record<string, unknown>): void
  info(message: string, values?: Record<string, unknown>): void
  warn(message: string, values?: Record<string, unknown>): void
}

/** One shop on one channel, as given to the plugin's `connectors` option. */
export interface Connection<Config = unknown> {
  /** Yours, stable: it is part of every record's key and of the webhook's URL. Lower case, digits and dashes. */
  readonly id: string
  readonly connector: Connector<Config>
  readonly config: Config
  /** The Medusa sales channel (id or name) that this shop sells for. */
  readonly salesChannel: string
  /**
   * Which of our locations (id or name) serve which of the channel's (id or name). Left out, places of the same name belong
   * together. One channel place may be served by several of ours: it then shows what they can promise together.
   */
  readonly locations?: Readonly<Record<string, readonly string[]>>
}

export type { ChannelRecord }
