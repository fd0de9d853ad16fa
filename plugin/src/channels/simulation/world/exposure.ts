/** Units that a number on a channel does not take into account yet. */
interface Debt {
  readonly units: number
  /** When our own shelf learned of it; null before. */
  recordedAt: number | null
}

/** A shown number: one article at one place of one channel. */
export interface Shown {
  readonly channel: number
  readonly article: number
  readonly place: number
}

/** A sale of more than there was. */
export interface Oversale extends Shown {
  readonly at: number
  /** Units beyond what was there. */
  readonly units: number
  /** Units that the number could not know of: sold elsewhere, or put back, and not told yet. */
  readonly explained: number
}

/**
 * Keeps, for each shown number, what happened elsewhere that it does not take into account yet. A number is decided from our shelf,
 * so a fact is accounted for by the first write that was decided after the fact reached our shelf. What a channel sells beyond what
 * is there can never be more than this: else the engine showed what it could have known to be gone.
 */
export class Exposure {
  private readonly debts = new Map<string, Map<string, Debt>>()
  private readonly byFact = new Map<string, Debt[]>()

  /** Something happened that makes a shown number too high by so many units. */
  owe(shown: Shown, fact: string, units: number, recordedAt: number | null): void {
    if (units <= 0) return
    const debt = { units, recordedAt }
    const key = keyOf(shown)
    const all = this.debts.get(key) ?? new Map<string, Debt>()
    this.debts.set(key, all.set(`${fact} ${all.size} ${recordedAt ?? ""}`, debt))
    if (recordedAt === null) this.byFact.set(fact, [...(this.byFact.get(fact) ?? []), debt])
  }

  /** Our shelf knows of it now. */
  recorded(fact: string, at: number): void {
    for (const debt of this.byFact.get(fact) ?? []) debt.recordedAt = at
    this.byFact.delete(fact)
  }

  /** A write took effect whose number was read from our shelf at that instant. */
  accounted(shown: Shown, readAt: number): void {
    const all = this.debts.get(keyOf(shown))
    for (const [fact, { recordedAt }] of all ?? []) if (recordedAt !== null && recordedAt <= readAt) all?.delete(fact)
  }

  /** Units that the number does not take into account. */
  of(shown: Shown): number {
    let units = 0
    for (const debt of this.debts.get(keyOf(shown))?.values() ?? []) units += debt.units
    return units
  }
}

const keyOf = ({ channel, article, place }: Shown) => `${channel} ${article}@${place}`
