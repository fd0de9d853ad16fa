import { Pool } from "undici"
import type { SubgraphAnswer, SubgraphRequest } from "../execution/execution"
import type { Failure } from "../execution/failure"
import type { Log } from "../log"
import { Breaker } from "./breaker"
import { post, PostFailed, type PostAnswer } from "./post"
import { readAnswer } from "./read-answer"
import { ShareInFlight } from "./share-in-flight"
import { isDown, RequestFailed, subgraphFailure, type FailureReason } from "./subgraph-failure"
import type { CallContext, SubgraphOptions } from "./subgraph-options"

const ACCEPT = "application/graphql-response+json, application/json;q=0.9"

/** Talks to one subgraph: bounded, timed, and never longer in vain than its breaker allows. */
export class SubgraphClient {
  /** The address that tells whether the subgraph is there. */
  readonly healthUrl: string
  readonly #pool: Pool
  readonly #path: string
  readonly #breaker: Breaker
  readonly #inFlight = new ShareInFlight<string>()
  #requests = 0

  constructor(
    readonly name: string,
    private readonly options: SubgraphOptions,
    private readonly log: Log,
    private readonly now: () => number
  ) {
    const { origin, pathname, search } = new URL(options.url)
    this.healthUrl = options.healthUrl ?? `${origin}/health`
    this.#path = pathname + search
    this.#pool = new Pool(origin, { connections: options.connections, connect: { timeout: options.timeoutMs } })
    this.#breaker = new Breaker(options.breaker)
  }

  /** False while requests are refused because the last ones failed. */
  get isTrusted(): boolean {
    return !this.#breaker.isOpen
  }

  /** Asks the subgraph. Whatever goes wrong is a failure, and in the log. */
  async ask(request: SubgraphRequest, context: CallContext): Promise<SubgraphAnswer | Failure> {
    try {
      const text = await this.#text(request, context)
      // Each who shares an answer reads it anew, since what is read is then changed in place.
      const answer = readAnswer(text)
      if (!answer) throw new RequestFailed("unreadable")
      this.#logErrors(answer, context)
      return answer
    } catch (error) {
      const { reason, detail } = error instanceof RequestFailed ? error : unforeseen(error, context.signal)
      const failure = subgraphFailure(this.name, request.kind, reason)
      this.log.warn(failure.cause.message, { subgraph: this.name, correlationId: context.correlationId, detail })
      return failure
    }
  }

  async close(): Promise<void> {
    await this.#pool.destroy()
  }

  async #text({ kind, operationJson, variables }: SubgraphRequest, context: CallContext): Promise<string> {
    const timeoutMs = Math.min(this.options.timeoutMs, context.deadlineAt - this.now())
    if (timeoutMs <= 0) throw new RequestFailed("deadline")
    const body = `{"query":${operationJson}${variables ? `,"variables":${JSON.stringify(variables)}` : ""}}`
    const send = (signal: AbortSignal): Promise<PostAnswer> =>
      post(this.#pool, {
        path: this.#path,
        headers: { ...context.headers, "content-type": "application/json", accept: ACCEPT },
        body,
        timeoutMs,
        bytesMax: this.options.answerBytesMax,
        signal,
      })
    if (kind === "mutation") return this.#exchange(() => send(context.signal))
    const work = (signal: AbortSignal): Promise<string> => this.#exchange(() => onceMoreIfReset(() => send(signal)))
    return this.#inFlight.run(`${context.callerKey} ${body}`, context.signal, work)
  }

  /** One exchange with the subgraph, and what it says about the subgraph's health. */
  async #exchange(send: () => Promise<PostAnswer>): Promise<string> {
    if (this.#requests >= this.options.requestsMax) throw new RequestFailed("busy")
    if (!this.#breaker.allows(this.now())) throw new RequestFailed("open")
    this.#requests += 1
    try {
      const { status, text } = await send()
      const wrong = whatIsWrong(status, text)
      if (wrong) throw new RequestFailed(wrong, `HTTP ${status}`)
      this.#breaker.succeeded()
      return text
    } catch (error) {
      const failed = toRequestFailed(error)
      if (isDown(failed.reason)) this.#breaker.failed(this.now())
      else if (failed.reason === "aborted") this.#breaker.gaveUp()
      else this.#breaker.succeeded()
      throw failed
    } finally {
      this.#requests -= 1
    }
  }

  #logErrors({ errors }: SubgraphAnswer, { correlationId }: CallContext): void {
    const [first] = errors
    if (!first) return
    const { message, path } = first
    this.log.warn("A subgraph answered with errors.", {
      subgraph: this.name,
      correlationId,
      count: errors.length,
      message,
      path,
    })
  }
}

/** A page of HTML, or an error of a proxy, comes from something that stands in the subgraph's place. */
function whatIsWrong(status: number, text: string): FailureReason | null {
  const isJson = text.trimStart().startsWith("{")
  if (status >= 500) return status === 500 && isJson ? "faulty" : "broken"
  return isJson ? null : "unreadable"
}

/** A kept connection may close just as it is used again; a query that got no answer that way may be sent once more. */
async function onceMoreIfReset(send: () => Promise<PostAnswer>): Promise<PostAnswer> {
  try {
    return await send()
  } catch (error) {
    if (error instanceof PostFailed && error.fault === "reset") return send()
    throw error
  }
}

function toRequestFailed(error: unknown): RequestFailed {
  if (error instanceof RequestFailed) return error
  if (!(error instanceof PostFailed)) return new RequestFailed("unreachable", String(error))
  const detail = error.cause instanceof Error ? error.cause.message : undefined
  return new RequestFailed(error.fault === "reset" ? "unreachable" : error.fault, detail)
}

/** Leaving shared work rejects with the client's own reason for going. */
const unforeseen = (error: unknown, signal: AbortSignal): RequestFailed =>
  signal.aborted ? new RequestFailed("aborted") : toRequestFailed(error)
