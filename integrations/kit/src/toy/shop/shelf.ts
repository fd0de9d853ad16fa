import type { ToyVariant } from "../variant"
import type { ToyArticle } from "./model"
import { ToyRefusal, type RuleBook } from "./rules"

/** One write of stock, as the toy API takes it. Which of the numbers is read depends on the kind of shop. */
export interface ToyWrite {
  readonly key: string
  readonly articleRef: string
  readonly locationRef: string
  readonly quantity?: number
  /** Null or left out writes whatever is shown. */
  readonly expected?: number | null
  readonly change?: number
  readonly sequence?: number
}

/** What became of a write. `shown` is the number after it. */
export type ToyOutcome =
  | { readonly outcome: "set"; readonly shown: number }
  | { readonly outcome: "stale"; readonly shown: number }
  /** Taken; what becomes of it is seen later. */
  | { readonly outcome: "queued" }
  | { readonly outcome: "refused"; readonly code: string; readonly message: string }

/** What the toy shop has, and who may write it. */
export interface ShelfFacts {
  readonly rules: RuleBook
  readonly variant: ToyVariant
  readonly article: (ref: string) => ToyArticle | undefined
  readonly locations: Readonly<Record<string, string>>
  readonly closed: ReadonlySet<string>
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** How long a write waits in an asynchronous shop. */
  readonly confirmAfterMs: number
  /** A number was changed, by whomever. */
  readonly changed: (articleRef: string, locationRef: string) => void
}

/** The numbers that the toy shop shows. */
export class Shelf {
  private readonly shown = new Map<string, number>()
  private readonly answered = new Map<string, ToyOutcome>()
  private readonly sequences = new Map<string, number>()
  private readonly revisions = new Map<string, number>()
  private queue: { readonly write: ToyWrite; readonly dueAt: number; readonly refused: boolean }[] = []
  private refusedNext = 0

  constructor(private readonly facts: ShelfFacts) {}

  available(articleRef: string, locationRef: string): number {
    this.settle()
    return this.shown.get(`${articleRef}@${locationRef}`) ?? 0
  }

  set(articleRef: string, locationRef: string, quantity: number): void {
    this.shown.set(`${articleRef}@${locationRef}`, quantity)
    this.facts.changed(articleRef, locationRef)
  }

  add(articleRef: string, locationRef: string, change: number): void {
    this.set(articleRef, locationRef, Math.max(0, this.available(articleRef, locationRef) + change))
  }

  /** The next writes that an asynchronous shop takes will come to nothing, without a word. */
  refuseNext(count: number): void {
    this.refusedNext = count
  }

  /** One write. The same key again gives the first answer. */
  write(write: ToyWrite): ToyOutcome {
    const first = this.facts.rules.holds("write-once-per-key") ? this.answered.get(write.key) : undefined
    if (first) return first
    const outcome = this.attempt(write)
    const forgetful = this.facts.variant.repeat === "look-first"
    if (!forgetful && (outcome.outcome === "set" || outcome.outcome === "queued")) this.answered.set(write.key, outcome)
    return outcome
  }

  private attempt(write: ToyWrite): ToyOutcome {
    return this.orRefuse(() => {
      this.check(write)
      return this.facts.variant.confirm === "sync" ? this.apply(write) : this.enqueue(write)
    })
  }

  private enqueue(write: ToyWrite): ToyOutcome {
    const refused = this.refusedNext > 0
    this.refusedNext -= refused ? 1 : 0
    this.queue.push({ write, dueAt: this.facts.now() + this.facts.confirmAfterMs, refused })
    return { outcome: "queued" }
  }

  private orRefuse(work: () => ToyOutcome): ToyOutcome {
    try {
      return work()
    } catch (error) {
      if (error instanceof ToyRefusal) return { outcome: "refused", code: error.code, message: error.message }
      throw error
    }
  }

  /** What waited long enough is done now, oldest first. */
  private settle(): void {
    if (this.queue.length === 0) return
    const due = this.queue.filter(({ dueAt }) => dueAt <= this.facts.now())
    this.queue = this.queue.filter(({ dueAt }) => dueAt > this.facts.now())
    for (const { write, refused } of due) if (!refused) this.orRefuse(() => this.apply(write))
  }

  private check({ articleRef, locationRef, quantity }: ToyWrite): void {
    const { rules, locations, closed, variant } = this.facts
    const article = this.facts.article(articleRef)
    rules.require("known-article", article !== undefined, `There is no article ${articleRef}.`)
    rules.require("known-location", locationRef in locations, `There is no place ${locationRef}.`)
    rules.require("open-location", !closed.has(locationRef), `The place ${locationRef} is closed.`)
    rules.require(
      "stocked-there",
      !article?.notStockedAt?.includes(locationRef),
      `${articleRef} is not kept at ${locationRef}.`
    )
    rules.require("tracked", article?.tracked !== false, `${articleRef} is not counted.`)
    if (variant.write === "delta") return
    rules.require(
      "whole-number",
      Number.isInteger(quantity) && Number(quantity) >= 0,
      `${quantity} is no number of units.`
    )
  }

  private apply(write: ToyWrite): ToyOutcome {
    const { rules, variant } = this.facts
    const level = `${write.articleRef}@${write.locationRef}`
    const shown = this.shown.get(level) ?? 0
    const wanted = variant.write === "delta" ? shown + Number(write.change) : Number(write.quantity)
    if (variant.write === "delta") {
      rules.require("whole-number", Number.isInteger(wanted), `${shown} cannot be changed by ${write.change}.`)
      // Somebody bought since the sender looked: what it knows is old, not wrong for good.
      if (wanted < 0 && rules.holds("whole-number")) return { outcome: "stale", shown }
    }
    if (variant.write === "sequenced" && rules.holds("sequence") && this.isOld(level, Number(write.sequence)))
      return { outcome: "stale", shown }
    const compares = variant.write === "cas" && rules.holds("compare")
    if (compares && write.expected != null && write.expected !== shown) return { outcome: "stale", shown }
    this.countRevision(write.articleRef)
    this.sequences.set(level, Number(write.sequence ?? 0))
    this.set(write.articleRef, write.locationRef, wanted)
    return { outcome: "set", shown: wanted }
  }

  private isOld = (level: string, sequence: number) => sequence <= (this.sequences.get(level) ?? 0)

  private countRevision(articleRef: string): void {
    const { variant, rules, now } = this.facts
    const day = `${articleRef} ${new Date(now()).toISOString().slice(0, 10)}`
    const count = (this.revisions.get(day) ?? 0) + 1
    const allowed = variant.revisionsPerDay ?? Infinity
    rules.require(
      "revisions-per-day",
      count <= allowed,
      `${articleRef} was written ${allowed} times today; wait for tomorrow.`
    )
    this.revisions.set(day, count)
  }
}
