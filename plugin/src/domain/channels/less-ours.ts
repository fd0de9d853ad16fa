/** Units of a line that came back. */
export interface CameBackUnits {
  readonly received: number
  readonly restocked: number
}

/**
 * What came back on the channel without us: a receipt that we told it of is on our order already, and would otherwise be received here
 * a second time.
 *
 * @param ours - the order's line → the units that we told the channel had arrived
 */
export function lessOurs<Line extends CameBackUnits & { readonly orderLineRef: string }>(
  lines: readonly Line[],
  ours: Readonly<Record<string, CameBackUnits>>
): Line[] {
  const left = new Map(Object.entries(ours).map(([ref, units]) => [ref, { ...units }]))
  return lines.map((line) => {
    const units = left.get(line.orderLineRef)
    if (!units) return line
    const received = Math.min(line.received, units.received)
    const restocked = Math.min(line.restocked, units.restocked)
    left.set(line.orderLineRef, { received: units.received - received, restocked: units.restocked - restocked })
    return { ...line, received: line.received - received, restocked: line.restocked - restocked }
  })
}
