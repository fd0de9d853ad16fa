/**
 * What each named owner holds by `acquire` in this process. An owner may take a key again to renew it; when such a call fails
 * half-way, only what it took anew is given back, never what the owner held before.
 */
export class Acquired {
  private readonly until = new Map<string, number>()

  /** @param now - milliseconds, any origin */
  constructor(private readonly now: () => number) {}

  /** True when the owner holds the key, as far as this process knows. An unnamed owner never takes a key twice. */
  has(key: string, ownerId: string | null | undefined): boolean {
    return ownerId != null && (this.until.get(name(key, ownerId)) ?? 0) > this.now()
  }

  add(key: string, ownerId: string | null | undefined, leaseMs: number): void {
    if (ownerId == null) return
    this.forgetLapsed()
    this.until.set(name(key, ownerId), this.now() + leaseMs)
  }

  remove(keys: readonly string[], ownerId: string | null | undefined): void {
    if (ownerId == null) return
    for (const key of keys) this.until.delete(name(key, ownerId))
  }

  removeAll(): void {
    this.until.clear()
  }

  private forgetLapsed(): void {
    const now = this.now()
    for (const [each, until] of this.until) if (until <= now) this.until.delete(each)
  }
}

const name = (key: string, ownerId: string) => JSON.stringify([key, ownerId])
