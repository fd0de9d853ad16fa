/** A line of a channel's return, as it is judged here; the kit's record fits. */
export interface ReturnLine {
  readonly orderLineRef: string
  readonly quantity: number
  readonly received: number
  readonly restocked: number
}

/** Units that came back, by the channel's line of the order. Absolute: what came back by now, in all. */
export type CameBack = Readonly<Record<string, { readonly received: number; readonly restocked: number }>>

/** One of our lines that units may come back of. */
export interface Returnable {
  readonly itemId: string
  readonly lineRef: string
  readonly quantity: number
}

/** Units of one of our lines. */
export interface ReturnedUnits extends Returnable {
  readonly restocked: number
}

/** Chooses which of our lines a return's units are of, in their order; what does not fit on any is left over. */
export function planReturn(
  lines: readonly ReturnLine[],
  returnable: readonly Returnable[]
): { readonly items: readonly Returnable[]; readonly leftOver: number } {
  let leftOver = 0
  const items = [...unitsByLine(lines)].flatMap(([lineRef, quantity]) => {
    let open = quantity
    const own = returnable.filter((each) => each.lineRef === lineRef)
    const chosen = own.flatMap((each) => {
      const units = Math.min(open, each.quantity)
      open -= units
      return units > 0 ? [{ ...each, quantity: units }] : []
    })
    leftOver += open
    return chosen
  })
  return { items, leftOver }
}

function unitsByLine(lines: readonly ReturnLine[]): Map<string, number> {
  const units = new Map<string, number>()
  for (const { orderLineRef, quantity } of lines) units.set(orderLineRef, (units.get(orderLineRef) ?? 0) + quantity)
  return units
}

/** What has come back by the channel's word, never more than is coming back, and never less than came before. */
export function cameBack(lines: readonly ReturnLine[], before: CameBack): CameBack {
  const now: Record<string, { received: number; restocked: number }> = {}
  for (const line of lines) {
    const sum = now[line.orderLineRef] ?? { received: 0, restocked: 0 }
    const received = Math.min(line.received, line.quantity)
    now[line.orderLineRef] = {
      received: sum.received + received,
      restocked: sum.restocked + Math.min(line.restocked, received),
    }
  }
  const refs = [...new Set([...Object.keys(before), ...Object.keys(now)])]
  return Object.fromEntries(
    refs.map((ref) => [
      ref,
      {
        received: Math.max(now[ref]?.received ?? 0, before[ref]?.received ?? 0),
        restocked: Math.max(now[ref]?.restocked ?? 0, before[ref]?.restocked ?? 0),
      },
    ])
  )
}

export const isSameCameBack = (a: CameBack, b: CameBack): boolean =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].every(
    (ref) =>
      (a[ref]?.received ?? 0) === (b[ref]?.received ?? 0) && (a[ref]?.restocked ?? 0) === (b[ref]?.restocked ?? 0)
  )

/**
 * Divides what came back since `before` over the lines of our return. Units that were received and are now also on a shelf are not
 * received again: they are restocked units of no new receipt.
 *
 * @param items - what our return is of; earlier units are taken to be of its first lines
 */
export function planReceipt(items: readonly Returnable[], before: CameBack, now: CameBack): ReturnedUnits[] {
  return [...new Set(items.map(({ lineRef }) => lineRef))].flatMap((lineRef) => {
    const own = items.filter((each) => each.lineRef === lineRef)
    const from = before[lineRef] ?? { received: 0, restocked: 0 }
    const to = now[lineRef] ?? from
    const received = spread(own, from.received, to.received)
    const restocked = spread(own, from.restocked, to.restocked)
    return own.flatMap((each, index) => {
      const quantity = received[index] ?? 0
      const onShelf = restocked[index] ?? 0
      return quantity + onShelf > 0 ? [{ ...each, quantity, restocked: onShelf }] : []
    })
  })
}

/** Units from one total to a greater one, filled into places of a given size, in their order. */
function spread(places: readonly Returnable[], from: number, to: number): number[] {
  let before = 0
  return places.map(({ quantity }) => {
    const low = Math.max(before, from)
    before += quantity
    return Math.max(0, Math.min(before, to) - low)
  })
}
