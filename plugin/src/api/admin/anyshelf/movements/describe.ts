import type { AnyshelfInventory, ListedMovement, MovementPart } from "../../../../inventory/contract"
import { namesOfActors, namesOfItems, namesOfLocations, ordersOf } from "../../../../reads/movements/queries"
import type { Run } from "../../../../reads/run"
import type { CauseAnswer, MovementAnswer, MovementsPage } from "./types"

/** Names by id, read once for a whole page. */
interface Names {
  readonly skus: ReadonlyMap<string, string | null>
  readonly locations: ReadonlyMap<string, string>
  readonly actors: ReadonlyMap<string, string>
  readonly orders: ReadonlyMap<string, { id: string; number: number | null }>
}

type Cause = Pick<ListedMovement, "cause" | "causeId" | "actor" | "correlationId" | "reason">

/** Movements in the admin's words: four statements, however many there are. */
export async function describeMovements(run: Run, movements: readonly ListedMovement[]): Promise<MovementAnswer[]> {
  const names = await readNames(run, movements)
  return movements.map((each) => answer(each, names))
}

/** The item that was asked for and its places; nothing when none was. */
export async function describeItem(
  run: Run,
  inventory: AnyshelfInventory,
  itemId: string | null
): Promise<Pick<MovementsPage, "item" | "places">> {
  if (itemId === null) return { item: null, places: [] }
  const [[item], { stock }] = await Promise.all([
    namesOfItems(run, [itemId]),
    inventory.readStockAsOf({ inventoryItemIds: [itemId], asOf: new Date() }),
  ])
  const names = nameMap(await namesOfLocations(run, unique(stock.map((each) => each.locationId))))
  const places = stock.map(({ locationId, onHand, reserved }) => ({
    location_id: locationId,
    location_name: names.get(locationId) ?? locationId,
    on_hand: onHand,
    reserved,
  }))
  return { item: item ?? null, places: places.sort((a, b) => a.location_name.localeCompare(b.location_name, "en")) }
}

async function readNames(run: Run, movements: readonly ListedMovement[]): Promise<Names> {
  const causes = movements.flatMap((each): readonly Cause[] => [each, ...each.parts])
  const [items, locations, actors, orders] = await Promise.all([
    namesOfItems(run, unique(movements.map((each) => each.inventoryItemId))),
    namesOfLocations(run, unique(movements.map((each) => each.locationId))),
    namesOfActors(run, unique(causes.map((each) => each.actor))),
    ordersOf(run, unique(causes.map((each) => each.causeId))),
  ])
  return {
    skus: new Map(items.map(({ id, sku }) => [id, sku])),
    locations: nameMap(locations),
    actors: nameMap(actors),
    orders: new Map(orders.map(({ key, id, number }) => [key, { id, number }])),
  }
}

const nameMap = (rows: readonly { id: string; name: string }[]) => new Map(rows.map(({ id, name }) => [id, name]))
const unique = (ids: readonly (string | null)[]) => [...new Set(ids.filter((id) => id !== null))]

const answer = (movement: ListedMovement, names: Names): MovementAnswer => ({
  id: movement.id,
  inventory_item_id: movement.inventoryItemId,
  sku: names.skus.get(movement.inventoryItemId) ?? null,
  location_id: movement.locationId,
  location_name: names.locations.get(movement.locationId) ?? movement.locationId,
  version: movement.version,
  kind: movement.kind,
  on_hand_delta: movement.onHandDelta,
  reserved_delta: movement.reservedDelta,
  incoming_delta: movement.incomingDelta,
  on_hand_after: movement.onHandAfter,
  reserved_after: movement.reservedAfter,
  incoming_after: movement.incomingAfter,
  cause: causeAnswer(movement, names),
  parts: movement.parts.map((part: MovementPart) => ({
    ...causeAnswer(part, names),
    reserved_delta: part.reservedDelta,
  })),
  recorded_at: movement.recordedAt.toISOString(),
  occurred_at: movement.occurredAt.toISOString(),
})

const causeAnswer = ({ cause, causeId, actor, correlationId, reason }: Cause, names: Names): CauseAnswer => ({
  cause,
  cause_id: causeId,
  order: (causeId !== null && names.orders.get(causeId)) || null,
  actor,
  actor_name: (actor !== null && names.actors.get(actor)) || null,
  correlation_id: correlationId,
  reason,
})
