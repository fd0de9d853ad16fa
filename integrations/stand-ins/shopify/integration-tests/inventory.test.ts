import { levelOf, oneRow, openTestShop, setQuantities, type TestShop } from "./test-shop"

const adjust = `mutation Adjust($input: InventoryAdjustQuantitiesInput!, $key: String!) {
  inventoryAdjustQuantities(input: $input) @idempotent(key: $key) { inventoryAdjustmentGroup { id } userErrors { code field } }
}`
const activate = `mutation Activate($item: ID!, $location: ID!, $available: Int, $key: String!) {
  inventoryActivate(inventoryItemId: $item, locationId: $location, available: $available) @idempotent(key: $key) {
    inventoryLevel { id isActive quantities(names: ["available"]) { quantity } } userErrors { field message }
  }
}`

describe("changing quantities", () => {
  let shop: TestShop
  let keys = 0
  beforeEach(async () => {
    shop = await openTestShop()
  })
  afterEach(async () => {
    expect(shop.control.snapshot().counters.standInLied).toBe(0)
    await shop.close()
  })

  const set = async (input: unknown, version?: string) => {
    const answer = await shop.ask(setQuantities, { input, key: `set ${keys++}` }, version)
    return answer.data?.inventorySetQuantities ?? answer.errors?.[0]
  }
  const adjusted = async (input: unknown) => {
    const answer = await shop.ask(adjust, { input, key: `adjust ${keys++}` })
    return answer.data?.inventoryAdjustQuantities ?? answer.errors?.[0]
  }
  const codes = (payload: { userErrors: { code: string }[] }) => payload.userErrors.map(({ code }) => code)
  const store = () => `gid://shopify/Location/${shop.state.locations.all()[1]?.id}`

  it("sets what is available, and says what it changed", async () => {
    const { inventoryAdjustmentGroup, userErrors } = await set(oneRow(shop, "RED", 8, 5))
    expect(userErrors).toEqual([])
    expect(inventoryAdjustmentGroup.changes).toEqual([
      { name: "available", delta: 3, quantityAfterChange: 8 },
      { name: "on_hand", delta: 3, quantityAfterChange: 8 },
    ])
    expect(levelOf(shop, "RED").available).toBe(8)
  })

  it("[cas-explicit] refuses a row that does not say what it changes from", async () => {
    const input = oneRow(shop, "RED", 8, 5)
    const rows = input.quantities.map(({ changeFromQuantity: _, ...row }) => row)
    const error = await set({ ...input, quantities: rows })
    expect(error.extensions.code).toBe("INVALID_FIELD_ARGUMENTS")
    expect(error.message).toBe("InventoryQuantityInput must include the following argument: changeFromQuantity")
    const { item, location } = shop.ids("RED")
    const change = { inventoryItemId: item, locationId: location, delta: 1 }
    expect((await adjusted({ name: "available", reason: "correction", changes: [change] })).extensions.code).toBe(
      "INVALID_FIELD_ARGUMENTS"
    )
    expect((await set(oneRow(shop, "RED", 8, null))).userErrors).toEqual([])
  })

  it("[cas-stale] refuses a change from something else than what there is", async () => {
    const refused = await set(oneRow(shop, "RED", 8, 4))
    expect(refused.userErrors).toEqual([
      {
        code: "CHANGE_FROM_QUANTITY_STALE",
        field: ["input", "quantities", "0", "changeFromQuantity"],
        message: expect.any(String),
      },
    ])
    const { item, location } = shop.ids("RED")
    const changes = [{ inventoryItemId: item, locationId: location, delta: 1, changeFromQuantity: 4 }]
    expect(codes(await adjusted({ name: "available", reason: "correction", changes }))).toEqual([
      "CHANGE_FROM_QUANTITY_STALE",
    ])
    expect(levelOf(shop, "RED").available).toBe(5)
  })

  it("[set-atomic] changes nothing when one row is bad, and says which", async () => {
    const good = oneRow(shop, "RED", 8, 5).quantities
    const bad = oneRow(shop, "BLUE", 8, 99).quantities
    const refused = await set({ name: "available", reason: "correction", quantities: [...good, ...bad] })
    expect(refused.userErrors.map(({ field }: { field: string[] }) => field)).toEqual([
      ["input", "quantities", "1", "changeFromQuantity"],
    ])
    expect([refused.inventoryAdjustmentGroup, levelOf(shop, "RED").available]).toEqual([null, 5])
  })

  it("[set-name] sets available and on_hand only", async () => {
    expect(codes(await set(oneRow(shop, "RED", 8, null, { name: "committed" })))).toEqual(["INVALID_NAME"])
    await shop.control.sell({ sku: "RED", quantity: 2 })
    expect((await set(oneRow(shop, "RED", 10, 5, { name: "on_hand" }))).userErrors).toEqual([])
    expect(levelOf(shop, "RED")).toMatchObject({ available: 8, committed: 2, onHand: 10 })
  })

  it("[set-reason] takes Shopify's own reasons and documents that are URIs", async () => {
    expect(codes(await set(oneRow(shop, "RED", 8, 5, { reason: "because" })))).toEqual(["INVALID_REASON"])
    expect(codes(await set(oneRow(shop, "RED", 8, 5, { referenceDocumentUri: "no uri" })))).toEqual([
      "INVALID_REFERENCE_DOCUMENT",
    ])
    expect(codes(await set(oneRow(shop, "RED", 8, 5, { referenceDocumentUri: "gid://anyshelf/Sync/1" })))).toEqual([])
  })

  it("[set-pair] takes an article and place once", async () => {
    const row = oneRow(shop, "RED", 8, null).quantities
    expect(codes(await set({ name: "available", reason: "correction", quantities: [...row, ...row] }))).toEqual([
      "NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR",
    ])
  })

  it("[set-bounds] keeps quantities from 0 to 1 000 000 000", async () => {
    expect(codes(await set(oneRow(shop, "RED", -1, null)))).toEqual(["INVALID_QUANTITY_NEGATIVE"])
    expect(codes(await set(oneRow(shop, "RED", 1_000_000_001, null)))).toEqual(["INVALID_QUANTITY_TOO_HIGH"])
    expect(codes(await set(oneRow(shop, "RED", 0, null)))).toEqual([])
  })

  it("[set-unknown] refuses articles and places it does not know, and closed ones", async () => {
    const row = oneRow(shop, "RED", 8, null).quantities[0]
    const withRow = (change: object) => ({
      name: "available",
      reason: "correction",
      quantities: [{ ...row, ...change }],
    })
    expect(codes(await set(withRow({ inventoryItemId: "gid://shopify/InventoryItem/1" })))).toEqual([
      "INVALID_INVENTORY_ITEM",
    ])
    expect(codes(await set(withRow({ locationId: "gid://shopify/Location/1" })))).toEqual(["INVALID_LOCATION"])
    shop.control.upsertLocation({ name: "Warehouse", isActive: false })
    expect(codes(await set(withRow({})))).toEqual(["INVALID_LOCATION"])
  })

  it("[set-untracked] refuses an article that is not counted", async () => {
    await shop.control.loadProducts([{ handle: "gift", title: "Gift", variants: [{ sku: "GIFT", tracked: false }] }])
    expect(codes(await set(oneRow(shop, "GIFT", 8, null)))).toEqual(["NON_MUTABLE_INVENTORY_ITEM"])
  })

  it("[set-not-stocked] needs the place to stock the article up to 2026-07 and not since 2026-10", async () => {
    const row = { ...oneRow(shop, "RED", 4, null).quantities[0], locationId: store() }
    const input = { name: "available", reason: "correction", quantities: [row] }
    expect(codes(await set(input))).toEqual(["ITEM_NOT_STOCKED_AT_LOCATION"])
    expect(codes(await set(input, "2026-10"))).toEqual([])
    expect(levelOf(shop, "RED", "Flagship store").available).toBe(4)
  })

  it("[set-same] does nothing when it is so already", async () => {
    expect(await set(oneRow(shop, "RED", 5, 5))).toEqual({ inventoryAdjustmentGroup: null, userErrors: [] })
  })

  it("[input-250] takes 250 rows at most", async () => {
    const row = oneRow(shop, "RED", 8, null).quantities[0]
    const error = await set({
      name: "available",
      reason: "correction",
      quantities: Array.from({ length: 251 }, () => row),
    })
    expect(error.extensions.code).toBe("MAX_INPUT_SIZE_EXCEEDED")
  })

  it("[adjust-document] wants a document for everything but available", async () => {
    const { item, location } = shop.ids("RED")
    const of = (name: string, ledgerDocumentUri: string | null) => ({
      name,
      reason: "damaged",
      changes: [{ inventoryItemId: item, locationId: location, delta: 1, changeFromQuantity: null, ledgerDocumentUri }],
    })
    expect(codes(await adjusted(of("available", "gid://anyshelf/Doc/1")))).toEqual(["INVALID_AVAILABLE_DOCUMENT"])
    expect(codes(await adjusted(of("damaged", null)))).toEqual(["INVALID_QUANTITY_DOCUMENT"])
    expect(codes(await adjusted(of("damaged", "gid://shopify/Order/1")))).toEqual(["INTERNAL_LEDGER_DOCUMENT"])
    expect(codes(await adjusted(of("damaged", "gid://anyshelf/Doc/1")))).toEqual([])
    expect(codes(await adjusted(of("committed", "gid://anyshelf/Doc/1")))).toEqual(["INVALID_QUANTITY_NAME"])
    expect(levelOf(shop, "RED")).toMatchObject({ available: 5, onHand: 6 })
  })

  it("[on-hand-sum] shows all quantities, and on hand as their sum", async () => {
    await shop.control.sell({ sku: "RED", quantity: 2 })
    const names = [
      "available",
      "committed",
      "reserved",
      "damaged",
      "safety_stock",
      "quality_control",
      "incoming",
      "on_hand",
    ]
    const { item, location } = shop.ids("RED")
    const document =
      "query($item: ID!, $location: ID!, $names: [String!]!) { inventoryItem(id: $item) { inventoryLevel(locationId: $location) { quantities(names: $names) { name quantity } } } }"
    const { data } = await shop.ask(document, { item, location, names })
    const quantities = Object.fromEntries(
      data.inventoryItem.inventoryLevel.quantities.map((one: { name: string; quantity: number }) => [
        one.name,
        one.quantity,
      ])
    )
    expect(quantities).toEqual({
      available: 3,
      committed: 2,
      reserved: 0,
      damaged: 0,
      safety_stock: 0,
      quality_control: 0,
      incoming: 0,
      on_hand: 5,
    })
    expect((await shop.ask(document, { item, location, names: ["nonsense"] })).errors?.[0]?.extensions.code).toBe(
      "INVALID_FIELD_ARGUMENTS"
    )
  })

  it("[activate-keeps] makes a place stock an article and leaves alone what is there", async () => {
    const { item, location } = shop.ids("RED")
    const run = async (variables: object) =>
      (await shop.ask(activate, { item, key: `activate ${keys++}`, ...variables })).data.inventoryActivate
    expect((await run({ location: store(), available: 6 })).inventoryLevel).toMatchObject({
      isActive: true,
      quantities: [{ quantity: 6 }],
    })
    expect((await run({ location })).inventoryLevel.quantities).toEqual([{ quantity: 5 }])
    expect((await run({ location, available: 9 })).userErrors).toEqual([
      { field: ["available"], message: expect.stringContaining("already active") },
    ])
    expect(levelOf(shop, "RED").available).toBe(5)
  })

  it("[sku-repeats] counts how many share a SKU", async () => {
    await shop.control.loadProducts([{ handle: "copy", title: "Copy", variants: [{ sku: "RED" }] }])
    const { data } = await shop.ask(
      `{ productVariants(first: 5, query: "sku:RED") { nodes { inventoryItem { duplicateSkuCount } } } }`
    )
    expect(
      data.productVariants.nodes.map(
        (node: { inventoryItem: { duplicateSkuCount: number } }) => node.inventoryItem.duplicateSkuCount
      )
    ).toEqual([2, 2])
  })
})
