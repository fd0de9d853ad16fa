import type { Keys } from "./shop"

/** Who asks: a shopper of the web shop, its staff, or somebody without any key. */
export type Caller = "shopper" | "staff" | "stranger"

/** What the gateway answered, and how long it took. */
export interface Answer<T> {
  readonly status: number
  readonly data: T | null
  readonly errors?: readonly {
    readonly message: string
    readonly path?: readonly (string | number)[]
    readonly extensions?: Readonly<Record<string, unknown>>
  }[]
  readonly tookMs: number
}

interface Question {
  readonly query: string
  readonly variables?: object | undefined
  readonly keys: Keys
  readonly as?: Caller | undefined
}

/** The header by which Medusa knows a secret key. */
export const staffAuthorization = ({ secret }: Pick<Keys, "secret">) =>
  `Basic ${Buffer.from(`${secret}:`).toString("base64")}`

function headersOf({ keys, as = "shopper" }: Question): Record<string, string> {
  const headers: Record<string, string> = { "content-type": "application/json" }
  if (as !== "stranger") headers["x-publishable-api-key"] = keys.publishable
  if (as === "staff") headers.authorization = staffAuthorization(keys)
  return headers
}

/** Sends one operation to a GraphQL endpoint, as a browser would. */
export async function askGraphql<T>(url: string, question: Question): Promise<Answer<T>> {
  const { query, variables = {} } = question
  const begun = performance.now()
  const response = await fetch(url, {
    method: "POST",
    headers: headersOf(question),
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(30_000),
  })
  const body = (await response.json()) as Omit<Answer<T>, "status" | "tookMs">
  return { ...body, data: body.data ?? null, status: response.status, tookMs: performance.now() - begun }
}
