import { generateEntityId, MathBN } from "@medusajs/framework/utils"
import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import type { ExpectedSupply, FuturePromise, SupplyOutcome } from "../contract"
import type { CoreInventory, InventoryContext } from "../core"
import { exact, pairKey, type Pair } from "../demand"
import { refuseMoreThan } from "../limits"
import { lockLevels } from "../queries/claim"
import {
  closeSupply,
  knownItems,
  lockFuture,
  readClock,
  readOpenSupply,
  readPromised,
  readSupplyByIds,
  settleIncoming,
  writeSupply,
  type SupplyRow,
} from "../queries/incoming"
import { ensureLevels } from "../queries/levels"
import { announce, transactionOf } from "../transaction"
import { toPromises } from "./read-supply"
import { refused, refusedSupply } from "./refuse"

/** Says what is on its way: all of it, or nothing. Throws INVALID_DATA above 200 supplies. */
export async function expectSupply(
  service: CoreInventory,
  supplies: readonly ExpectedSupply[],
  context: InventoryContext
): Promise<SupplyOutcome> {
  refuseMoreThan(200, "supplies", supplies.length)
  const wrong = refusedSupply(supplies)
  if (wrong) return wrong
  const manager = transactionOf(context)
  const rows = supplies.map(toRow)
  const pairs = uniquePairs(rows)
  await lockFuture(manager, { pairs })
  const clash = clashOf(rows, await readSupplyByIds(manager, rows.map(idOf)))
  if (clash) return clash
  const known = new Set(await knownItems(manager, rows.map(itemOf)))
  const unknown = rows.find(({ item }) => !known.has(item))
  if (unknown) return refused("unknown_item", `There is no inventory item "${unknown.item}". Create it first.`)
  const changed = await writeSupply(manager, rows)
  if (changed.length > 0) await settle(service, pairs, context)
  return { ok: true, already: changed.length === 0, endangered: await endangeredAt(manager, pairs) }
}

/** Says that supply will not come. Promises that relied on it stay, and are named. */
export async function cancelSupply(
  service: CoreInventory,
  id: string,
  context: InventoryContext
): Promise<SupplyOutcome> {
  const manager = transactionOf(context)
  const [seen] = await readSupplyByIds(manager, [id])
  if (!seen) return unknownSupply(id)
  await lockFuture(manager, { pairs: [seen] })
  const [supply] = await readSupplyByIds(manager, [id])
  if (supply?.received_at) {
    return refused("closed", `Supply "${id}" has been received. Take what is not there off the level instead.`)
  }
  const already = supply?.cancelled_at !== null
  if (!already) {
    await closeSupply(manager, id, null)
    await settle(service, [seen], context)
  }
  return { ok: true, already, endangered: await endangeredAt(manager, [seen]) }
}

/** Promises of these pairs that what is expected does not cover. */
export async function endangeredAt(manager: SqlEntityManager, pairs: readonly Pair[]): Promise<FuturePromise[]> {
  const items = [...new Set(pairs.map(itemOf))]
  const locations = [...new Set(pairs.map(({ location }) => location))]
  const promised = await readPromised(manager, items, locations)
  if (promised.length === 0) return []
  const wanted = new Set(pairs.map(pairKey))
  const supplies = await readOpenSupply(manager, items, locations)
  const promises = toPromises(await readClock(manager), supplies, promised)
  return promises.filter(
    (each) => !each.isCovered && wanted.has(pairKey({ item: each.inventoryItemId, location: each.locationId }))
  )
}

export const unknownSupply = (id: string) =>
  refused("unknown_supply", `No supply "${id}" was ever expected. Expect it first, or adjust the level.`)

/** A level must stand where core's figure of what is incoming is kept. */
async function settle(service: CoreInventory, pairs: readonly Pair[], context: InventoryContext): Promise<void> {
  const manager = transactionOf(context)
  await ensureLevels(
    manager,
    pairs.map((pair) => ({ ...pair, id: generateEntityId(undefined, "ilev") }))
  )
  await lockLevels(manager, pairs)
  const levels = await settleIncoming(
    manager,
    pairs.map((pair) => ({ ...pair, received: "0" }))
  )
  announce(service, "updated", "inventory_level", levels, context)
}

type Row = Parameters<typeof writeSupply>[1][number]

const toRow = (supply: ExpectedSupply): Row => ({
  id: supply.id,
  item: supply.inventoryItemId,
  location: supply.locationId,
  quantity: exact(supply.quantity),
  expected_at: supply.expectedAt.toISOString(),
  source_id: supply.sourceId ?? null,
})

/** An id stands for one item at one place; what has come or was called off is not expected again. */
function clashOf(rows: readonly Row[], stored: readonly SupplyRow[]) {
  const byId = new Map(stored.map((row) => [row.id, row]))
  for (const row of rows) {
    const known = byId.get(row.id)
    if (!known) continue
    if (known.item !== row.item || known.location !== row.location) {
      return refused(
        "invalid_request",
        `Supply "${row.id}" stands for another item or location. Cancel it, and expect the new one under an id of its own.`
      )
    }
    const isSame = MathBN.eq(known.quantity, row.quantity) && known.expected_at.toISOString() === row.expected_at
    if ((known.received_at || known.cancelled_at) && !isSame) {
      return refused("closed", `Supply "${row.id}" was received or cancelled. Expect more under an id of its own.`)
    }
  }
  return null
}

function uniquePairs(rows: readonly Row[]): Pair[] {
  return [...new Map(rows.map(({ item, location }) => [pairKey({ item, location }), { item, location }])).values()]
}

const idOf = ({ id }: { id: string }) => id
const itemOf = ({ item }: Pair) => item
