/** A part of a line: what it carries, and how much of that has already left here. */
export interface LinePart {
  readonly quantity: number
  readonly gone: number
}

/**
 * Lowers the parts of a line to a smaller whole, last part first, without taking back what has left. Gives the quantity of each
 * part, in their order; null when more has left than is to remain.
 */
export function lowerParts(parts: readonly LinePart[], to: number): readonly number[] | null {
  if (parts.reduce((sum, { gone }) => sum + gone, 0) > to) return null
  let excess = parts.reduce((sum, { quantity }) => sum + quantity, 0) - to
  return parts
    .toReversed()
    .map(({ quantity, gone }) => {
      const taken = Math.max(0, Math.min(excess, quantity - gone))
      excess -= taken
      return quantity - taken
    })
    .reverse()
}
