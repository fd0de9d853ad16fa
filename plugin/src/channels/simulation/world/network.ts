import type { Random } from "../../../prove/random"
import type { Faults } from "../plan"
import type { VirtualClock } from "../virtual-clock"

/** One request, as it left us. */
export interface SentRequest {
  readonly at: number
  /** Which of our processes sent it. */
  readonly sender: number
  readonly method: string
  readonly path: string
  /** The channel was out of reach when it was sent. */
  readonly inOutage: boolean
  /** What came back; null when nothing did. */
  status: number | null
  /** When it came back. */
  answeredAt: number | null
  /** How long the channel asked to be left alone, in milliseconds. */
  retryAfterMs: number
}

/** A request may lie about so long after its sender gave it up. */
const lateMsMax = 20_000

/** What lies between us and one channel. */
export interface Network {
  send(sender: number, ...request: Parameters<typeof fetch>): Promise<Response>
  readonly sent: readonly SentRequest[]
  /** From now on nothing goes wrong, and nothing is out of reach. */
  calm(): void
}

/** Loses, delays and breaks what is sent to a channel. */
export function createNetwork(options: {
  readonly faults: Faults["requests"]
  readonly outages: readonly { readonly from: number; readonly to: number }[]
  readonly chance: Random
  readonly clock: VirtualClock
  readonly timeoutMs: number
  /** The channel itself. */
  readonly reach: (request: Request) => Promise<Response>
}): Network {
  const { chance, clock, timeoutMs } = options
  const sent: SentRequest[] = []
  let faults = options.faults
  let outages = options.outages
  const rest = () => clock.sleep(chance.between(...faults.latencyMs) / 2)
  const lost = () => new TypeError("fetch failed")

  const travel = async (request: Request, log: SentRequest): Promise<Response> => {
    await rest()
    if (log.inOutage || chance.happens(faults.dropped)) throw lost()
    if (chance.happens(faults.failing)) return new Response("<html>Bad gateway</html>", { status: 502 })
    if (chance.happens(faults.hanging)) return hang(request)
    const response = await options.reach(request)
    await rest()
    if (chance.happens(faults.answerLost)) throw lost()
    return response
  }

  /** Nobody hears of it any more; what was asked is done all the same, half of the time long after it was given up. */
  const hang = async (request: Request): Promise<never> => {
    const afterMs = chance.happens(0.5) ? timeoutMs + chance.between(1, lateMsMax) : 0
    clock.after(afterMs, () => void options.reach(request).catch(() => undefined))
    await clock.sleep(timeoutMs)
    throw lost()
  }

  return {
    sent,
    calm: () => {
      faults = { ...faults, dropped: 0, answerLost: 0, failing: 0, hanging: 0 }
      outages = []
    },
    send: async (sender, input, init) => {
      // The signal counts real time, which does not pass here.
      const { signal: _signal, ...rest } = init ?? {}
      const request = new Request(input, rest)
      const at = clock.now()
      const inOutage = outages.some(({ from, to }) => from <= at && at < to)
      const { pathname } = new URL(request.url)
      const log: SentRequest = {
        at,
        sender,
        method: request.method,
        path: pathname,
        inOutage,
        status: null,
        answeredAt: null,
        retryAfterMs: 0,
      }
      sent.push(log)
      const response = await travel(request, log)
      log.status = response.status
      log.answeredAt = clock.now()
      log.retryAfterMs = Number(response.headers.get("retry-after") ?? 0) * 1_000
      return response
    },
  }
}
