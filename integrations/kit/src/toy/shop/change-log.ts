/** Things that change, in the order of their last change: a page of them costs no more when there are many. */
export class ChangeLog<T extends { readonly ref: string; readonly revision: number }> {
  private readonly byRef = new Map<string, T>()
  private readonly changes: T[] = []

  get size(): number {
    return this.byRef.size
  }

  get(ref: string): T | undefined {
    return this.byRef.get(ref)
  }

  values(): Iterable<T> {
    return this.byRef.values()
  }

  /** Its revision is above every other, or the one that it had. */
  put(item: T): void {
    const before = this.byRef.get(item.ref)
    this.byRef.set(item.ref, item)
    if (before?.revision === item.revision) this.changes[this.changes.indexOf(before)] = item
    else this.changes.push(item)
  }

  /** What changed after a revision, oldest change first, each once. */
  after(revision: number, limit = Infinity): readonly T[] {
    const found: T[] = []
    for (let at = this.firstAfter(revision); at < this.changes.length && found.length < limit; at += 1) {
      const item = this.changes[at]!
      if (this.byRef.get(item.ref) === item) found.push(item)
    }
    return found
  }

  private firstAfter(revision: number): number {
    let [low, high] = [0, this.changes.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.changes[middle]!.revision > revision) high = middle
      else low = middle + 1
    }
    return low
  }
}
