import type { z } from "zod"
import type { Command, CommandType, Result } from "./commands"
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
  /** How a merchant connects a shop by clicking, where the vendor offers it; else the configuration is typed in. */
  readonly install?: Installation<Config>
}

/** The vendor's way to let a merchant hand us the keys of a shop: OAuth, or what the vendor has instead. */
export interface Installation<Config = unknown> {
  /** Where to send the merchant's browser. Throws `Rejected` with what to correct when the configuration is not enough to begin. Does no I/O. */
  begin(request: InstallRequest): string
  /**
   * The vendor sent the browser back with `query`: checks that it is genuine and for this very request, and gives the whole
   * configuration, secrets included. Throws `Rejected` for what is not genuine, and as `pull`.
   */
  finish(request: InstallRequest & { readonly query: Readonly<Record<string, string>> }, host: Host): Promise<Config>
}

/** One attempt to connect a shop. */
export interface InstallRequest {
  /** What is known so far: the shop's address, the app's id and secret. Not yet checked. */
  readonly config: Readonly<Record<string, unknown>>
  /** Ours, random, for this attempt: the vendor gives it back. */
  readonly state: string
  /** Where the vendor is to send the browser back to. */
  readonly redirectUri: string
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
  /**
   * Makes sure that the channel sends its webhooks to this address, and nothing of ours to an older one. Harmless when it is so
   * already: vendors drop subscriptions without a word, so the engine asks again and again. Throws as `pull`.
   */
  ensureWebhooks?(url: string): Promise<WebhookState>
}

/** How the webhooks of a shop stand after they were looked at. */
export interface WebhookState {
  /** The topics that are subscribed now. */
  readonly topics: readonly string[]
  /** Those of them that had to be made or corrected: what happened meanwhile was not told, and is read again. */
  readonly mended: readonly string[]
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
  readonly commands: readonly CommandType[]
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
  readonly idempotency: Partial<Record<CommandType, "vendor-key" | "look-first">>
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
  /** The most that one request can take: counted for one whose price the connector has not said (`withPrice`). @default cost */
  readonly costMax?: number
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
  /** How stock that several channels sell at once is shown here. @default shared */
  readonly publishing?: Publishing
  /**
   * Where the channel reaches us from outside, for example `https://shop.example.com`: its webhooks are subscribed to
   * `<publicUrl>/anyshelf/webhooks/<id>`. Left out, they are subscribed by hand.
   */
  readonly publicUrl?: string
}

/**
 * How stock is shown to a channel while others sell it too. What each guarantees stands in the documentation of channels, and a
 * simulator holds it.
 */
export type Publishing =
  /** All that can be promised. The channel may oversell what was sold elsewhere before it was told. */
  | { readonly mode: "shared" }
  /** So many units less. */
  | { readonly mode: "buffered"; readonly by: "units"; readonly units: number }
  /** So many percent of what can be promised less, rounded up. */
  | { readonly mode: "buffered"; readonly by: "percent"; readonly percent: number }
  /** What the other sellers are likely to sell before this channel is told: their velocity over `days` × the measured lag. */
  | { readonly mode: "buffered"; readonly by: "velocity"; readonly days: number }
  /** All of it while there is plenty; from `below` units down, only `percent` of them, which nobody else is shown. */
  | { readonly mode: "split-when-scarce"; readonly below: number; readonly percent: number }

export type { ChannelRecord }
