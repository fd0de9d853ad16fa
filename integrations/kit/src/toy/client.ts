import type { Host } from "../connector"
import { Disconnected, NoAnswer, Rejected, RetryLater } from "../errors"
import { retryAfterMs } from "../retry-after"
import type { ToyConfig } from "./config"

/** One call to the toy API; null when it has no such thing. Throws what the kit allows and nothing else. */
export async function call<T>(config: ToyConfig, host: Host, path: string, body?: unknown): Promise<T | null> {
  const response = await send(config, host, path, body)
  if (response.status === 401)
    throw new Disconnected("The toy shop refuses the token: put the right one in the options.")
  if (response.status === 404) return null
  if (response.status === 429) throw slowDown(host, response)
  if (response.status >= 500) throw new NoAnswer(`The toy shop answered ${response.status}.`)
  if (!response.ok) throw new Rejected(`The toy shop answered ${response.status}.`, String(response.status))
  try {
    return (await response.json()) as T
  } catch (cause) {
    throw new NoAnswer("The toy shop's answer is not JSON.", undefined, { cause })
  }
}

function slowDown(host: Host, response: Response): RetryLater {
  const waitMs = retryAfterMs(response.headers.get("retry-after"), host.now())
  host.throttle({ available: 0, ...(waitMs !== undefined && { retryAfterMs: waitMs }) })
  return new RetryLater("The toy shop asks for patience.", waitMs)
}

async function send(config: ToyConfig, host: Host, path: string, body: unknown): Promise<Response> {
  const headers = { authorization: `Bearer ${config.token}`, "content-type": "application/json" }
  const init = body === undefined ? { headers } : { headers, method: "POST", body: JSON.stringify(body) }
  try {
    return await host.fetch(`${config.url}${path}`, init)
  } catch (cause) {
    if (cause instanceof RetryLater) throw cause
    throw new NoAnswer("The toy shop does not answer.", undefined, { cause })
  }
}
