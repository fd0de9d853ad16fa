import { NoAnswer, RetryLater, withPrice, type Host } from "@anyshelf/connector-kit"
import { fileReader, type ReadFile } from "./bulk/read-file"
import { adminUrl, API_VERSION, type ShopifyConfig } from "./config"
import { throwForFaults, throwForStatus, type Cost, type GraphQLFault } from "./failures"
import type { Operation } from "./operation"
import { tokenSource, type TokenSource } from "./token/token"

/** Calls Shopify's Admin API once. Throws what the kit allows and nothing else. */
export interface Call {
  <Result, Variables>(
    operation: Operation<Result, Variables>,
    variables: Variables,
    options?: { readonly signal?: AbortSignal }
  ): Promise<Result>
  /** The shop's own clock, as its last answer told it. Milliseconds since 1970. */
  now(): number
  /** A part of a file that Shopify made for us; null when there is no such file (any more). */
  readFile: ReadFile
}

interface Answer {
  readonly data?: unknown
  readonly errors?: readonly GraphQLFault[]
  readonly extensions?: { readonly cost?: Cost }
}

/** A way to call one shop. The engine behind the host retries and throttles; this only says what happened. */
export function shopifyClient(config: ShopifyConfig, host: Host): Call {
  const tokens = tokenSource(config, host)
  const learn = answerReader(config, host)
  /** What each question was asked to take the last time: points are reserved before they are counted. */
  const prices = new Map<string, number>()
  const call = async <Result, Variables>(
    operation: Operation<Result, Variables>,
    variables: Variables,
    { signal }: { readonly signal?: AbortSignal } = {}
  ): Promise<Result> => {
    const body = JSON.stringify({ query: operation.source, variables })
    const response = await sendWithToken(tokens, (token) =>
      send(
        host,
        adminUrl(config),
        priced(prices.get(operation.source), {
          method: "POST",
          headers: {
            "content-type": "application/json",
            accept: "application/json",
            "x-shopify-access-token": token,
          },
          body,
          redirect: "manual",
          ...(signal && { signal }),
        })
      )
    )
    learn.headers(response.headers)
    await throwForStatus(response, host)
    const answer = await parse(response)
    const cost = answer.extensions?.cost?.requestedQueryCost
    if (cost !== undefined) prices.set(operation.source, cost)
    return read(answer, host) as Result
  }
  return Object.assign(call, { now: learn.now, readFile: fileReader(config, host) })
}

const priced = (points: number | undefined, init: RequestInit) =>
  points === undefined ? init : withPrice(init, points)

/** A token that ended is replaced, and the call made once more: Shopify has done nothing for a token that it does not know. */
async function sendWithToken(tokens: TokenSource, sendIt: (token: string) => Promise<Response>): Promise<Response> {
  const token = await tokens.get()
  const response = await sendIt(token)
  if (response.status !== 401 || !(await tokens.refused(token))) return response
  return sendIt(await tokens.get())
}

/** What every answer tells besides its data: the shop's clock, and whether the API version is still there. */
function answerReader(config: ShopifyConfig, host: Host) {
  const asked = config.apiVersion ?? API_VERSION
  let warned = false
  let skewMs = 0
  return {
    now: () => host.now() + skewMs,
    headers(headers: Headers) {
      const date = Date.parse(headers.get("date") ?? "")
      if (!Number.isNaN(date)) skewMs = date - host.now()
      const served = headers.get("x-shopify-api-version") ?? asked
      if (warned || served === asked) return
      warned = true
      host.log.warn("Shopify serves another API version than asked for: it is retired or not out yet.", {
        asked,
        served,
      })
    },
  }
}

/** A failure here comes after the request may have left: what it asked for may have been done. */
async function send(host: Host, url: string, init: RequestInit): Promise<Response> {
  try {
    return await host.fetch(url, init)
  } catch (cause) {
    if (cause instanceof RetryLater) throw cause
    throw new NoAnswer(
      `Shopify does not answer (${cause instanceof Error ? cause.message : "no reason"}).`,
      undefined,
      { cause }
    )
  }
}

async function parse(response: Response): Promise<Answer> {
  try {
    const answer: unknown = await response.json()
    if (typeof answer === "object" && answer !== null) return answer
  } catch {
    // Told below: a page of HTML, or half an answer.
  }
  throw new NoAnswer("Shopify's answer is not JSON: a proxy, a maintenance page, or it was cut short.")
}

function read({ data, errors, extensions }: Answer, host: Host): unknown {
  const status = extensions?.cost?.throttleStatus
  if (status) {
    const { maximumAvailable: capacity, currentlyAvailable: available, restoreRate: perSecond } = status
    const cost = extensions?.cost?.actualQueryCost
    host.throttle({ available, capacity, perSecond, ...(cost !== undefined && { cost }) })
  }
  const hasData = typeof data === "object" && data !== null
  throwForFaults(toFaults(errors), extensions?.cost, hasData, host)
  if (!hasData) throw new NoAnswer("Shopify's answer has neither data nor errors.")
  return data
}

/** Outside GraphQL, Shopify's `errors` is a sentence. */
const toFaults = (errors: unknown): readonly GraphQLFault[] =>
  Array.isArray(errors) ? (errors as GraphQLFault[]) : errors === undefined ? [] : [{ message: JSON.stringify(errors) }]
