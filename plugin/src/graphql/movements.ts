import { Modules } from "@medusajs/framework/utils"
import { refuseSearch } from "../domain/ledger"
import type {
  AnyshelfInventory,
  ListedMovement,
  MovementFilter,
  MovementKind,
  StockFiguresAsOf,
} from "../inventory/contract"
import { itemsOfSkus } from "../reads/movements/queries"
import type { LocationRow } from "../reads/rows"
import { requireStaff } from "./caller"
import type { Context } from "./context"
import { badInput } from "./errors"
import type {
  QueryResolvers,
  QueryStockAsOfArgs,
  QueryStockMovementsArgs,
  StockLevelAsOfResolvers,
  StockMovementKind,
  StockMovementResolvers,
} from "./generated/resolvers"
import { instantOf } from "./instant"
import { boundedKeys, decodeCursor, notACursor, pageMax, pageSize, toConnection, type Connection } from "./page"

export const movementQueries = {
  stockMovements: (_, args, context) => listMovements(args, context),
  stockAsOf: (_, args, context) => readStockAsOf(args, context),
} satisfies QueryResolvers

export const StockMovement: StockMovementResolvers<Context, ListedMovement> = {
  kind: ({ kind }) => kind.toUpperCase() as StockMovementKind,
  sku: ({ inventoryItemId }, _, { load }) => load.sku.load(inventoryItemId),
  location: ({ locationId }, _, context) => locationOf(locationId, context),
}

export const StockLevelAsOf: StockLevelAsOfResolvers<Context, StockFiguresAsOf> = {
  sku: ({ inventoryItemId }, _, { load }) => load.sku.load(inventoryItemId),
  location: ({ locationId }, _, context) => locationOf(locationId, context),
}

async function listMovements(args: QueryStockMovementsArgs, context: Context): Promise<Connection<ListedMovement>> {
  requireStaff(context.identity)
  const size = pageSize(args.first ?? 20)
  const after = args.after ? placeOf(args.after) : undefined
  const filter = await filterOf(args, context)
  const refusal = filter && refuseSearch(filter, new Date())
  if (refusal) throw badInput(refusal)
  const page = filter && { ...filter, limit: size + 1, ...(after && { after }) }
  const rows = page ? await inventoryOf(context).listMovements(page) : []
  return toConnection(rows, size, after !== undefined, ({ place }) => [place.recordedAt, place.id])
}

/** Null for a SKU that nothing has: then there is nothing to find. */
async function filterOf(args: QueryStockMovementsArgs, { run }: Context): Promise<MovementFilter | null> {
  const { inventoryItemId, sku, locationId, kind, cause, from, to } = args
  if (inventoryItemId && sku) throw badInput('Give "inventoryItemId" or "sku", not both.')
  const item = sku ? (await itemsOfSkus(run, [sku]))[0]?.id : inventoryItemId
  if (sku && item === undefined) return null
  return {
    ...(item && { inventoryItemId: item }),
    ...(locationId && { locationId }),
    ...(kind && { kind: kind.toLowerCase() as MovementKind }),
    ...(cause && { cause }),
    ...(from && { from: instantOf("from", from) }),
    ...(to && { to: instantOf("to", to) }),
  }
}

async function readStockAsOf(args: QueryStockAsOfArgs, context: Context) {
  requireStaff(context.identity)
  const inventoryItemIds = boundedKeys("inventoryItemIds", args.inventoryItemIds) ?? []
  const skus = boundedKeys("skus", args.skus) ?? []
  const locationIds = boundedKeys("locationIds", args.locationIds)
  if (inventoryItemIds.length + skus.length === 0) throw badInput('Give "inventoryItemIds" or "skus".')
  if (inventoryItemIds.length + skus.length > pageMax) throw badInput(`Give at most ${pageMax} items in one question.`)
  const bySku = skus.length === 0 ? [] : await itemsOfSkus(context.run, skus)
  const items = [...new Set([...inventoryItemIds, ...bySku.map(({ id }) => id)])]
  const asked = { inventoryItemIds: items, asOf: instantOf("at", args.at), ...(locationIds && { locationIds }) }
  const { asOf, stock } = await inventoryOf(context).readStockAsOf(asked)
  return { asOf, levels: stock }
}

/** Staff read the ledger of every place, also of those that the caller's channels do not reach. */
async function locationOf(locationId: string, { store }: Context): Promise<LocationRow | null> {
  return (await store.locationsOfChannels(null)).find(({ id }) => id === locationId) ?? null
}

const inventoryOf = ({ container }: Context) => container.resolve<AnyshelfInventory>(Modules.INVENTORY)

/** A cursor may have been forged: only microseconds since 1970 go on. */
function placeOf(cursor: string) {
  const [recordedAt = "", id = ""] = decodeCursor(cursor, 2)
  if (!/^\d{1,16}$/.test(recordedAt) || id.includes("\u0000")) throw notACursor()
  return { recordedAt, id }
}
