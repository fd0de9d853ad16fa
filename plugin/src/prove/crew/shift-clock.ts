/**
 * Makes this process believe in another time: `Date.now()` and `new Date()` are off by so many milliseconds. Timers still
 * take as long as they do. For machines without libfaketime, which shifts the clock below Node.
 */
export function shiftClock(byMs: number): void {
  const Real = globalThis.Date
  class Shifted extends Real {
    constructor(...given: unknown[]) {
      if (given.length === 0) super(Real.now() + byMs)
      else super(...(given as [number]))
    }

    static override now = () => Real.now() + byMs
  }
  globalThis.Date = Shifted as DateConstructor
}
