import { setTimeout as delay } from "node:timers/promises"
import { readBounded } from "./bounded-body"
import { Bucket } from "./bucket"
import type { Host, Limit, Log } from "./connector"
import { RetryLater } from "./errors"
import { priceOf } from "./price"

/** How a host treats the requests of one connection. */
export interface HostOptions {
  /** Where requests go in the end; the global `fetch` unless given. */
  readonly fetch?: typeof fetch
  /** The connector's declared limit; its first is used. Without one, nothing is throttled. */
  readonly limits?: readonly Limit[]
  /** The part of the limit this host may use, above 0 and up to 1. @default 1 */
  readonly share?: number
  /** For one request with its whole answer, without the wait for the rate limit. @default 10_000 */
  readonly timeoutMs?: number
  /** The longest wait for the rate limit; beyond it the request is not sent and `RetryLater` is thrown. @default 10_000 */
  readonly waitMsMax?: number
  /** @default 16 MiB */
  readonly responseBytesMax?: number
  readonly log?: Log
  /** Milliseconds since 1970. */
  readonly now?: () => number
  readonly sleep?: (ms: number) => Promise<unknown>
}

/** A log that keeps nothing. */
export const silentLog: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined }

/**
 * A host for one connection in one process: timed out, bounded and throttled. What an engine adds to it (traces, records, a
 * limit shared between processes) is the engine's own.
 */
export function createHost(options: HostOptions = {}): Host {
  const now = options.now ?? Date.now
  const limit = options.limits?.[0]
  const bucket = limit && new Bucket(limit, checkShare(options.share ?? 1), now())
  const send = boundedFetch(options)
  return {
    now,
    log: options.log ?? silentLog,
    throttle: (signal) => bucket?.learn(signal, now()),
    fetch: bucket && limit ? throttledFetch(send, bucket, limit.cost, options, now) : send,
  }
}

function boundedFetch(options: HostOptions): typeof fetch {
  const { fetch: base = fetch, timeoutMs = 10_000, responseBytesMax = 16 * 1024 * 1024 } = options
  return async (input, init) => {
    const timeout = AbortSignal.timeout(timeoutMs)
    const signal = init?.signal ? AbortSignal.any([init.signal, timeout]) : timeout
    // A redirect would carry the vendor's token, which sits in a header of its own, to another host.
    return readBounded(await base(input, { redirect: "manual", ...init, signal }), responseBytesMax)
  }
}

function throttledFetch(send: typeof fetch, bucket: Bucket, ordinary: number, options: HostOptions, now: () => number) {
  const { waitMsMax = 10_000, sleep = delay } = options
  const throttled: typeof fetch = async (input, init) => {
    const cost = Math.min(priceOf(init) ?? ordinary, bucket.most)
    const waitMs = bucket.take(cost, now())
    if (waitMs > waitMsMax) {
      bucket.giveBack(cost)
      throw new RetryLater(`The rate limit is used up for ${waitMs} ms; the request was not sent.`, waitMs)
    }
    try {
      if (waitMs > 0) await sleep(waitMs)
      return await send(input, init)
    } finally {
      bucket.done(cost)
    }
  }
  return throttled
}

function checkShare(share: number): number {
  if (share > 0 && share <= 1) return share
  throw new Error(`The share of a rate limit is above 0 and up to 1, not ${share}.`)
}
