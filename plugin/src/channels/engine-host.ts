import {
  createHost,
  priceOf,
  RetryLater,
  type Connection,
  type Host,
  type Limit,
  type Log,
} from "@anyshelf/connector-kit"
import { AddressRefused } from "@anyshelf/connector-kit/safe-fetch"
import {
  afterAnswer,
  afterFailure,
  circuitState,
  closedCircuit,
  rampShare,
  type Circuit,
} from "../domain/channels/circuit"
import { restMs } from "../domain/channels/retry-after"
import type { LiveHealth } from "../modules/channels/service"
import type { Clock } from "./clock"
import { currentLane } from "./lane-context"
import type { Meter } from "./meter"
import { Throttle } from "./throttle"

/** The way out of one connection, and what it knows of the channel's condition. */
export interface EngineHost extends Host {
  health(): Omit<LiveHealth, "connectionId" | "atWork">
  /**
   * How long to rest after a write, in milliseconds: none while there is plenty; else so long that writes take half of the rate,
   * and what changes meanwhile goes out together.
   */
  paceMs(): number
  /** Sends nothing at or after this instant (milliseconds since 1970): the connection may be another process's by then. */
  permit(until: number): void
  /** Another process sent until so many milliseconds ago: no more is left of the rate than has dripped back since. */
  takeOver(agoMs: number): void
  /** Lets requests that are under way finish, and sends no other: a stop does not wait for the rate limit. */
  close(): void
  /** Milliseconds since 1970; null when the channel has not answered yet. */
  lastAnswerAt(): number | null
  /** Milliseconds since 1970; null while the circuit is closed. */
  openUntil(): number | null
}

/** What a host needs. */
export interface EngineHostOptions {
  readonly connection: Connection
  readonly clock: Clock
  readonly log: Log
  readonly meter: Meter
  /** Where requests go in the end; the global `fetch` unless given. */
  readonly fetch?: typeof fetch | undefined
  /** For one request with its whole answer. */
  readonly timeoutMs: number
  /** The longest wait for the rate limit. */
  readonly waitMsMax: number
  /** Called when the channel has stopped answering: what it sold meanwhile is not known. */
  onOutage(): void
}

/** Without a declared limit: ten requests a second. */
const modest = { capacity: 10, perSecond: 10, cost: 1 }

/** Requests of one connection: by lane within the rate limit, timed out, bounded, and none while the channel is down. */
export function createEngineHost(options: EngineHostOptions): EngineHost {
  const { clock, connection, log, meter } = options
  const limit: Omit<Limit, "name"> = connection.connector.capabilities.limits[0] ?? modest
  let circuit: Circuit = closedCircuit
  let lastAnswerAt: number | null = null
  let probing = false
  let closed = false
  let permittedUntil = Infinity
  /** In a row. */
  let refusals = 0
  const throttle = new Throttle(limit, limit.cost, clock, () => rampShare(circuit, clock.now()), options.waitMsMax)
  const bounded = createHost({
    timeoutMs: options.timeoutMs,
    now: () => clock.now(),
    log,
    ...(options.fetch && { fetch: options.fetch }),
  })

  const enter = () => {
    if (closed) throw new RetryLater("The engine is being stopped.")
    if (clock.now() >= permittedUntil) throw new RetryLater("Another process works this connection.")
    const state = circuitState(circuit, clock.now())
    if (state === "closed") return false
    if (state === "half-open" && !probing) return (probing = true)
    throw new RetryLater("The channel does not answer; it is left alone for a while.", downMs())
  }
  const downMs = () => Math.max(250, circuit.openUntil - clock.now())
  const answeredNow = () => {
    const wasAway = circuit.opened > 0
    circuit = afterAnswer(circuit, clock.now())
    // What dripped back during the outage is not poured out at once.
    if (wasAway) throttle.atMost(rampShare(circuit, clock.now()))
    lastAnswerAt = clock.now()
  }
  const failedNow = () => {
    const before = circuit.opened
    circuit = afterFailure(circuit, clock.now())
    if (before === 0 && circuit.opened > 0) options.onOutage()
  }

  const guarded: typeof fetch = async (input, init) => {
    const isProbe = enter()
    const cost = priceOf(init) ?? limit.costMax ?? limit.cost
    try {
      await throttle.acquire(currentLane(), cost)
      meter.count("requests")
      const { available, capacity } = throttle.headroom()
      meter.headroom(Math.min(1, available / capacity))
      const response = await send(input, init, cost)
      heedRefusal(response)
      if (response.status >= 500) failedNow()
      else answeredNow()
      return response
    } finally {
      if (isProbe) probing = false
    }
  }
  /** A vendor that asks for patience gets it, whether or not its connector says so. */
  const heedRefusal = ({ status, headers }: Response) => {
    const header = headers.get("retry-after")
    refusals = status === 429 || (status === 503 && header !== null) ? refusals + 1 : 0
    if (refusals === 0) return
    meter.count("throttled")
    throttle.learn({ retryAfterMs: restMs(header, refusals, clock.now()) })
  }
  const send = async (input: Parameters<typeof fetch>[0], init: RequestInit | undefined, cost: number) => {
    try {
      return await bounded.fetch(input, init)
    } catch (error) {
      // Nothing was sent: that says nothing of the channel.
      if (!(error instanceof AddressRefused)) failedNow()
      throw error
    } finally {
      throttle.release(cost)
    }
  }

  return {
    fetch: guarded,
    now: () => clock.now(),
    log,
    throttle: (signal) => {
      // Where the refusal stands in the body, it is not counted yet.
      if (signal.retryAfterMs !== undefined && refusals === 0) meter.count("throttled")
      throttle.learn(signal)
    },
    health: () => ({ circuit: circuitState(circuit, clock.now()), throttle: throttle.headroom() }),
    paceMs: () => {
      const { available, capacity, perSecond } = throttle.headroom()
      return available >= capacity / 2 ? 0 : Math.min(2_000, (limit.cost / perSecond) * 2_000)
    },
    permit: (until) => void (permittedUntil = until),
    takeOver: (agoMs) => throttle.takeOver(agoMs),
    close: () => {
      closed = true
      throttle.clear()
    },
    lastAnswerAt: () => lastAnswerAt,
    openUntil: () => (circuit.opened > 0 ? circuit.openUntil : null),
  }
}
