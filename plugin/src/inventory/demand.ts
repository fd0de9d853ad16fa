import type { BigNumberInput } from "@medusajs/framework/types"
import { MathBN, MedusaError } from "@medusajs/framework/utils"

/** One stock item at one location: the row on which stock is decided. */
export interface Pair {
  readonly item: string
  readonly location: string
}

/** What a call asks of one pair in total. Quantities are exact decimal text; JavaScript numbers would round. */
export interface Demand extends Pair {
  /** Added to what is reserved; negative gives back. */
  readonly quantity: string
  /**
   * What must be available before the call, net of what the call itself gives back here; null when it asks for nothing
   * that stock must cover.
   */
  readonly firm: string | null
}

/** One claim, or one release when the quantity is negative. */
export interface Claim extends Pair {
  readonly quantity: BigNumberInput
  /** A back-order is accepted beyond what there is. */
  readonly backorder: boolean
}

/**
 * Sums claims per item and location, before anything is compared with stock: two lines of one item that fit singly may
 * not fit together.
 */
export function sumDemand(claims: readonly Claim[]): Demand[] {
  const pairs = new Map<string, Claim[]>()
  for (const claim of claims) {
    const key = pairKey(claim)
    pairs.set(key, [...(pairs.get(key) ?? []), claim])
  }
  return [...pairs.values()].map(sumPair)
}

function sumPair(claims: readonly Claim[]): Demand {
  const { item, location } = claims[0]!
  const isFirm = (claim: Claim) => !claim.backorder && MathBN.gt(claim.quantity, 0)
  const counted = claims.filter((claim) => isFirm(claim) || MathBN.lt(claim.quantity, 0))
  return { item, location, quantity: total(claims), firm: claims.some(isFirm) ? total(counted) : null }
}

const total = (claims: readonly Claim[]) => exact(MathBN.sum(0, ...claims.map((claim) => claim.quantity)))

/** A key that two different pairs never share, whatever their ids contain. */
export const pairKey = (pair: Pair): string => JSON.stringify([pair.item, pair.location])

/** The same quantity, given back. */
export const negated = (quantity: BigNumberInput): string => exact(MathBN.mult(quantity, -1))

/** Decimal text without an exponent, as PostgreSQL's numeric takes it. */
export const exact = (quantity: BigNumberInput): string => MathBN.convert(quantity).toFixed()

/** The quantity as decimal text. Throws INVALID_DATA, naming `what`, when it is not a number or is below zero. */
export function readQuantity(quantity: BigNumberInput, what: string): string {
  const number = isNumeric(quantity) ? MathBN.convert(quantity) : undefined
  if (!number?.isFinite() || number.isNegative()) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `${what} must be a number of zero or more, but is ${JSON.stringify(quantity)}. Send the quantity itself.`
    )
  }
  return number.toFixed()
}

/** The change as decimal text; may be negative. Throws INVALID_DATA, naming `what`, when it is not a number. */
export function readChange(change: BigNumberInput, what: string): string {
  const number = isNumeric(change) ? MathBN.convert(change) : undefined
  if (!number?.isFinite()) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `${what} must be a number, but is ${JSON.stringify(change)}. Send how much to add, or a negative number to take.`
    )
  }
  return number.toFixed()
}

const isNumeric = (value: unknown) => value !== null && value !== undefined && value !== ""
