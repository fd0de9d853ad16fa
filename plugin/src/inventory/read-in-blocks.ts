import type { AnyshelfInventory, PromisedArticle, PromiseQuery, PromiseReading, StockFigures } from "./contract"

/** The inventory service reads this many items, at this many locations, in one statement. */
const itemsMax = 1_000
const locationsMax = 200
/** A reading of promises takes so many pairs of component and location. */
const pairsMax = itemsMax * locationsMax

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

/**
 * Reads promises in as many blocks of articles as it takes. An article is never torn apart, nor are its places: its rules are
 * about all of them together.
 *
 * @returns the promises in the order asked for, as of the first block; a question about nothing still learns the time
 */
export async function readPromisesInBlocks(
  inventory: Pick<AnyshelfInventory, "readPromises">,
  query: PromiseQuery
): Promise<PromiseReading> {
  const [first, ...rest] = articleBlocks(query.articles, Math.min(itemsMax, Math.floor(pairsMax / query.places.length)))
  const { asOf, served, promises } = await inventory.readPromises({ ...query, articles: first ?? [] })
  const all = [...promises]
  for (const articles of rest) all.push(...(await inventory.readPromises({ ...query, articles })).promises)
  return { asOf, served, promises: all }
}

function articleBlocks(articles: readonly PromisedArticle[], componentsMax: number): PromisedArticle[][] {
  const found: PromisedArticle[][] = []
  let room = 0
  for (const article of articles) {
    if (found.length === 0 || article.components.length > room) {
      found.push([])
      room = componentsMax
    }
    found.at(-1)!.push(article)
    room -= article.components.length
  }
  return found
}

const blocks = <T>(list: readonly T[], size: number): readonly T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size))
