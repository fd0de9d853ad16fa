/** Gives the least of many, again and again. */
export class Heap<T> {
  private readonly all: T[] = []

  /** @param compare - negative when `a` comes first */
  constructor(private readonly compare: (a: T, b: T) => number) {}

  get size(): number {
    return this.all.length
  }

  peek(): T | undefined {
    return this.all[0]
  }

  push(each: T): void {
    const { all } = this
    let at = all.push(each) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (this.compare(all[parent]!, each) <= 0) break
      all[at] = all[parent]!
      at = parent
    }
    all[at] = each
  }

  pop(): T | undefined {
    const first = this.all[0]
    const last = this.all.pop()
    if (this.all.length > 0 && last !== undefined) this.sink(last)
    return first
  }

  private sink(each: T): void {
    const { all } = this
    let at = 0
    for (;;) {
      const left = 2 * at + 1
      const right = left + 1
      const child = right < all.length && this.compare(all[right]!, all[left]!) < 0 ? right : left
      if (child >= all.length || this.compare(each, all[child]!) <= 0) break
      all[at] = all[child]!
      at = child
    }
    all[at] = each
  }
}
