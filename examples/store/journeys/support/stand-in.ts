/** The stand-in Shopify shop, as a tester steers it. */
export interface StandInClient {
  /** A control route, for example `/sell`. Throws what the stand-in answered when it refuses. */
  control<T>(route: string, body?: object): Promise<T>
  /** Ends its process: the channel is dead. */
  stop(): Promise<void>
  /** Starts it again, on the same port and with what it remembered. */
  start(): Promise<void>
}

export function standInClient(url: string, life: Pick<StandInClient, "stop" | "start">): StandInClient {
  return {
    ...life,
    async control<T>(route: string, body?: object): Promise<T> {
      const response = await fetch(`${url}/control${route}`, {
        method: body ? "POST" : "GET",
        headers: { "content-type": "application/json" },
        signal: AbortSignal.timeout(30_000),
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
      const text = await response.text()
      if (!response.ok) throw new Error(`/control${route} answered ${response.status}: ${text}`)
      return JSON.parse(text) as T
    },
  }
}
