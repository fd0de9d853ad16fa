import { randomUUID } from "node:crypto"
import type { Connection } from "@anyshelf/connector-kit"
import { toy, toyFetch, ToyShop } from "@anyshelf/connector-kit/toy"
import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { medusaShop } from "../../../src/channels/medusa-shop"
import type { EngineTiming } from "../../../src/channels/channel"
import { startChannelEngine } from "../../../src/channels/start-channel-engine"
import type { AnyshelfInventory } from "../../../src/inventory/contract"
import { channelsModule } from "../../../src/modules/channels"
import type ChannelsService from "../../../src/modules/channels/service"
import type { RunningEngine } from "../../../src/modules/channels/service"
import { createProducts, createShop, itemOf, stockEverywhere, type Shop } from "../../support/shop"

/** Fast enough that a test does not wait, slow enough that two cores keep up. */
const quick: Partial<EngineTiming> = {
  fanOutEveryMs: 20,
  pollEveryMs: 50,
  echoesEveryMs: 50,
  ordersEveryMs: 60_000,
  listingsEveryMs: 60_000,
  reportEveryMs: 200,
  leaseMs: 5_000,
  requestTimeoutMs: 1_000,
}

/** A toy shop connected to a Medusa shop. */
export interface Connected {
  readonly shop: Shop
  readonly toyShop: ToyShop
  readonly connection: Connection
  readonly channels: ChannelsService
  readonly inventory: AnyshelfInventory
  /** Starts an engine, as a process of its own would. */
  start(timing?: Partial<EngineTiming>, through?: typeof fetch): RunningEngine
  stop(): Promise<void>
  /** Waits until the toy shop shows these numbers. */
  shows(numbers: Readonly<Record<string, number>>): Promise<void>
}

const articles = ["cup", "hat", "mug"]

/** Sets up a Medusa shop with three articles and a toy shop that lists them at two of its places. */
export async function connectToy(container: MedusaContainer): Promise<Connected> {
  const shop = await createShop(container)
  await createProducts(
    shop,
    articles.map((handle) => ({
      handle,
      variants: [{ sku: handle.toUpperCase(), size: "One", manage_inventory: true }],
    }))
  )
  await stockEverywhere(
    shop,
    articles.map((handle) => handle.toUpperCase()),
    5
  )
  return connect(shop)
}

/** Connects a new toy shop to a Medusa shop that exists. */
export function connect(shop: Shop, given: Partial<Connection> = {}): Connected {
  const { container } = shop
  const secrets = { token: "toy-token", webhookSecret: "toy-secret" }
  const toyShop = new ToyShop({
    ...secrets,
    articles: articles.map((each) => ({ ref: each, title: each, sku: each.toUpperCase() })),
    locations: { web: "Warehouse", store: "Store 1" },
  })
  const id = `toy-${randomUUID().slice(0, 8)}`
  const connection = { ...toy({ id, url: "http://toy.test", salesChannel: "Web", ...secrets }), ...given }
  const engines: RunningEngine[] = []
  const channels = container.resolve<ChannelsService>(channelsModule)
  const inventory = container.resolve<AnyshelfInventory>(Modules.INVENTORY)
  return {
    shop,
    toyShop,
    connection,
    channels,
    inventory,
    start: (timing = {}, through = toyFetch(toyShop)) => {
      const options = {
        shop: medusaShop(container),
        channels,
        inventory,
        connections: [connection],
        logger: quiet,
        fetch: through,
      }
      const engine = startChannelEngine({ ...options, timing: { ...quick, ...timing } })
      engines.push(engine)
      return engine
    },
    stop: async () => void (await Promise.all(engines.splice(0).map((engine) => engine.stop()))),
    shows: (numbers) =>
      eventually(() => {
        const shown = Object.keys(numbers).map((key) => [
          key,
          toyShop.available(...(key.split("@") as [string, string])),
        ])
        expect(Object.fromEntries(shown)).toEqual(numbers)
      }),
  }
}

/** Tries until it does not throw any more; then the last failure stands. */
export async function eventually(check: () => unknown, withinMs = 10_000): Promise<void> {
  const end = Date.now() + withinMs
  for (;;) {
    try {
      await check()
      return
    } catch (error) {
      if (Date.now() > end) throw error
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
  }
}

/** What is reserved of a SKU, over all locations. */
export async function reservedOf({ shop, inventory }: Connected, sku: string): Promise<number> {
  const { stock } = await inventory.readStock({ inventoryItemIds: [await itemOf(shop, sku)] })
  return stock.reduce((sum, each) => sum + each.reserved, 0)
}

const silent = () => undefined
const log = process.env.DEBUG ? console.log : silent
/** Says what goes wrong only to who asks for it. */
export const quiet = { debug: silent, info: silent, warn: log, error: log } as unknown as Logger
