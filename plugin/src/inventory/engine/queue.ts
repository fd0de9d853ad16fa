import { InventoryBusy } from "./busy"

/** What waits in the queue, and how it is answered. */
interface Waiting<Request, Answer> {
  readonly request: Request
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
}

/** The outcome of one request of a batch: each has its own. One that is `pending` goes on elsewhere; the batch is not kept waiting. */
export type Settled<Answer> =
  { readonly answer: Answer } | { readonly error: unknown } | { readonly pending: Promise<Answer> }

export interface QueueOptions<Request, Answer> {
  /** Sends a batch; settles every request of it, in order, and never throws. */
  readonly send: (batch: readonly Request[]) => Promise<readonly Settled<Answer>[]>
  /** Requests that share one of these never go out together: the second must see what the first did. */
  readonly exclusive: (request: Request) => readonly string[]
  /** How many requests a batch carries at most. */
  readonly batchMax: number
  /** How many batches are out at a time. */
  readonly inFlightMax: number
  /** How many requests may wait; beyond it a call is told to come again. */
  readonly waitingMax: number
}

/**
 * Gathers calls that come while a batch is out, and sends them together when it is back: under load one statement
 * carries hundreds of requests, and a lone call goes out at once and alone. First come, first served.
 */
export class ClaimQueue<Request, Answer> {
  private waiting: Waiting<Request, Answer>[] = []
  private readonly busyWith = new Set<string>()
  private inFlight = 0
  private elsewhere = 0
  private closed = false
  private whenIdle: (() => void)[] = []

  constructor(private readonly options: QueueOptions<Request, Answer>) {}

  /** Resolves with the request's own answer. Rejects with `InventoryBusy` when the queue is full or closed. */
  submit(request: Request): Promise<Answer> {
    if (this.closed) return Promise.reject(new InventoryBusy(1000, "this process is shutting down"))
    if (this.waiting.length >= this.options.waitingMax) {
      return Promise.reject(new InventoryBusy(250, `${this.waiting.length} calls wait already`))
    }
    return new Promise((resolve, reject) => {
      this.waiting.push({ request, resolve, reject })
      this.pump()
    })
  }

  /** Takes no more, and resolves when all that was taken is answered. */
  async drain(): Promise<void> {
    this.closed = true
    if (this.isIdle) return
    await new Promise<void>((resolve) => this.whenIdle.push(resolve))
  }

  private pump(): void {
    while (this.inFlight < this.options.inFlightMax && this.waiting.length > 0) {
      const batch = this.take()
      if (batch.length === 0) return
      this.inFlight += 1
      void this.settle(batch)
    }
  }

  /** The next requests in order, without those that must wait for one that is out or before them. */
  private take(): Waiting<Request, Answer>[] {
    const batch: Waiting<Request, Answer>[] = []
    const left: Waiting<Request, Answer>[] = []
    const passed = new Set<string>()
    for (const [at, each] of this.waiting.entries()) {
      if (batch.length === this.options.batchMax) {
        left.push(...this.waiting.slice(at))
        break
      }
      const names = this.options.exclusive(each.request)
      const mustWait = names.some((name) => this.busyWith.has(name) || passed.has(name))
      if (mustWait) left.push(each)
      else batch.push(each)
      for (const name of names)
        if (mustWait) passed.add(name)
        else this.busyWith.add(name)
    }
    this.waiting = left
    return batch
  }

  private async settle(batch: readonly Waiting<Request, Answer>[]): Promise<void> {
    const outcomes = await this.options.send(batch.map((each) => each.request))
    this.inFlight -= 1
    for (const each of batch) for (const name of this.options.exclusive(each.request)) this.busyWith.delete(name)
    this.pump()
    batch.forEach((each, at) => {
      const outcome = outcomes[at] ?? {
        error: new Error("A batch came back without an answer for each of its requests."),
      }
      if ("error" in outcome) each.reject(outcome.error)
      else if ("pending" in outcome) this.follow(outcome.pending, each)
      else each.resolve(outcome.answer)
    })
    this.tellIfIdle()
  }

  private follow(pending: Promise<Answer>, { resolve, reject }: Waiting<Request, Answer>): void {
    this.elsewhere += 1
    void pending.then(resolve, reject).finally(() => {
      this.elsewhere -= 1
      this.tellIfIdle()
    })
  }

  private get isIdle(): boolean {
    return this.inFlight === 0 && this.elsewhere === 0 && this.waiting.length === 0
  }

  private tellIfIdle(): void {
    if (this.isIdle) for (const resolve of this.whenIdle.splice(0)) resolve()
  }
}
