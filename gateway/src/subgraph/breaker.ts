/** Settings of a breaker. */
export interface BreakerOptions {
  /** It opens after this many failures in a row. */
  readonly failuresMax: number
  /** How long it stays open before one request may try again. */
  readonly openMs: number
}

/**
 * Keeps requests from waiting on a subgraph that is down. Closed it lets everything through; open it refuses at once; after a
 * while one request may probe, and its outcome decides. Times are handed in, in milliseconds of any steady clock.
 */
export class Breaker {
  #failures = 0
  #openedAt = 0
  #isProbing = false

  constructor(private readonly options: BreakerOptions) {}

  get isOpen(): boolean {
    return this.#failures >= this.options.failuresMax
  }

  /** True when a request may go out. Each that may must be followed by `succeeded`, `failed` or `gaveUp`. */
  allows(now: number): boolean {
    if (!this.isOpen) return true
    if (this.#isProbing || now - this.#openedAt < this.options.openMs) return false
    this.#isProbing = true
    return true
  }

  /** The subgraph answered: whatever it said, it is there. */
  succeeded(): void {
    this.#failures = 0
    this.#isProbing = false
  }

  /** The subgraph did not answer, or not in a way that can be read. */
  failed(now: number): void {
    this.#failures += 1
    this.#isProbing = false
    if (this.isOpen) this.#openedAt = now
  }

  /** The request was called off before it had an outcome, so it says nothing about the subgraph. */
  gaveUp(): void {
    this.#isProbing = false
  }
}
