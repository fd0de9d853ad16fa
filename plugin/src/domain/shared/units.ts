/**
 * Quantities may be fractions (0.3 kg of a thing sold by 0.1 kg), and binary fractions fall just short of the whole
 * number that was meant. Far below any quantity that Medusa keeps apart (its own epsilon is 0.0001).
 */
const ROUNDING = 1e-9

/** How many whole units of a size fit into a quantity. */
export const wholeUnits = (quantity: number, size: number): number => Math.floor(quantity / size + ROUNDING)

/** How many whole units of a size it takes to cover a quantity. */
export const coveringUnits = (quantity: number, size: number): number =>
  Math.max(0, Math.ceil(quantity / size - ROUNDING))
