import { randomUUID } from "node:crypto"
import type { Connection } from "@anyshelf/connector-kit"
import { toy, toyFetch, ToyShop, type ToyShopOptions } from "@anyshelf/connector-kit/toy"
import { usualTiming, type Channel, type EngineTiming } from "../../../src/channels/channel"
import { systemClock } from "../../../src/channels/clock"
import { openChannel } from "../../../src/channels/open-channel"
import { setUp } from "../../../src/channels/set-up"
import type { EngineStock, Shop } from "../../../src/channels/shop"
import type ChannelsService from "../../../src/modules/channels/service"
import { readShop } from "../../../src/channels/reconcile/read-shop"
import { quiet } from "./toy-shop"

/** Our side of a connection without Medusa: one location, its stock in a map, and orders that are taken from it. */
export class ModelWorld {
  /** SKU → units that can be promised. */
  readonly stock: Map<string, number>
  /** The channel's refs of orders that were imported, with their repetitions. */
  readonly imported: string[] = []
  readonly toyShop: ToyShop
  readonly connection: Connection

  constructor(
    private readonly channels: ChannelsService,
    options: Partial<ToyShopOptions> & {
      readonly skus: readonly string[]
      readonly connection?: Partial<Connection>
      readonly stock?: Map<string, number>
    }
  ) {
    const { skus, connection, stock, ...shop } = options
    this.stock = stock ?? new Map()
    const secrets = { token: "toy-token", webhookSecret: "toy-secret" }
    const articles = skus.map((sku) => ({ ref: sku, title: sku, sku }))
    this.toyShop = new ToyShop({ ...secrets, articles, locations: { web: "Warehouse" }, ...shop })
    const id = `model-${randomUUID().slice(0, 8)}`
    const given = { id, url: "http://toy.test", salesChannel: "Web", variant: this.toyShop.variant, ...secrets }
    this.connection = { ...toy(given), ...connection }
    for (const sku of skus) if (!this.stock.has(sku)) this.stock.set(sku, 0)
  }

  readonly shop: Shop = {
    findVariants: async ({ skus }) =>
      skus.flatMap((sku) =>
        this.stock.has(sku)
          ? [
              {
                variantId: sku,
                sku,
                barcode: null,
                tracked: true,
                components: [{ inventoryItemId: sku, requiredQuantity: 1 }],
              },
            ]
          : []
      ),
    listSalesChannels: async () => [{ id: "sc", name: "Web", locations: [{ id: "sloc", name: "Warehouse" }] }],
    importOrder: async ({ order, recordId }) => {
      const wasThere = this.imported.includes(order.ref)
      if (!this.imported.includes(order.ref))
        for (const { listingRef, quantity } of order.lines) await this.change(listingRef!, -quantity)
      this.imported.push(order.ref)
      await this.channels.settleOrder({ id: recordId, state: "imported", orderId: order.ref, applied: {} })
      return wasThere
    },
  } as Partial<Shop> as Shop

  readonly inventory: EngineStock = {
    claimChanges: async () => [],
    settleChanges: async () => undefined,
    readSalesVelocity: async () => [],
    readPromises: async ({ articles, places }) => ({
      asOf: new Date(),
      served: places.map(({ locationId }) => ({ locationId, ship: true, pickup: true })),
      promises: articles.map(({ id, components }) => {
        const quantity = this.stock.get(components[0]!.inventoryItemId) ?? 0
        const total = { quantity, locations: quantity, channelBuffer: 0, allocation: null }
        const here = places.map(({ locationId }) => ({ locationId, quantity, updatedAt: null, terms: [] }))
        return { id, any: total, ship: total, pickup: total, places: here }
      }),
    }),
  } as Partial<EngineStock> as EngineStock

  /** Our stock changes, as a sale elsewhere or a delivery would change it. */
  async change(sku: string, by: number): Promise<void> {
    this.stock.set(sku, Math.max(0, (this.stock.get(sku) ?? 0) + by))
    await this.channels.markByItems([sku])
  }

  /** A channel that nobody works, for tests that make its rounds themselves. */
  open(fetch: typeof globalThis.fetch = toyFetch(this.toyShop), timing: Partial<EngineTiming> = {}): Channel {
    const { shop, inventory, channels, connection } = this
    const around = { shop, inventory, channels, clock: systemClock, owner: randomUUID(), logger: quiet, fetch }
    return openChannel({ ...around, timing: { ...usualTiming, ...timing } }, connection)
  }

  /** Opens a channel and reads its places and listings. */
  async ready(fetch?: typeof globalThis.fetch, timing?: Partial<EngineTiming>): Promise<Channel> {
    const channel = this.open(fetch, timing)
    await setUp(channel)
    await readShop(channel)
    return channel
  }

  shown(): Record<string, number> {
    return Object.fromEntries([...this.stock.keys()].map((sku) => [sku, this.toyShop.available(sku, "web")]))
  }

  wanted(): Record<string, number> {
    return Object.fromEntries(this.stock)
  }
}
