/** Work that is under way, and how many wait for it. */
interface Shared<T> {
  readonly promise: Promise<T>
  readonly controller: AbortController
  waiting: number
}

/**
 * Lets requests that ask the same at the same time share one answer. Nothing is kept once it has arrived. The work is called
 * off when the last who waits for it has left, and not before.
 */
export class ShareInFlight<T> {
  readonly #shared = new Map<string, Shared<T>>()

  get size(): number {
    return this.#shared.size
  }

  /**
   * @param key everything on which the answer depends, who is asking included.
   * @param signal leaves the shared work; the caller's promise then rejects with its reason.
   */
  async run(key: string, signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    signal.throwIfAborted()
    const shared = this.#shared.get(key) ?? this.#start(key, work)
    shared.waiting += 1
    try {
      return await orAborted(shared.promise, signal)
    } finally {
      shared.waiting -= 1
      if (shared.waiting === 0) {
        // Nobody who comes now may join work that is being called off.
        this.#forget(key, shared)
        shared.controller.abort()
      }
    }
  }

  #start(key: string, work: (signal: AbortSignal) => Promise<T>): Shared<T> {
    const controller = new AbortController()
    const shared: Shared<T> = { promise: work(controller.signal), controller, waiting: 0 }
    this.#shared.set(key, shared)
    const forget = (): void => this.#forget(key, shared)
    shared.promise.then(forget, forget)
    return shared
  }

  #forget(key: string, shared: Shared<T>): void {
    if (this.#shared.get(key) === shared) this.#shared.delete(key)
  }
}

function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = (): void => reject(signal.reason as Error)
    signal.addEventListener("abort", leave, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave))
  })
}
