import { MathBN } from "@medusajs/framework/utils"
import type { HandedOver, HandOver } from "./contract"
import type { CoreInventory, InventoryContext } from "./core"
import { pairKey, readQuantity, sumDemand, type Demand } from "./demand"
import { adjust } from "./levels"
import { refuseMoreThan } from "./limits"
import { lockLevels, readFigures } from "./queries/claim"
import { lockReservations, type ReservationRow } from "./queries/reservations"
import { release } from "./release"
import { changeReservations } from "./reserve"
import { transactionOf } from "./transaction"

/** Takes what has left off the shelves and out of its reservations. Safe to repeat: what stays is said in absolute numbers. */
export async function handOver(
  service: CoreInventory,
  request: HandOver,
  context: InventoryContext
): Promise<HandedOver> {
  refuseMoreThan(1000, "reservations", request.reservations.length)
  const manager = transactionOf(context)
  const kept = new Map(request.reservations.map(({ id, keep }) => [id, readQuantity(keep, `What stays of ${id}`)]))
  const rows = await lockReservations(manager, [...kept.keys()])
  const leaving = rows.filter((row) => MathBN.gt(row.quantity, kept.get(row.id) ?? row.quantity))
  if (leaving.length === 0) return { taken: [], short: [] }
  const wanted = sumDemand(leaving.map((row) => leavingOf(row, kept.get(row.id) ?? row.quantity)))
  await lockLevels(manager, wanted)
  const onHand = new Map((await readFigures(manager, wanted, "shelf")).map((each) => [pairKey(each), each.on_hand]))
  const moves = wanted.map((pair) => toMove(pair, onHand.get(pairKey(pair)) ?? "0"))
  const changes = moves.filter(({ taken }) => taken > 0).map(toAdjustment)
  if (changes.length > 0) await adjust(service, changes, context)
  await endReservations(service, leaving, kept, context)
  return {
    taken: moves.filter(({ taken }) => taken > 0).map(({ taken, ...pair }) => ({ ...namesOf(pair), quantity: taken })),
    short: moves
      .filter(({ taken, quantity }) => taken < quantity)
      .map((move) => ({ ...namesOf(move), wanted: move.quantity, available: move.taken })),
  }
}

const leavingOf = (row: ReservationRow, keep: string) => ({
  item: row.item,
  location: row.location,
  quantity: MathBN.sub(row.quantity, keep).toString(),
  backorder: false,
})

interface Move {
  readonly item: string
  readonly location: string
  readonly quantity: number
  readonly taken: number
}

/** Never more than there is: a shelf that held less than was sold from it was counted wrong. */
const toMove = ({ item, location, quantity }: Demand, onHand: string): Move => ({
  item,
  location,
  quantity: Number(quantity),
  taken: Math.max(0, Number(MathBN.min(quantity, onHand))),
})

const toAdjustment = ({ item, location, taken }: Move) => ({
  inventoryItemId: item,
  locationId: location,
  adjustment: -taken,
})

const namesOf = ({ item, location }: { item: string; location: string }) => ({
  inventoryItemId: item,
  locationId: location,
})

async function endReservations(
  service: CoreInventory,
  leaving: readonly ReservationRow[],
  kept: ReadonlyMap<string, string>,
  context: InventoryContext
): Promise<void> {
  const keepOf = (row: ReservationRow) => kept.get(row.id) ?? row.quantity
  const ended = leaving.filter((row) => MathBN.lte(keepOf(row), 0)).map(({ id }) => id)
  const smaller = leaving.filter((row) => MathBN.gt(keepOf(row), 0))
  // As core does when it fulfils: the row stays, so that nobody claims anew under its id what has left.
  if (ended.length > 0) await release(service, { ids: ended }, "soft", context)
  const updates = smaller.map((row) => ({ id: row.id, quantity: keepOf(row) }))
  if (updates.length > 0) await changeReservations(service, updates, context)
}
