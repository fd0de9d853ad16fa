import {
  createHost,
  type Feed,
  type ListingRecord,
  type Page,
  type RecordOf,
  type Session,
  type StockCommand,
} from "@anyshelf/connector-kit"
import { shopify } from "@anyshelf/shopify"
import {
  defaultShop,
  startStandIn,
  type ProductInput,
  type StandIn,
  type StandInOptions,
} from "@anyshelf/stand-in-shopify"
import { openWebhookInbox, type WebhookInbox } from "./webhook-inbox"

export const secrets = { accessToken: "shpat_of_the_stand_in_for_tests", webhookSecret: "secret_of_the_app_for_tests" }

/** A shop that is open for tests, and a connector at work on it. */
export interface TestShop {
  readonly standIn: StandIn
  readonly inbox: WebhookInbox
  readonly connection: ReturnType<typeof shopify>
  readonly session: Session
  close(): Promise<void>
}

const locations = ["Warehouse", "Store East", "Store West"].map((name) => ({ name }))

/** Articles `SKU-1` … with 20 of each at the warehouse. */
export const products = (count: number): ProductInput[] =>
  Array.from({ length: count }, (_, at) => ({
    handle: `product-${at + 1}`,
    title: `Product ${at + 1}`,
    variants: [{ sku: `SKU-${at + 1}`, price: "19.99", inventoryQuantities: { Warehouse: 20, "Store East": 5 } }],
  }))

export async function openShop(options: Partial<StandInOptions> = {}, stock = products(3)): Promise<TestShop> {
  const standIn = await startStandIn({ ...secrets, seed: { locations, currency: "EUR" }, bucket: ROOMY, ...options })
  await standIn.control.loadProducts(stock)
  const inbox = await openWebhookInbox()
  const connection = shopify({ id: "toys", shop: defaultShop, baseUrl: standIn.url, salesChannel: "Toys", ...secrets })
  const host = createHost({ limits: connection.connector.capabilities.limits })
  const session = connection.connector.open(connection.config, host)
  return {
    standIn,
    inbox,
    connection,
    session,
    close: async () => void (await Promise.all([standIn.close(), inbox.close()])),
  }
}

/** So that a test of something else does not wait for points. */
const ROOMY = { capacity: 20_000, restoreRate: 20_000 }

/** Has every topic that the connector wants sent to the inbox, as the connector does it. */
export async function subscribe({ session, inbox }: TestShop): Promise<void> {
  await session.ensureWebhooks?.(inbox.url)
}

/** A feed from its beginning to its end. */
export async function readFeed<F extends Feed>(
  session: Session,
  feed: F
): Promise<{ records: RecordOf<F>[]; pages: number }> {
  const records: RecordOf<F>[] = []
  let cursor: string | null = null
  for (let pages = 1; pages <= PAGES_MAX; pages += 1) {
    const page: Page<F> = await session.pull(feed, cursor)
    for (const item of page.items) if (!("deleted" in item)) records.push(item)
    if (page.next === null) return { records, pages }
    cursor = page.next
  }
  throw new Error(`The feed ${feed} has no end.`)
}

const PAGES_MAX = 100

/** The listing of a SKU, found as the engine finds it. */
export async function listingOf(session: Session, sku: string): Promise<ListingRecord> {
  const found = (await readFeed(session, "listings")).records.find((listing) => listing.sku === sku)
  if (!found) throw new Error(`The shop has no listing for ${sku}.`)
  return found
}

/** The id of a place by its name. */
export const placeOf = ({ standIn }: TestShop, name: string): string => {
  const found = standIn.control.snapshot().locations.find((location) => location.name === name)
  if (!found) throw new Error(`The shop has no place named ${name}.`)
  return found.id
}

/** What the shop shows, without the connector. */
export const shown = ({ standIn }: TestShop, sku: string, place = "Warehouse"): number | undefined =>
  standIn.control.snapshot({ sku }).levels[sku]?.[place]?.available

let keys = 0

/** A command with a key of its own. */
export const stockCommand = (
  change: Pick<StockCommand, "stockRef" | "locationRef" | "quantity"> & Partial<StockCommand>
): StockCommand => ({
  type: "stock",
  key: `test-${(keys += 1)}`,
  expected: null,
  sequence: 1,
  ...change,
})
