import type { Dispatcher } from "undici"

/** What came back over HTTP. */
export interface PostAnswer {
  readonly status: number
  readonly text: string
}

/** Why nothing came back. */
export type PostFault = "timeout" | "unreachable" | "reset" | "too-large" | "aborted"

/** A request that got no answer. */
export class PostFailed extends Error {
  override readonly name = "PostFailed"
  constructor(
    /** `reset` is a connection that closed before the first byte of the answer. */
    readonly fault: PostFault,
    cause?: unknown
  ) {
    super(fault, { cause })
  }
}

/** What to post, and how long and how much to bear. */
export interface PostRequest {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly timeoutMs: number
  readonly bytesMax: number
  /** Calls the request off. */
  readonly signal: AbortSignal
}

/**
 * Posts and reads the whole answer. It speaks to undici's dispatcher itself, since a stream for every answer would cost more
 * than the answer. Throws `PostFailed`.
 */
export function post(dispatcher: Dispatcher, request: PostRequest): Promise<PostAnswer> {
  return new Promise((resolve, reject) => {
    if (request.signal.aborted) return reject(new PostFailed("aborted"))
    const exchange = new Exchange(request, resolve, reject)
    const { path, headers, body } = request
    dispatcher.dispatch({ method: "POST", path, headers, body }, exchange)
  })
}

/** One request and its answer. Settles once; whatever comes later is dropped. */
class Exchange implements Dispatcher.DispatchHandler {
  readonly #chunks: Buffer[] = []
  readonly #timer: NodeJS.Timeout
  readonly #onAbort = (): void => this.#fail("aborted")
  #controller: Dispatcher.DispatchController | null = null
  #isSettled = false
  #status = 0
  #bytes = 0

  constructor(
    private readonly request: PostRequest,
    private readonly resolve: (answer: PostAnswer) => void,
    private readonly reject: (error: PostFailed) => void
  ) {
    this.#timer = setTimeout(() => this.#fail("timeout"), request.timeoutMs)
    request.signal.addEventListener("abort", this.#onAbort, { once: true })
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    // It may have timed out while it waited for a free connection.
    if (this.#isSettled) controller.abort(new PostFailed("aborted"))
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number): void {
    this.#status = status
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bytes += chunk.length
    if (this.#bytes > this.request.bytesMax) return this.#fail("too-large")
    this.#chunks.push(chunk)
  }

  onResponseEnd(): void {
    if (!this.#settle()) return
    const [only] = this.#chunks
    const whole = this.#chunks.length === 1 && only ? only : Buffer.concat(this.#chunks)
    this.resolve({ status: this.#status, text: whole.toString("utf8") })
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    if (this.#settle())
      this.reject(new PostFailed(this.#status === 0 && isReset(error) ? "reset" : "unreachable", error))
  }

  #fail(fault: PostFault): void {
    if (!this.#settle()) return
    const error = new PostFailed(fault)
    this.#controller?.abort(error)
    this.#chunks.length = 0
    this.reject(error)
  }

  /** True for the first who asks. */
  #settle(): boolean {
    if (this.#isSettled) return false
    this.#isSettled = true
    clearTimeout(this.#timer)
    this.request.signal.removeEventListener("abort", this.#onAbort)
    return true
  }
}

/** A connection that was kept alive and that the other side had just closed. */
function isReset(error: Error): boolean {
  const { code } = error as NodeJS.ErrnoException
  return code === "ECONNRESET" || code === "EPIPE" || code === "UND_ERR_SOCKET"
}
