import { manualClock, startStandIn, type ManualClock, type StandIn, type StandInOptions } from "../src"

export const accessToken = "shpat_for_tests"
export const webhookSecret = "webhook secret for tests"

export interface Answer {
  readonly status: number
  // A test reads what it has asked for; the shape is the document's, which TypeScript does not know.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly data: any
  readonly errors?: readonly {
    readonly message: string
    readonly path?: readonly string[]
    readonly extensions: { readonly code: string }
  }[]
  readonly extensions: {
    readonly cost: {
      requestedQueryCost: number
      actualQueryCost: number | null
      throttleStatus: { currentlyAvailable: number }
    }
  }
}

export interface TestShop extends StandIn {
  readonly clock: ManualClock
  /** One request to the Admin API, by plain fetch. */
  ask(query: string, variables?: Record<string, unknown>, version?: string): Promise<Answer>
  post(path: string, body?: unknown): Promise<{ status: number; body: Record<string, unknown> }>
  /** The ids of a variant, its article, its product and its first place. */
  ids(sku: string): { variant: string; item: string; product: string; location: string }
}

/** A shop that sells a red shirt (5 in the warehouse) and a blue one (3, and 2 in the store). Its clock stands still. */
export async function openTestShop(options: Partial<StandInOptions> = {}): Promise<TestShop> {
  const clock = manualClock()
  const standIn = await startStandIn({ accessToken, webhookSecret, clock, ...options })
  if (standIn.state.products.size === 0) await standIn.control.loadProducts([shirt, mug])
  return Object.assign(standIn, {
    clock,
    ask: (query: string, variables: Record<string, unknown> = {}, version = "2026-07") =>
      ask(standIn, query, variables, version),
    post: (path: string, body?: unknown) => post(standIn, path, body),
    ids: (sku: string) => idsOf(standIn, sku),
  })
}

export const shirt = {
  handle: "shirt",
  title: "Shirt",
  descriptionHtml: "<p>A <b>shirt</b>.</p>",
  vendor: "Loom",
  options: ["Colour"],
  variants: [
    { sku: "RED", barcode: "111", price: "20.00", optionValues: ["Red"], inventoryQuantity: 5 },
    { sku: "BLUE", price: "21.50", optionValues: ["Blue"], inventoryQuantities: { Warehouse: 3, "Flagship store": 2 } },
  ],
  images: [{ url: "https://example.com/shirt.jpg", altText: "A shirt" }],
}

export const mug = {
  handle: "mug",
  title: "Mug",
  variants: [{ sku: "MUG", price: "8", inventoryQuantity: 1, inventoryPolicy: "continue" as const }],
}

async function ask(
  { url }: StandIn,
  query: string,
  variables: Record<string, unknown>,
  version: string
): Promise<Answer> {
  const response = await fetch(`${url}/admin/api/${version}/graphql.json`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Shopify-Access-Token": accessToken },
    body: JSON.stringify({ query, variables }),
  })
  return { status: response.status, ...((await response.json()) as Omit<Answer, "status">) }
}

async function post({ url }: StandIn, path: string, body: unknown) {
  const response = await fetch(url + path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body ?? {}),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

function idsOf({ state }: StandIn, sku: string) {
  const variant = state.variantBySku(sku)
  if (!variant) throw new Error(`the test shop has no ${sku}`)
  return {
    variant: `gid://shopify/ProductVariant/${variant.id}`,
    item: `gid://shopify/InventoryItem/${variant.inventoryItemId}`,
    product: `gid://shopify/Product/${variant.productId}`,
    location: `gid://shopify/Location/${state.locations.all()[0]?.id}`,
  }
}

export const setQuantities = `mutation Set($input: InventorySetQuantitiesInput!, $key: String!) {
  inventorySetQuantities(input: $input) @idempotent(key: $key) {
    inventoryAdjustmentGroup { id reason changes { name delta quantityAfterChange } }
    userErrors { code field message }
  }
}`

/** The input of a mutation that sets one level. */
export const oneRow = (
  shop: TestShop,
  sku: string,
  quantity: number,
  changeFromQuantity: number | null,
  more: Record<string, unknown> = {}
) => ({
  name: "available",
  reason: "correction",
  quantities: [
    { inventoryItemId: shop.ids(sku).item, locationId: shop.ids(sku).location, quantity, changeFromQuantity },
  ],
  ...more,
})

/** What a place has of an article. */
export function levelOf(shop: TestShop, sku: string, place = "Warehouse") {
  const level = shop.control.snapshot({ sku }).levels[sku]?.[place]
  if (!level) throw new Error(`${place} does not stock ${sku}`)
  return level
}
