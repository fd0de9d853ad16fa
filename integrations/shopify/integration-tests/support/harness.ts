import { setTimeout } from "node:timers/promises"
import type { Connection } from "@anyshelf/connector-kit"
import type { ContractHarness, StandInModule, StandInOptions } from "@anyshelf/connector-kit/contract"
import { rules } from "@anyshelf/stand-in-shopify"
import { ask } from "./ask"
import { fetchAtHome } from "./fetch-at-home"
import { done } from "./done"
import { listingOf, openShop, placeOf, secrets, shown, subscribe, type TestShop } from "./open-shop"
import { orderDesk } from "./order-desk"

const SKU = "SKU-1"
const TWIN = "TWIN"

/** Articles whose SKUs are difficult: letters of other scripts, spaces, two alike, none. */
const odd = ["ÄPFEL-№ 7 林檎", "  A B  ", TWIN, TWIN, ""]

const catalogue = [
  {
    handle: "product-1",
    title: "Product 1",
    variants: [{ sku: SKU, price: "19.99", inventoryQuantities: { Warehouse: 20, "Store East": 5 } }],
  },
  ...odd.map((sku, at) => ({
    handle: `odd-${at}`,
    title: `Odd ${at}`,
    variants: [{ sku, price: "5.00", inventoryQuantities: { Warehouse: 1 } }],
  })),
]

/** What Shopify does by and by is done after this. */
const SETTLED_MS = 30

type StandInRule = Extract<NonNullable<Parameters<typeof openShop>[0]>["without"], string>

/** The stand-in for Shopify, as the laws of the kit and its command line open it. */
export const standIn: StandInModule = {
  name: "the Shopify stand-in",
  rules: Object.fromEntries(rules.map(({ id, text }) => [id, text])),
  open: openHarness,
}

async function openHarness({ connector, without }: StandInOptions): Promise<ContractHarness> {
  const shop = await openShop({ jobMs: 1, ...(without && { without: without as StandInRule }) }, catalogue)
  const { control } = shop.standIn
  await subscribe(shop)
  const place = placeOf(shop, "Warehouse")
  const listing = await listingOf(shop.session, SKU)
  const connection = connector
    ? { ...shop.connection, connector: connector as Connection["connector"] }
    : shop.connection
  return {
    connection,
    fetch: fetchAtHome(shop.inbox.url),
    level: { stockRef: listing.stockRef, locationRef: place },
    show: async (quantity) => void done(await control.setStock({ sku: SKU, locationId: place, available: quantity })),
    shown: async () => shown(shop, SKU) ?? Number.NaN,
    sell: () => sell(shop, place),
    signatureHeader: "x-shopify-hmac-sha256",
    missingStockRef: "gid://shopify/InventoryItem/99999999",
    oddListings: await oddListings(shop),
    wrongCredentials: { ...shop.connection.config, accessToken: "shpat_somebody-elses" },
    throttle: async () => void control.setFaults({ requests: [{ kind: "throttled" }] }),
    settle: () => setTimeout(SETTLED_MS),
    webhooks: {
      unknownTopic: () => withHeader(shop, place, "x-shopify-topic", "weather/rain"),
      otherShop: () => withHeader(shop, place, "x-shopify-shop-domain", "another.myshopify.com"),
      drop: () => drop(shop),
    },
    orders: orderDesk({
      standIn: shop.standIn,
      accessToken: secrets.accessToken,
      sku: SKU,
      locationId: place,
      otherLocationId: placeOf(shop, "Store East"),
    }),
    products: {
      currencyCode: "EUR",
      count: async () => control.snapshot().products,
      isActive: (ref) => isActive(shop, ref),
    },
    close: shop.close,
  }
}

async function sell(shop: TestShop, place: string) {
  const before = shop.inbox.received.length
  const sale = done(await shop.standIn.control.sell({ sku: SKU, locationId: place, wait: true }))
  const webhook = shop.inbox.received
    .slice(before)
    .find(({ headers }) => headers["x-shopify-topic"] === "orders/create")
  if (!webhook) throw new Error("The shop sold, and told nobody.")
  return { orderRef: `gid://shopify/Order/${sale.result.id}`, webhook }
}

const ALL = `{ productVariants(first: 100) { nodes { id product { handle } } } }`

async function oddListings({ standIn }: TestShop) {
  const { productVariants } = await ask<{
    productVariants: { nodes: { id: string; product: { handle: string } }[] }
  }>(standIn, secrets.accessToken, ALL)
  return odd.map((sku, at) => ({
    ref: productVariants.nodes.find(({ product }) => product.handle === `odd-${at}`)?.id ?? "",
    sku: sku.trim() === "" ? null : sku,
    duplicateSkuCount: sku === TWIN ? 2 : sku === "" ? 0 : 1,
  }))
}

/** The signature is of the body alone, so the same webhook is as genuine under another topic, or for another shop. */
async function withHeader(shop: TestShop, place: string, name: string, value: string) {
  const { webhook } = await sell(shop, place)
  return { ...webhook, headers: { ...webhook.headers, [name]: value } }
}

const SUBSCRIPTIONS = `{ webhookSubscriptions(first: 200) { nodes { id } } }`
const REMOVE = `mutation ($id: ID!) { webhookSubscriptionDelete(id: $id) { userErrors { message } } }`

async function drop({ standIn }: TestShop): Promise<void> {
  const { webhookSubscriptions } = await ask<{ webhookSubscriptions: { nodes: { id: string }[] } }>(
    standIn,
    secrets.accessToken,
    SUBSCRIPTIONS
  )
  for (const { id } of webhookSubscriptions.nodes) await ask(standIn, secrets.accessToken, REMOVE, { id })
}

const STATUS = `query ($id: ID!) { product(id: $id) { status } }`

async function isActive({ standIn }: TestShop, id: string): Promise<boolean> {
  const { product } = await ask<{ product: { status: string } | null }>(standIn, secrets.accessToken, STATUS, { id })
  return product?.status === "ACTIVE"
}
