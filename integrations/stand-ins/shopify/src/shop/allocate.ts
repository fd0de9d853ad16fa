/** A place that could send units of one article, in the order in which places are asked. */
export interface Shelf {
  readonly locationId: number
  readonly available: number
}

export interface Part {
  readonly locationId: number
  readonly quantity: number
}

/**
 * Where the units of a line are taken from: the first place that has them all, else as many places as it takes. Null when
 * there are not enough. Where overselling is allowed the first place owes the rest.
 */
export function allocate(shelves: readonly Shelf[], quantity: number, mayOversell: boolean): Part[] | null {
  const whole = shelves.find((shelf) => shelf.available >= quantity)
  if (whole) return [{ locationId: whole.locationId, quantity }]
  const parts: Part[] = []
  let missing = quantity
  for (const shelf of shelves) {
    const taken = Math.min(missing, Math.max(0, shelf.available))
    if (taken > 0) parts.push({ locationId: shelf.locationId, quantity: taken })
    missing -= taken
  }
  if (missing === 0) return parts
  const [first] = shelves
  return mayOversell && first ? oweRest(parts, first.locationId, missing) : null
}

function oweRest(parts: readonly Part[], locationId: number, missing: number): Part[] {
  const rest = parts.filter((part) => part.locationId !== locationId)
  const own = parts.find((part) => part.locationId === locationId)?.quantity ?? 0
  return [{ locationId, quantity: own + missing }, ...rest]
}
