/** Chance that can be repeated: the same seed draws the same numbers. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number
  /** True with this chance, from 0 to 1. */
  happens(chance: number): boolean
  /** One of them; throws when there is none. */
  pick<T>(from: readonly T[]): T
}

/** Mulberry32: small, fast, and even enough to spread buyers over shelves. Not for secrets. */
export function random(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    between,
    happens: (chance) => next() < chance,
    pick: (from) => {
      if (from.length === 0) throw new Error("There is nothing to pick from.")
      return from[between(0, from.length - 1)]!
    },
  }
}
