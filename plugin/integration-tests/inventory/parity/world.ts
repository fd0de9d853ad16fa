import type { IInventoryService } from "@medusajs/framework/types"
import type { InventoryUnderTest } from "../../support/inventory-module"
import { counts, sent, type Call } from "./calls"

/** One of the two modules, with one sequence's items and places, and names for ids that the other world shares. */
export interface World {
  readonly inventory: InventoryUnderTest<IInventoryService>
  readonly items: readonly string[]
  readonly places: readonly string[]
  readonly orderLines: readonly string[]
  /** Every reservation that was ever made here, in order. */
  readonly reservations: string[]
  /** Ids by the name that they have in both worlds. */
  readonly names: Map<string, string>
}

let worlds = 0

/** A world with items of its own: the first has stock at two places, the second at one. */
export async function createWorld(inventory: InventoryUnderTest<IInventoryService>, id: number): Promise<World> {
  const range = (count: number, name: string) => Array.from({ length: count }, (_, n) => `${name}-${id}-${n}`)
  const [places, orderLines] = [range(counts.places, "place"), range(counts.orderLines, "line")]
  worlds += 1
  const made = await inventory.service.createInventoryItems(
    Array.from({ length: counts.items }, (_, n) => ({ sku: `P-${worlds}-${n}` }))
  )
  const items = made.map((item) => item.id)
  const level = (item: number, place: number, stocked_quantity: number) => ({
    inventory_item_id: items[item]!,
    location_id: places[place]!,
    stocked_quantity,
  })
  const levels = await inventory.service.createInventoryLevels([level(0, 0, 6), level(0, 1, 3), level(1, 0, 4)])
  const names = new Map([
    ...items.map((id, n) => [id, `item ${n}`] as const),
    ...levels.map((each, n) => [each.id, `level ${n}`] as const),
  ])
  return { inventory, items, places, orderLines, reservations: [], names }
}

/** What a call did: its result, or the kind of its error. Ids are replaced by names, times by the word. */
export type Outcome = { readonly result: unknown } | { readonly refused: string; readonly message: string }

export async function perform(world: World, call: Call): Promise<Outcome> {
  try {
    const result = await act(world, call)
    nameNew(world, call, result)
    return {
      result: plain(world, result, {
        leftOut: writesLevels(call) ? stale : [],
        inAnyOrder: isUnordered(call),
      }),
    }
  } catch (error) {
    const { type, message } = error as { type?: string; message: string }
    return { refused: type ?? "fault", message }
  }
}

/** The id of the reservation `which` places before the latest; one that does not exist when there are not so many. */
export const reservationAt = (world: World, which: number): string =>
  world.reservations.at(-1 - which) ?? "resitem_none"

async function act(
  { inventory: { service }, items, places, orderLines, ...world }: World,
  call: Call
): Promise<unknown> {
  const pair = ({ item, place }: { item: number; place: number }) => ({
    inventory_item_id: items[item]!,
    location_id: places[place]!,
  })
  const ids = (which: readonly number[]) => which.map((each) => world.reservations.at(-1 - each) ?? "resitem_none")
  const levelIds = async (of: { item: number; place: number }, withDeleted = false) =>
    (await service.listInventoryLevels(pair(of), { withDeleted })).map((level) => level.id)
  const one = <T>(list: readonly T[], asList: boolean): T & T[] =>
    (asList || list.length > 1 ? list : list[0]) as T & T[]

  switch (call.do) {
    case "reserve":
      return service.createReservationItems(
        one(
          call.lines.map((line) => ({
            ...pair(line),
            quantity: sent(line.quantity),
            line_item_id: orderLines[line.orderLine]!,
            ...(line.backorder && { allow_backorder: true }),
            metadata: { from: "parity" },
          })),
          call.asList
        )
      )
    case "update":
      return service.updateReservationItems(
        one(
          call.changes.map(({ which, quantity, backorder, description }) => ({
            id: ids([which])[0]!,
            ...(quantity !== undefined && { quantity: sent(quantity) }),
            ...(backorder !== undefined && { allow_backorder: backorder }),
            ...(description !== undefined && { description }),
          })),
          call.asList
        ) as never
      )
    case "erase":
      return service.deleteReservationItems(ids(call.which))
    case "withdraw":
      return service.softDeleteReservationItems(ids(call.which))
    case "restore":
      return service.restoreReservationItems(ids(call.which))
    case "withdraw line":
      return service.deleteReservationItemsByLineItem(orderLines[call.orderLine]!)
    case "restore line":
      return service.restoreReservationItemsByLineItem(orderLines[call.orderLine]!)
    case "withdraw at":
      return service.deleteReservationItemByLocationId(places[call.place]!)
    case "soft-delete levels at":
      return service.deleteInventoryItemLevelByLocationId(places[call.place]!)
    case "adjust": {
      const changes = call.changes.map(({ item, place, by }) => ({
        inventoryItemId: items[item]!,
        locationId: places[place]!,
        adjustment: sent(by),
      }))
      const [{ inventoryItemId, locationId, adjustment }] = changes as [(typeof changes)[number]]
      return call.asList || changes.length > 1
        ? service.adjustInventory(changes)
        : service.adjustInventory(inventoryItemId, locationId, adjustment)
    }
    case "set":
      return service.updateInventoryLevels({
        ...pair(call),
        ...(call.onHand !== undefined && { stocked_quantity: sent(call.onHand) as number }),
        ...(call.incoming !== undefined && { incoming_quantity: sent(call.incoming) as number }),
        ...(call.metadata && { metadata: call.metadata }),
      } as never)
    case "create level":
      return service.createInventoryLevels({ ...pair(call), stocked_quantity: sent(call.onHand) as number })
    case "erase level":
      return service.deleteInventoryLevel(items[call.item]!, places[call.place]!)
    case "erase level by id":
      return service.deleteInventoryLevels(await levelIds(call))
    case "soft-delete level":
      return service.softDeleteInventoryLevels(await levelIds(call))
    case "restore level":
      return service.restoreInventoryLevels((await levelIds(call, true)).slice(0, 1))
    case "erase item":
      return service.deleteInventoryItems([items[call.item]!])
    case "soft-delete item":
      return service.softDeleteInventoryItems([items[call.item]!])
    case "restore item":
      return service.restoreInventoryItems([items[call.item]!])
    case "ask":
      return Promise.all([
        service.retrieveAvailableQuantity(
          items[call.item]!,
          call.places.map((n) => places[n]!)
        ),
        service.retrieveReservedQuantity(
          items[call.item]!,
          call.places.map((n) => places[n]!)
        ),
        service.retrieveStockedQuantity(
          items[call.item]!,
          call.places.map((n) => places[n]!)
        ),
        service.confirmInventory(
          items[call.item]!,
          call.places.map((n) => places[n]!),
          numberOfSent(call.quantity)
        ),
      ])
  }
}

const numberOfSent = (amount: Parameters<typeof sent>[0]) => sent(amount) as number

function nameNew(world: World, call: Call, result: unknown): void {
  if (call.do !== "reserve" && call.do !== "create level") return
  for (const { id } of [result].flat() as { id: string }[]) {
    world.names.set(id, `${call.do} ${world.names.size}`)
    if (call.do === "reserve") world.reservations.push(id)
  }
}

/** Core computes this figure before it writes, and returns what was available then; see `core-wrong.test.ts`. */
const stale = ["available_quantity"]
const writesLevels = (call: Call) => call.do === "set" || call.do === "adjust"

/** Medusa answers these in the order of ids, which are in no order within a millisecond. */
const isUnordered = (call: Call) => call.do === "soft-delete levels at" || call.do === "update"

interface Reading {
  readonly leftOut: readonly string[]
  /** Lists of entities too are in no promised order. */
  readonly inAnyOrder: boolean
}

/** Ids by their names, times as the word, and lists of names in one order: a database promises none. */
export function plain(world: World, value: unknown, how: Reading = { leftOut: [], inAnyOrder: false }): unknown {
  if (value instanceof Date) return "a time"
  if (typeof value === "string") return world.names.get(value) ?? value
  if (Array.isArray(value)) {
    const list = value.map((each) => plain(world, each, how))
    if (list.every((each) => typeof each === "string")) return list.sort()
    return how.inAnyOrder ? list.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : list
  }
  if (typeof value !== "object" || value === null) return value
  const json = "toJSON" in value && typeof value.toJSON === "function" ? (value.toJSON() as unknown) : value
  if (typeof json !== "object" || json === null) return plain(world, json, how)
  return Object.fromEntries(
    Object.entries(json)
      .filter(([key]) => !how.leftOut.includes(key))
      .map(([key, each]) => [key, plain(world, each, how)])
  )
}
