/** What the bank knows of one payment session: money on hold, taken and given back, in major units. */
export interface Account {
  onHold: number
  taken: number
  givenBack: number
  /** Every call of the provider, in order. */
  readonly calls: string[]
}

/** How a shopper's card behaves; the session's data say it. */
export type Card = "works" | "declined" | "asks-for-more"

/**
 * The bank behind the test payment provider, shared with the tests. As with a real one, the shopper may confirm in the browser,
 * before Medusa knows anything.
 */
export class Bank {
  private readonly accounts = new Map<string, Account>()
  /** The next call of this name fails, as a bank that does not answer. */
  failNext: string | undefined
  /** A call to authorize waits for this, where it is given, as for a bank that does not answer while a process is killed. */
  silence: Promise<void> | undefined

  account(sessionId: string): Account {
    const known = this.accounts.get(sessionId)
    if (known) return known
    const opened: Account = { onHold: 0, taken: 0, givenBack: 0, calls: [] }
    this.accounts.set(sessionId, opened)
    return opened
  }

  /** Notes a call, and fails it if a test asked for that. */
  note(sessionId: string, call: string): Account {
    const account = this.account(sessionId)
    account.calls.push(call)
    if (this.failNext !== call) return account
    this.failNext = undefined
    throw new Error(`The bank did not answer: ${call}.`)
  }

  /** Holds the amount on the shopper's card, once. */
  authorize(account: Account, amount: number): void {
    if (account.taken === 0) account.onHold = amount
  }

  /** Takes what is on hold, or the amount at once, as banks do that know no hold. */
  capture(account: Account, amount: number): void {
    account.onHold = 0
    account.taken = amount
  }

  /** What shoppers paid and did not get back, over all sessions, holds included. */
  get owed(): number {
    return [...this.accounts.values()].reduce((sum, each) => sum + each.onHold + each.taken - each.givenBack, 0)
  }
}

const shared = globalThis as { anyshelfTestBank?: Bank }

/** The one bank of the process: the app under test loads the provider by path, as another copy of this file. */
export const bank = (shared.anyshelfTestBank ??= new Bank())
