import assert from "node:assert/strict"
import { BodyTooLarge } from "../bounded-body"
import type { Host, Session } from "../connector"
import { createHost, type HostOptions } from "../host"
import type { ContractHarness } from "./harness"

/** Stands between the connector and the channel. `send` reaches the channel; `count` is which request this is, from 1. */
export type Meddle = (send: () => Promise<Response>, count: number, init: RequestInit | undefined) => Promise<Response>

/** What was seen on the wire. */
export interface Wire {
  readonly session: Session
  readonly requests: () => number
  readonly throttled: () => readonly Parameters<Host["throttle"]>[0][]
}

/** A session whose requests meet something on their way. */
export function meddled(harness: ContractHarness, meddle: Meddle, options: Partial<HostOptions> = {}): Wire {
  const real = harness.fetch ?? fetchOfNow()
  const signals: Parameters<Host["throttle"]>[0][] = []
  let requests = 0
  const through: typeof fetch = (input, init) => {
    requests += 1
    return meddle(() => real(input, init), requests, init)
  }
  const base = createHost({ timeoutMs: 5_000, ...options, fetch: through })
  const { connector, config } = harness.connection
  const session = connector.open(config, { ...base, throttle: (signal) => void signals.push(signal) })
  return { session, requests: () => requests, throttled: () => signals }
}

/** The global `fetch`, which only the kit may use: the harness's channel is reached by it where it names no other. */
// eslint-disable-next-line no-restricted-globals -- the kit stands in the host's place here
export const fetchOfNow = (): typeof fetch => (input, init) => fetch(input, init)

/** Answers as a channel that hangs: nothing, until whoever asked gives up. */
export const hang: Meddle = (_send, _count, init) =>
  new Promise((_resolve, reject) => {
    init?.signal?.addEventListener("abort", () => reject(init.signal?.reason as Error))
  })

/** By name: a connector may bring a kit of its own. */
export const isRetryLater = (error: unknown): boolean => ["RetryLater", "NoAnswer"].includes(nameOf(error))
export const isDisconnected = (error: unknown): boolean => nameOf(error) === "Disconnected"
export const isRejected = (error: unknown): boolean => nameOf(error) === "Rejected"

const nameOf = (error: unknown) => (error instanceof Error ? error.name : String(error))

/** What a call throws; fails where it does not. */
export async function thrownBy(work: () => Promise<unknown>): Promise<unknown> {
  try {
    await work()
  } catch (error) {
    return error
  }
  return assert.fail("Nothing was thrown.")
}

/** A read that failed must say `RetryLater`, and nothing that belongs to the vendor or to Node. */
export async function assertRetryLater(work: () => Promise<unknown>): Promise<{ afterMs?: number }> {
  const error = await thrownBy(work)
  assert.ok(isRetryLater(error), `Expected RetryLater; got ${String(error)}`)
  return error as { afterMs?: number }
}

/** What a connector may throw at all. */
export function assertOfTheKit(error: unknown): void {
  const kits = isRetryLater(error) || isRejected(error) || isDisconnected(error)
  const why = error instanceof BodyTooLarge ? "the host's BodyTooLarge came through as it was" : String(error)
  assert.ok(kits, `Expected RetryLater, Rejected or Disconnected; got ${why}`)
}
