import type { BigNumberInput } from "@medusajs/framework/types"
import { BigNumber, MathBN, MedusaError } from "@medusajs/framework/utils"
import { shown } from "./storable"

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

/** What PostgreSQL's numeric could hold is absurd as stock; beyond this a figure is a slip of the hand. */
const quantityMax = 1_000_000_000_000

/**
 * The quantity as decimal text. Throws INVALID_DATA, naming `what`, when it is not a number, is below zero or above
 * `quantityMax`, or has more digits than a number in JavaScript keeps: Medusa's rows would round it, ours would not.
 */
export function readQuantity(quantity: unknown, what: string): string {
  const number = numberOf(quantity)
  if (number?.gte(0)) return keptExactly(number, what)
  throw invalid(`${what} must be a number of zero or more, but is ${shown(quantity)}. Send the quantity itself.`)
}

/** The change as decimal text; may be negative. Throws INVALID_DATA as `readQuantity` does. */
export function readChange(change: unknown, what: string): string {
  const number = numberOf(change)
  if (number) return keptExactly(number, what)
  throw invalid(
    `${what} must be a number, but is ${shown(change)}. Send how much to add, or a negative number to take.`
  )
}

type Exact = ReturnType<typeof MathBN.convert>

function keptExactly(number: Exact, what: string): string {
  if (number.abs().gt(quantityMax))
    throw invalid(`${what} is ${number.toString()}, beyond ${quantityMax}. Is it a slip?`)
  if (!number.eq(number.toNumber())) {
    throw invalid(`${what} has more digits than can be kept exactly: ${shown(number.toFixed())}. Round it.`)
  }
  return number.toFixed()
}

/** A number, decimal text or one of Medusa's quantities. What JavaScript would merely take for a number is none. */
function numberOf(value: unknown): Exact | undefined {
  const inner = isOfFields(value) && "value" in value ? value.value : value
  const isSent = typeof inner === "number" || (typeof inner === "string" && inner.trim() !== "") || isBig(inner)
  if (!isSent) return undefined
  const number = MathBN.convert(inner as BigNumberInput)
  return number.isFinite() ? number : undefined
}

/** Medusa's class, or the library's that it is built on. */
const isBig = (value: unknown) => value instanceof BigNumber || (isOfFields(value) && "_isBigNumber" in value)

const isOfFields = (value: unknown): value is object => typeof value === "object" && value !== null

const invalid = (message: string) => new MedusaError(MedusaError.Types.INVALID_DATA, message)
