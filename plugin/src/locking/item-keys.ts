import { readKey } from "./keys"

/** As many answers are kept; the oldest go first. An id never becomes another noun's, so an answer stays true. */
const rememberedMost = 10_000
/** A key that is no item now may be created as one later, so this answer is asked for again. */
const deniedForMs = 60_000

/** Which of these are ids of inventory items. */
export type AskItems = (ids: readonly string[]) => Promise<readonly string[]>

/**
 * Tells which keys are inventory items. Ids that Medusa made say so themselves; others (an importer's own ids, a job's name) are
 * asked for once. Where the question fails, the key counts as none and is locked: slower, never wrong.
 */
export class ItemKeys {
  private readonly items = new Set<string>()
  private readonly others = new Map<string, number>()

  /**
   * @param ask - reads the inventory; called with keys whose looks say nothing
   * @param now - milliseconds, any origin
   */
  constructor(
    private readonly ask: AskItems,
    private readonly now: () => number
  ) {}

  /** Splits off what needs a lock: every key that is not an inventory item. Keeps the order. */
  async withoutItems(keys: readonly string[]): Promise<string[]> {
    const strange = keys.filter((key) => readKey(key) === "unknown" && !this.isRemembered(key))
    if (strange.length > 0) await this.learn(strange)
    return keys.filter((key) => readKey(key) !== "item" && !this.items.has(key))
  }

  private isRemembered(key: string): boolean {
    return this.items.has(key) || (this.others.get(key) ?? -Infinity) > this.now()
  }

  private async learn(keys: readonly string[]): Promise<void> {
    const found = new Set(await this.ask(keys).catch(() => []))
    for (const key of keys) {
      if (found.has(key)) this.items.add(key)
      else this.others.set(key, this.now() + deniedForMs)
    }
    forgetOldest(this.items)
    forgetOldest(this.others)
  }
}

/** Sets and maps keep their keys in the order in which they came. */
function forgetOldest(known: Set<string> | Map<string, number>): void {
  for (const key of known.keys()) {
    if (known.size <= rememberedMost) return
    known.delete(key)
  }
}
