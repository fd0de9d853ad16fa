import { createHost, type Connection, type Host, type OrderRecord, type Session } from "@anyshelf/connector-kit"
import type { ContractHarness } from "@anyshelf/connector-kit/contract"
import type { Candidate } from "../../../domain/channels/match-listing"
import { usualTiming, type Channel } from "../../channel"
import { systemClock } from "../../clock"
import { openChannel } from "../../open-channel"
import { storeListings } from "../../listings"
import { readPages } from "../../read-pages"
import { setUp } from "../../set-up"
import type { ChannelMemory } from "../../shop"
import { channelMemory, createTables, type Tables } from "../memory"
import { modelShop, orderIdOf, type ModelOrder } from "../world/model-shop"
import { Shelf } from "../world/shelf"

/** Our one location in a trial. */
export const locationOfTrial = "location-trial"
const locationId = locationOfTrial
const silent = () => undefined

/** The engine around one connector and its channel, with a shelf of ours behind it, in real time: the channel is reached over a wire. */
export interface Trial {
  readonly channel: Channel
  readonly connection: Connection
  readonly memory: ChannelMemory
  readonly tables: Tables
  readonly shelf: Shelf
  readonly orders: ReadonlyMap<string, ModelOrder>
  /** Our stock item of the harness's article. */
  readonly itemId: string
  /** The channel's present copy of an order; throws when it has none. */
  copyOf(orderRef: string): Promise<OrderRecord>
  /** Units that one of the channel's orders has been promised. */
  promisedTo(orderRef: string): number
  ourOrder(orderRef: string): ModelOrder | undefined
  /** What the engine's parts are given. */
  readonly around: Omit<Parameters<typeof openChannel>[0], "fetch"> & { readonly fetch?: typeof fetch }
}

/** What may be put between the engine and the connector. */
export interface TrialOptions {
  readonly wrapSession?: (session: Session) => Session
  readonly wrapMemory?: (memory: ChannelMemory) => ChannelMemory
  /** False: our shop has no variant that the harness's article could be. @default true */
  readonly knowsArticle?: boolean
  readonly fetch?: typeof fetch
  /** Units of each article on our shelf. @default 50 */
  readonly stock?: number
}

/** Opens the harness's connector in an engine of its own, and reads its places and listings. */
export async function openTrial(harness: ContractHarness, options: TrialOptions = {}): Promise<Trial> {
  const tables = createTables(Date.now)
  const plainMemory = channelMemory(tables)
  const memory = options.wrapMemory?.(plainMemory) ?? plainMemory
  const shelf = new Shelf(Date.now, [locationId])
  const orders = new Map<string, ModelOrder>()
  const connection = connectionOf(harness, options)
  const catalogue = await catalogueOf(harness, options.knowsArticle ?? true)
  for (const { components } of catalogue) shelf.receive(components[0]!.inventoryItemId, locationId, options.stock ?? 50)
  const locations = [{ id: locationId, name: "Shelf" }]
  const salesChannels = [{ id: "sales-trial", name: connection.salesChannel, locations }]
  const world = { shelf, memory, orders, catalogue, salesChannels, heard: silent, oversold: silent }
  const fetch = options.fetch ?? harness.fetch
  const around = {
    shop: modelShop(world, async (work) => work()),
    channels: memory,
    inventory: shelf,
    clock: systemClock,
    timing: usualTiming,
    owner: "trial",
    logger: { debug: silent, info: silent, warn: silent },
    ...(fetch && { fetch }),
  }
  // The channel's clock may be any: nothing is older than this connection.
  await memory.openConnection({ connectionId: connection.id, vendor: connection.connector.id })
  Object.assign(tables.connections.get(connection.id)!, { createdAt: 0, ordersDrainedAt: 0 })
  const channel = openChannel(around, connection)
  const session = openSession(harness)
  if (!(await setUp(channel)))
    throw new Error(tables.connections.get(connection.id)?.reason ?? "It could not be set up.")
  for await (const { items } of readPages(channel, "listings", null)) await storeListings(channel, items)
  return {
    ...{ channel, connection, memory, tables, shelf, orders, around },
    itemId: itemOf(harness.level.stockRef),
    copyOf: async (orderRef) => {
      const order = await session.get("orders", orderRef)
      if (!order) throw new Error(`The connector gives no order ${orderRef}, which was just placed.`)
      return order
    },
    promisedTo: (orderRef) =>
      shelf.reservationsOf(orderIdOf(connection.id, orderRef)).reduce((sum, { quantity }) => sum + quantity, 0),
    ourOrder: (orderRef) => orders.get(orderIdOf(connection.id, orderRef)),
  }
}

/** The connector without the engine in between. */
function openSession({ connection, fetch }: ContractHarness): Session {
  return connection.connector.open(connection.config, createHost({ ...(fetch && { fetch }), timeoutMs: 10_000 }))
}

const itemOf = (stockRef: string) => `item ${stockRef}`

/** The harness's connection at its one place, which our one location serves. */
function connectionOf({ connection, level }: ContractHarness, { wrapSession }: TrialOptions): Connection {
  const { connector } = connection
  const open = (config: unknown, host: Host) => wrapSession!(connector.open(config, host))
  return {
    ...connection,
    salesChannel: "Trial",
    locations: { [level.locationRef]: ["Shelf"] },
    publishing: { mode: "shared" },
    ...(wrapSession && { connector: { ...connector, open } }),
  }
}

/** A variant of ours for each SKU of the channel that stands for one listing. */
async function catalogueOf(harness: ContractHarness, knowsArticle: boolean): Promise<Candidate[]> {
  const session = openSession(harness)
  const found = new Map<string, Candidate>()
  let cursor: string | null = null
  for (let page = 0; page < 1_000; page += 1) {
    const read: Awaited<ReturnType<typeof session.pull<"listings">>> = await session.pull("listings", cursor)
    for (const item of read.items) {
      if ("deleted" in item || (!knowsArticle && item.stockRef === harness.level.stockRef)) continue
      const sku = item.sku?.trim()
      const components = [{ inventoryItemId: itemOf(item.stockRef), requiredQuantity: 1 }]
      if (sku) found.set(sku, { variantId: `variant ${item.ref}`, sku, barcode: null, tracked: true, components })
    }
    if (read.next === null) break
    cursor = read.next
  }
  return [...found.values()]
}
