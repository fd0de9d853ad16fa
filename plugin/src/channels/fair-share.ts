/** The part of a lease that a process holds back for each connection that it works, and at most. */
const stepOfLease = 1 / 8
const mostOfLease = 1 / 2

/**
 * Spreads connections over processes: who works some already lets others go first for a moment before it takes one more. The moment
 * is bounded, so that what nobody else wants is not left lying.
 */
export class FairShare {
  private readonly held = new Set<string>()
  private turn: Promise<unknown> = Promise.resolve()

  /** How long a connection has to be left to others, in milliseconds, with a lease of so many. */
  patienceMs(leaseMs: number): number {
    return Math.min(this.held.size * stepOfLease, mostOfLease) * leaseMs
  }

  /** One connection is asked for at a time, so that each is judged by all that were taken before it. */
  inTurn<T>(ask: () => Promise<T>): Promise<T> {
    const asked = this.turn.then(ask)
    this.turn = asked.catch(() => undefined)
    return asked
  }

  /** Notes whether this process works a connection. */
  note(connectionId: string, isHeld: boolean): void {
    if (isHeld) this.held.add(connectionId)
    else this.held.delete(connectionId)
  }
}
