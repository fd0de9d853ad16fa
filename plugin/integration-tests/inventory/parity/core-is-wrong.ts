import { MathBN } from "@medusajs/framework/utils"
import type { Books, ReservationEntry } from "./books"
import { numberOf, type Call, type Line } from "./calls"
import { reservationAt, type World } from "./world"

/** Where stock Medusa is wrong. Each is a test of its own in `core-wrong.test.ts`, which shows it failing there. */
export type Fault =
  | "lines of one item are not added up"
  | "a back-order that is turned off is still granted"
  | "an oversold level refuses what lowers it"
  | "changes of one level in one call are judged apart"
  | "a reservation without a level cannot be let go"
  | "restoring claims what is not there, or twice"
  | "a shelf may hold less than nothing"
  | "a list of adjustments is not one transaction"
  | "a level is deleted under its reservations"
  | "a restored item revives reservations that were released"
  | "an oversold place borrows from its neighbours"

interface Claimed {
  readonly item: number
  readonly place: number
  readonly quantity: number
  readonly isFirm: boolean
}

/** Why the two modules must not be compared on this call, or null. Judged by the figures before the call. */
export function faultOf(world: World, books: Books, call: Call): Fault | null {
  const known = (which: readonly number[]) =>
    which.flatMap((each) => books.reservations.filter(({ id }) => id === reservationAt(world, each)))
  switch (call.do) {
    case "reserve":
      return faultOfReserve(books, call.lines)
    case "update":
      return faultOfUpdate(books, call.changes, (which) => known([which])[0])
    case "erase":
    case "withdraw":
      return isStranded(books, known(call.which)) ? "a reservation without a level cannot be let go" : null
    case "withdraw line":
      return faultOfWithdrawing(books, (each) => each.orderLine === world.orderLines[call.orderLine])
    case "withdraw at":
      return faultOfWithdrawing(books, (each) => each.place === call.place)
    case "restore":
      return faultOfRestore(books, known(call.which))
    case "restore line":
      return faultOfRestore(
        books,
        books.reservations.filter((each) => each.orderLine === world.orderLines[call.orderLine])
      )
    default:
      return faultOfLevels(books, call)
  }
}

const faultOfWithdrawing = (books: Books, isMeant: (each: ReservationEntry) => boolean): Fault | null =>
  isStranded(books, books.reservations.filter(isMeant)) ? "a reservation without a level cannot be let go" : null

function faultOfLevels(books: Books, call: Call): Fault | null {
  switch (call.do) {
    case "adjust": {
      const pairs = new Set(call.changes.map(({ item, place }) => `${item} ${place}`))
      if (pairs.size < call.changes.length) return "a list of adjustments is not one transaction"
      if (call.changes.length > 1 && call.changes.some((each) => !levelAt(books, each)))
        return "a list of adjustments is not one transaction"
      const isBelow = call.changes.some((each) => (levelAt(books, each)?.onHand ?? 0) + numberOf(each.by) < 0)
      return isBelow ? "a shelf may hold less than nothing" : null
    }
    case "erase level":
    case "erase level by id":
    case "soft-delete level":
      return (levelAt(books, call)?.reserved ?? 0) > 0 ? "a level is deleted under its reservations" : null
    case "soft-delete levels at":
      return books.levels.some((level) => level.isLive && level.place === call.place && level.reserved > 0)
        ? "a level is deleted under its reservations"
        : null
    case "erase item":
    case "soft-delete item":
      return books.levels.some((level) => level.isLive && level.item === call.item && level.reserved > 0)
        ? "a level is deleted under its reservations"
        : null
    case "restore item":
      return books.reservations.some(({ item, deletedAt }) => item === call.item && deletedAt !== null)
        ? "a restored item revives reservations that were released"
        : null
    case "ask":
      return call.places.some((place) => available(books, { item: call.item, place }) < 0)
        ? "an oversold place borrows from its neighbours"
        : null
    default:
      return null
  }
}

function faultOfReserve(books: Books, lines: readonly Line[]): Fault | null {
  const claims = lines.map((line) => ({ ...line, quantity: numberOf(line.quantity), isFirm: !line.backorder }))
  if (claims.some((claim) => claim.isFirm && claim.quantity === 0 && available(books, claim) < 0))
    return "an oversold level refuses what lowers it"
  const several = claims.filter((claim) => claims.filter((other) => isSamePair(claim, other)).length > 1)
  return several.some((claim) => !fits(books, claims, claim)) ? "lines of one item are not added up" : null
}

function faultOfUpdate(
  books: Books,
  changes: readonly { which: number; quantity?: unknown; backorder?: boolean | undefined }[],
  find: (which: number) => ReservationEntry | undefined
): Fault | null {
  const touched = changes.map((change) => ({ change, now: find(change.which) }))
  const live = touched.flatMap(({ change, now }) => (now && now.deletedAt === null ? [{ change, now }] : []))
  if (live.length < touched.length) return null
  if (
    isStranded(
      books,
      live.map(({ now }) => now)
    )
  )
    return "a reservation without a level cannot be let go"
  if (live.some(({ change, now }) => change.backorder === false && now.backorder))
    return "a back-order that is turned off is still granted"
  if (live.some(({ now }) => available(books, now) < 0)) return "an oversold level refuses what lowers it"
  const isShared = live.some(({ now }) => live.filter((other) => isSamePair(now, other.now)).length > 1)
  return isShared ? "changes of one level in one call are judged apart" : null
}

function faultOfRestore(books: Books, chosen: readonly ReservationEntry[]): Fault | null {
  const isWrong =
    isStranded(
      books,
      chosen.map((each) => ({ ...each, deletedAt: null }))
    ) ||
    chosen.some(({ deletedAt }) => deletedAt === null || deletedAt !== chosen[0]!.deletedAt) ||
    new Set(chosen.map(({ id }) => id)).size < chosen.length
  const claims = chosen.map((each) => ({ ...each, isFirm: !each.backorder }))
  return isWrong || claims.some((claim) => !fits(books, claims, claim))
    ? "restoring claims what is not there, or twice"
    : null
}

/** Whether all firm claims on the pair of this one fit together. */
function fits(books: Books, claims: readonly Claimed[], claim: Claimed): boolean {
  const firm = claims.filter((other) => other.isFirm && isSamePair(claim, other)).map(({ quantity }) => quantity)
  return firm.length === 0 || MathBN.lte(MathBN.sum(0, ...firm), available(books, claim))
}

interface Pair {
  readonly item: number
  readonly place: number
}

const isSamePair = (one: Pair, other: Pair) => one.item === other.item && one.place === other.place

const levelAt = (books: Books, pair: Pair) => books.levels.find((level) => level.isLive && isSamePair(level, pair))

/** Less than nothing where there is no level at all is nothing: both modules refuse it alike. */
function available(books: Books, pair: Pair): number {
  const level = levelAt(books, pair)
  return level ? MathBN.sub(level.onHand, level.reserved).toNumber() : 0
}

const isStranded = (books: Books, chosen: readonly ReservationEntry[]) =>
  chosen.some((each) => each.deletedAt === null && !levelAt(books, each))
