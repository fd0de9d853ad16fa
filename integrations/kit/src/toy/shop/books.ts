import { ChangeLog } from "./change-log"
import type { ToyMail, ToyOrder, ToyReturn } from "./model"
import { ToyRefusal, type RuleBook } from "./rules"
import type { Shelf } from "./shelf"

/** What the books need to know of the shop around them. */
export interface BookFacts {
  readonly rules: RuleBook
  readonly shelf: Shelf
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** An order or a return was stored. */
  readonly stored: (topic: "order" | "return", ref: string) => void
}

/** The orders, returns and mails of a toy shop. */
export class Books {
  readonly orders = new ChangeLog<ToyOrder>()
  readonly returns = new ChangeLog<ToyReturn>()
  readonly mails: ToyMail[] = []
  private revision = 0
  private made = 0
  private shifts: (() => void)[] = []

  constructor(private readonly facts: BookFacts) {}

  get rules(): RuleBook {
    return this.facts.rules
  }

  /** Units come back to a place, or (below 0) are taken there: with the next thing that is stored, or not at all. */
  shift(articleRef: string, locationRef: string, change: number): void {
    this.shifts.push(() => this.facts.shelf.add(articleRef, locationRef, change))
  }

  /** An action was refused: none of it happened. */
  forget(): void {
    this.shifts = []
  }

  /** The present instant, in ISO 8601. */
  at(): string {
    return new Date(this.facts.now()).toISOString()
  }

  /** A ref that nothing else has. */
  nextRef(kind: string): string {
    this.made += 1
    return `${kind}-${this.made}`
  }

  order(ref: string): ToyOrder {
    const order = this.orders.get(ref)
    if (!order) throw new ToyRefusal("unknown-order", `There is no order ${ref}.`)
    return order
  }

  return(ref: string): ToyReturn {
    const found = this.returns.get(ref)
    if (!found) throw new ToyRefusal("unknown-return", `There is no return ${ref}.`)
    return found
  }

  storeOrder(order: ToyOrder): ToyOrder {
    const stored = { ...order, revision: this.nextRevision(order.revision) }
    this.orders.put(stored)
    this.settleShifts()
    this.facts.stored("order", order.ref)
    return stored
  }

  storeReturn(given: ToyReturn): ToyReturn {
    const stored = { ...given, revision: this.nextRevision(given.revision) }
    this.returns.put(stored)
    this.settleShifts()
    this.facts.stored("return", given.ref)
    return stored
  }

  mail(about: ToyMail["about"], orderRef: string): void {
    this.mails.push({ about, orderRef })
  }

  private settleShifts(): void {
    for (const shift of this.shifts.splice(0)) shift()
  }

  private nextRevision(before: number): number {
    if (before > 0 && !this.rules.holds("revision-rises")) return before
    this.revision += 1
    return this.revision
  }
}
