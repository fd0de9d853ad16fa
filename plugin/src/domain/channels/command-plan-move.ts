import type { KnownCommand, NewCommand } from "./command"
import { deliveryOf, type OurOrder, type Units } from "./command-facts"
import type { CommandFacts, PartialPlan } from "./command-plan"

/** Units of one line that the channel believes to leave from one of its places, and that will leave from another. */
interface Move extends Units {
  readonly fromRef: string
  readonly toRef: string
}

type PerPlace = ReadonlyMap<string, number>

/**
 * Tells the channel that units will leave from another of its places than it assigned. Only what is sent or brought: who collects has
 * chosen the place. Each of our changes is told once, and a channel that assigns otherwise again is left in peace: so two planners never
 * push an order to and fro. While a move is under way, nothing is added.
 */
export function planMoves({ ours, theirs, known, rules }: CommandFacts): PartialPlan {
  if (ours.isCancelled || theirs.status === "cancelled" || !rules.can("move")) return {}
  const told = known.filter(({ payload }) => payload.type === "move")
  if (told.some(({ state }) => state === "pending" || state === "sent" || state === "accepted")) return {}
  const moves = theirs.lines.flatMap(({ ref }) => {
    const { method, locationRef } = deliveryOf(theirs, ref)
    if ((method !== "ship" && method !== "local") || locationRef === null) return []
    const wanted = wantedPlaces(ours, ref, rules.placeOf)
    const believed = movedPlaces(told, ref, leftFrom(ours, ref, rules.placeOf))
    return wanted === null ? [] : movesOfLine(ref, locationRef, wanted, believed)
  })
  return { make: join(moves).map((lines, index) => toCommand(ours.orderId, theirs.ref, told.length + index, lines)) }
}

/** Where units of a line lie reserved, by the channel's places. Null when some lie where the channel has no place. */
function wantedPlaces(ours: OurOrder, lineRef: string, placeOf: (id: string) => string | null): PerPlace | null {
  const rows = ours.reserved.filter((each) => each.lineRef === lineRef)
  const placed = rows.map(({ locationId, quantity }) => ({ place: placeOf(locationId), quantity }))
  return placed.some(({ place }) => place === null) ? null : sums(placed)
}

function leftFrom(ours: OurOrder, lineRef: string, placeOf: (id: string) => string | null): PerPlace {
  const gone = ours.fulfilments.filter(({ isCancelled }) => !isCancelled)
  return sums(
    gone.flatMap(({ locationId, lines }) =>
      lines.filter((line) => line.lineRef === lineRef).map(({ quantity }) => ({ place: placeOf(locationId), quantity }))
    )
  )
}

/** Units that our earlier moves left at each place, those that have left since taken off. A move that was refused counts: it was told. */
function movedPlaces(told: readonly KnownCommand[], lineRef: string, left: PerPlace): PerPlace {
  const shifts = told.flatMap(({ payload }) => {
    const line = payload.type === "move" ? payload.lines.find((each) => each.lineRef === lineRef) : undefined
    if (payload.type !== "move" || !line) return []
    return [
      { place: payload.fromRef, quantity: -line.quantity },
      { place: payload.toRef, quantity: line.quantity },
    ]
  })
  return sums([...shifts, ...[...left].map(([place, quantity]) => ({ place, quantity: -quantity }))])
}

/** From where there are too many to where there are too few; the assigned place gives and takes what remains. */
function movesOfLine(lineRef: string, assigned: string, wanted: PerPlace, believed: PerPlace): Move[] {
  const others = [...new Set([...wanted.keys(), ...believed.keys()])].filter((place) => place !== assigned).sort()
  const surplus = new Map(
    others.map((place) => [place, Math.max(0, believed.get(place) ?? 0) - (wanted.get(place) ?? 0)])
  )
  const moves: Move[] = []
  for (const toRef of others.filter((place) => (surplus.get(place) ?? 0) < 0)) {
    for (const fromRef of [...others, assigned]) {
      const missing = -(surplus.get(toRef) ?? 0)
      const quantity = fromRef === assigned ? missing : Math.min(missing, surplus.get(fromRef) ?? 0)
      if (quantity <= 0) continue
      moves.push({ lineRef, fromRef, toRef, quantity })
      surplus.set(toRef, (surplus.get(toRef) ?? 0) + quantity)
      if (fromRef !== assigned) surplus.set(fromRef, (surplus.get(fromRef) ?? 0) - quantity)
    }
  }
  const back = others.filter((place) => (surplus.get(place) ?? 0) > 0 && (wanted.get(assigned) ?? 0) > 0)
  return [
    ...moves,
    ...back.map((fromRef) => ({ lineRef, fromRef, toRef: assigned, quantity: surplus.get(fromRef) ?? 0 })),
  ]
}

/** One command for all lines that go the same way. */
function join(moves: readonly Move[]): (readonly Move[])[] {
  const ways = new Map<string, Move[]>()
  for (const move of moves) {
    const way = JSON.stringify([move.fromRef, move.toRef])
    ways.set(way, [...(ways.get(way) ?? []), move])
  }
  return [...ways.values()]
}

function toCommand(orderId: string, orderRef: string, index: number, moves: readonly Move[]): NewCommand {
  const lines = moves.map(({ lineRef, quantity }) => ({ lineRef, quantity }))
  const { fromRef = null, toRef = "" } = moves[0] ?? {}
  return { key: `${orderId}:move:${index}`, needs: null, payload: { type: "move", orderRef, lines, fromRef, toRef } }
}

function sums(rows: readonly { readonly place: string | null; readonly quantity: number }[]): PerPlace {
  const all = new Map<string, number>()
  for (const { place, quantity } of rows) if (place !== null) all.set(place, (all.get(place) ?? 0) + quantity)
  return all
}
