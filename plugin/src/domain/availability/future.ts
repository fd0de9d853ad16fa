/** Goods expected at a place, or promised from what is expected there. */
export interface Dated {
  readonly at: Date
  readonly quantity: number
}

/** How much more can be promised from a date on. */
export interface FutureStep {
  readonly at: Date
  /** On top of what is there now; more than at the step before. */
  readonly quantity: number
}

/**
 * What can still be promised of the supply that is expected at one place, by date: what will have come by then less what is
 * promised by then, and no more than that at any later date. The running minimum from the right is what keeps a new promise
 * from eating one that was made for later, and a later one from eating an earlier.
 *
 * Supply whose date has passed without it being received is counted for nothing: nobody knows when it comes.
 */
export function futureSteps(facts: {
  readonly now: Date
  readonly expected: readonly Dated[]
  readonly promised: readonly Dated[]
}): readonly FutureStep[] {
  const coming = facts.expected.filter(({ at }) => at > facts.now)
  const times = [...new Set([...coming, ...facts.promised].map(({ at }) => at.getTime()))].sort((a, b) => a - b)
  const by = (list: readonly Dated[], time: number) =>
    list.reduce((sum, each) => (each.at.getTime() <= time ? sum + each.quantity : sum), 0)
  const steps: FutureStep[] = []
  let least = Infinity
  for (const time of times.toReversed()) {
    least = Math.min(least, by(coming, time) - by(facts.promised, time))
    steps.push({ at: new Date(time), quantity: rounded(Math.max(0, least)) })
  }
  const rising = steps.reverse()
  return rising.filter(({ quantity }, at) => quantity > (rising[at - 1]?.quantity ?? 0))
}

/** What a place can promise, now and later. */
export interface PlaceFuture {
  readonly locationId: string
  /** What can be promised now. */
  readonly available: number
  readonly steps: readonly FutureStep[]
}

/** Where and when a whole quantity can be promised; `at` of null is now. */
export interface DatedPlace {
  readonly locationId: string
  readonly at: Date | null
  /** The part that is there now, and the part that is to come. */
  readonly present: number
  readonly future: number
}

/**
 * The first date at which one place can promise a whole quantity, and the first of the places that can by then. As much as
 * possible is taken from what is to come, so that what is there stays for those who want it now. Null when none ever can.
 */
export function firstPromise(places: readonly PlaceFuture[], quantity: number): DatedPlace | null {
  let best: DatedPlace | null = null
  for (const place of places) {
    const found = firstAt(place, quantity)
    if (found && (best === null || (found.at?.getTime() ?? 0) < (best.at?.getTime() ?? 0))) best = found
  }
  return best
}

function firstAt({ locationId, available, steps }: PlaceFuture, quantity: number): DatedPlace | null {
  if (available >= quantity) return { locationId, at: null, present: quantity, future: 0 }
  const step = steps.find((each) => rounded(available + each.quantity) >= quantity)
  if (!step) return null
  const future = Math.min(quantity, step.quantity)
  return { locationId, at: step.at, present: rounded(quantity - future), future }
}

/** Promises that what is expected by their date does not cover, counting those before them first. */
export function uncovered<P extends Dated & { readonly id: string }>(facts: {
  readonly now: Date
  readonly expected: readonly Dated[]
  readonly promised: readonly P[]
}): readonly P[] {
  const coming = facts.expected.filter(({ at }) => at > facts.now)
  const inOrder = [...facts.promised].sort((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1))
  let before = 0
  return inOrder.filter((promised) => {
    const come = coming.reduce((sum, each) => (each.at <= promised.at ? sum + each.quantity : sum), 0)
    before = rounded(before + promised.quantity)
    return before > rounded(come)
  })
}

/** Sums of decimals fall short of what was meant by binary fractions; nothing is counted finer than this. */
const rounded = (quantity: number) => Math.round(quantity * 1e9) / 1e9
