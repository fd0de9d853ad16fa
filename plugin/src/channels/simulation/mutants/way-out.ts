import { createHost, RetryLater, type Host } from "@anyshelf/connector-kit"
import { fullBucket, take, waitMs } from "../../../domain/channels/token-bucket"
import { inLane } from "../../lane-context"
import { inSession, type Around } from "./ports"
import type { EngineMutant } from "./mutant"

/** Guards of the way out. */
export const wayOutMutants: readonly EngineMutant[] = [
  {
    name: "lanes-ignored",
    about: "requests go out in the order in which they were made",
    noticedBy: ["narrow line"],
    wrap: inSession((session) => ({
      push: (commands) => inLane("orders", () => session.push(commands)),
      pull: (feed, cursor) => inLane("orders", () => session.pull(feed, cursor)),
      get: (feed, ref) => inLane("orders", () => session.get(feed, ref)),
    })),
  },
  {
    name: "rate-ignored",
    about: "requests are sent as fast as they come",
    noticedBy: ["narrow line", "outage"],
    wrap: inSession(
      () => ({}),
      (host, around) => ({ ...host, fetch: straight(around) })
    ),
  },
  {
    name: "retry-after-ignored",
    about: "a channel that asks to be left alone is asked again at once",
    noticedBy: ["lower rate"],
    wrap: (ports) => ({ ...ports, fetch: withoutRetryAfter(ports.fetch) }),
  },
  {
    name: "circuit-never-opens",
    about: "a channel that does not answer is asked as often as ever",
    noticedBy: ["outage"],
    wrap: inSession(
      () => ({}),
      (host, around) => ({ ...host, fetch: withoutCircuit(host, around) })
    ),
  },
  {
    name: "no-ramp",
    about: "a channel that comes back is met by all that piled up",
    noticedBy: ["outage"],
    wrap: inSession(
      () => ({}),
      (host, around) => ({ ...host, fetch: withoutRamp(host, around) })
    ),
  },
]

/** The channel's wish is taken out of its answers. */
function withoutRetryAfter(reach: typeof fetch): typeof fetch {
  return async (input, init) => {
    const response = await reach(input, init)
    if (!response.headers.has("retry-after")) return response
    const headers = new Headers(response.headers)
    headers.delete("retry-after")
    return new Response(await response.text(), { status: response.status, headers })
  }
}

/** Past the engine's own way out. */
const straight = ({ ports }: Around): typeof fetch => createHost({ fetch: ports.fetch, timeoutMs: 10_000 }).fetch

function withoutCircuit(host: Host, around: Around): typeof fetch {
  const past = straight(around)
  return async (input, init) => {
    try {
      return await host.fetch(input, init)
    } catch (error) {
      if (error instanceof RetryLater) return past(input, init)
      throw error
    }
  }
}

/** The circuit stays; whatever it lets through goes at the full rate. */
function withoutRamp(host: Host, around: Around): typeof fetch {
  const { clock } = around.ports
  const [limit] = around.connection.connector.capabilities.limits
  const past = straight(around)
  let bucket = fullBucket(limit!, clock.now())
  let wasAway = false
  return async (input, init) => {
    try {
      if (!wasAway) return await host.fetch(input, init)
      const wait = waitMs(bucket, 1, clock.now())
      bucket = take(bucket, 1, clock.now())
      await clock.sleep(wait)
      return await past(input, init)
    } catch (error) {
      wasAway = !(error instanceof RetryLater)
      throw error
    }
  }
}
