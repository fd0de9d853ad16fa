import type { AnyshelfInventory, ChannelBuffer, StockFigures } from "./contract"

/** The inventory service reads this many items, at this many locations, in one statement. */
const itemsMax = 1_000
const locationsMax = 200

/**
 * Reads stock in as many blocks as it takes, where a single reading would be refused as too large. One after the other: a reader
 * must not take more than one connection of the pool at a time.
 *
 * @returns the figures, as of the first block; `asOf` is null where nothing was asked for and so nothing was read
 */
export async function readStockInBlocks(
  inventory: Pick<AnyshelfInventory, "readStock">,
  wanted: { readonly inventoryItemIds: readonly string[]; readonly locationIds: readonly string[] }
): Promise<{ readonly asOf: Date | null; readonly stock: readonly StockFigures[] }> {
  const stock: StockFigures[] = []
  let asOf: Date | null = null
  for (const inventoryItemIds of blocks(wanted.inventoryItemIds, itemsMax)) {
    for (const locationIds of blocks(wanted.locationIds, locationsMax)) {
      const reading = await inventory.readStock({ inventoryItemIds, locationIds })
      stock.push(...reading.stock)
      asOf ??= reading.asOf
    }
  }
  return { asOf, stock }
}

/** Reads what channels withhold, in as many blocks of items as it takes. */
export async function readBuffersInBlocks(
  inventory: Pick<AnyshelfInventory, "readChannelBuffers">,
  wanted: { readonly salesChannelIds: readonly string[]; readonly inventoryItemIds: readonly string[] }
): Promise<readonly ChannelBuffer[]> {
  const buffers: ChannelBuffer[] = []
  for (const inventoryItemIds of blocks(wanted.inventoryItemIds, itemsMax))
    buffers.push(...(await inventory.readChannelBuffers({ salesChannelIds: wanted.salesChannelIds, inventoryItemIds })))
  return buffers
}

const blocks = <T>(list: readonly T[], size: number): readonly T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size))
