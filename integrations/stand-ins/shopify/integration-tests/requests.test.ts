import { accessToken, oneRow, openTestShop, setQuantities, type TestShop } from "./test-shop"

describe("requests to the Admin API", () => {
  let shop: TestShop
  beforeEach(async () => {
    shop = await openTestShop()
  })
  afterEach(async () => {
    expect(shop.control.snapshot().counters.standInLied).toBe(0)
    await shop.close()
  })

  const raw = (path: string, headers: Record<string, string>, body: string) =>
    fetch(shop.url + path, { method: "POST", headers: { "Content-Type": "application/json", ...headers }, body })
  const token = { "X-Shopify-Access-Token": accessToken }

  it("[token-401] refuses a request without the right token", async () => {
    for (const headers of [{}, { "X-Shopify-Access-Token": "wrong" }]) {
      const response = await raw("/admin/api/2026-07/graphql.json", headers, `{"query":"{shop{id}}"}`)
      expect(response.status).toBe(401)
      expect(await response.json()).toEqual({
        errors: "[API] Invalid API key or access token (unrecognized login or wrong password)",
      })
    }
  })

  it("says which versions there are", async () => {
    const response = await raw("/admin/api/2020-01/graphql.json", token, "{}")
    expect([response.status, JSON.stringify(await response.json())]).toEqual([
      404,
      expect.stringContaining("2026-07 and 2026-10"),
    ])
  })

  it.each(["not json", "[]", "{}", `{"query":7}`, ""])("answers 400 to the body %p", async (body) => {
    expect((await raw("/admin/api/2026-07/graphql.json", token, body)).status).toBe(400)
  })

  it("checks documents against Shopify's own schema, each version's own", async () => {
    const { errors, data } = await shop.ask("{ shop { nonsense } }")
    expect(data).toBeUndefined()
    expect(errors?.[0]?.message).toContain('Cannot query field "nonsense" on type "Shop"')
    expect((await shop.ask("{ shop {", {})).errors?.[0]?.message).toContain("Syntax Error")
    const missing = await shop.ask("query($id: ID!) { product(id: $id) { id } }", {})
    expect(missing.errors?.[0]?.extensions.code).toBe("INVALID_VARIABLE")
  })

  it("fails loudly, not with null, on what it does not implement", async () => {
    for (const query of [
      "{ shop { analyticsToken } }",
      "{ customers(first: 1) { nodes { id } } }",
      `{ products(first: 1, query: "metafields.a.b:1") { nodes { id } } }`,
      `{ node(id: "gid://shopify/Metafield/1") { id } }`,
      `{ orders(first: 1, sortKey: DESTINATION) { nodes { id } } }`,
    ]) {
      const { status, errors } = await shop.ask(query)
      expect([status, errors?.[0]?.extensions.code]).toEqual([501, "STAND_IN_NOT_IMPLEMENTED"])
      expect(errors?.[0]?.message).toMatch(/^The Shopify stand-in does not implement /)
    }
  })

  it("[scope-denied] refuses what the token has no scope for", async () => {
    const poor = await openTestShop({ scopes: ["write_inventory", "read_locations"] })
    const denied = await poor.ask("{ orders(first: 1) { nodes { id } } }")
    expect(denied.errors?.[0]?.extensions.code).toBe("ACCESS_DENIED")
    expect(denied.errors?.[0]?.message).toContain(
      "Access denied for orders field. Required access: `read_orders` access scope"
    )
    // Writing inventory implies reading it.
    expect((await poor.ask("{ inventoryItems(first: 1) { nodes { id } } }")).errors).toBeUndefined()
    await poor.close()
    const reader = await openTestShop({ scopes: ["read_inventory", "read_products"] })
    const write = await reader.ask(setQuantities, { input: oneRow(reader, "RED", 1, null), key: "k" })
    expect(write.errors?.[0]?.extensions.code).toBe("ACCESS_DENIED")
    await reader.close()
  })

  it("[gid-kind] refuses ids of another kind and texts that are no ids", async () => {
    const { product, item } = shop.ids("RED")
    expect(
      (await shop.ask("query($id: ID!) { inventoryItem(id: $id) { id } }", { id: product })).errors?.[0]?.extensions
        .code
    ).toBe("RESOURCE_NOT_FOUND")
    expect(
      (await shop.ask("query($id: ID!) { inventoryItem(id: $id) { id } }", { id: "17" })).errors?.[0]?.extensions.code
    ).toBe("INVALID_VARIABLE")
    const input = oneRow(shop, "RED", 1, null)
    const wrong = { ...input, quantities: input.quantities.map((row) => ({ ...row, locationId: item })) }
    expect((await shop.ask(setQuantities, { input: wrong, key: "k" })).errors?.[0]?.extensions.code).toBe(
      "RESOURCE_NOT_FOUND"
    )
  })

  it("[page-size] needs a size of at most 250", async () => {
    expect((await shop.ask("{ products { nodes { id } } }")).errors?.[0]?.message).toBe(
      "you must provide one of first or last"
    )
    expect((await shop.ask("{ products(first: 251) { nodes { id } } }")).errors?.[0]?.message).toContain(
      "first cannot exceed 250"
    )
  })

  it("[cursor-keyset] neither skips nor repeats what changes between two pages", async () => {
    for (let count = 0; count < 4; count++) {
      await shop.control.sell({ sku: "MUG" })
      shop.clock.advance(1000)
    }
    const page = (after: string | null) =>
      shop.ask(
        "query($after: String) { orders(first: 2, after: $after, sortKey: UPDATED_AT) { nodes { name } pageInfo { endCursor hasNextPage } } }",
        { after }
      )
    const first = (await page(null)).data.orders
    // #1001, already read, changes: it moves to the end and is seen again, and #1003 is not lost.
    await shop.control.edit({ orderId: "#1001", note: "gift" })
    const second = (await page(first.pageInfo.endCursor)).data.orders
    const third = (await page(second.pageInfo.endCursor)).data.orders
    const names = [first, second, third].map((one) => one.nodes.map((order: { name: string }) => order.name))
    expect(names).toEqual([["#1001", "#1002"], ["#1003", "#1004"], ["#1001"]])
    expect(third.pageInfo.hasNextPage).toBe(false)
  })

  it("[time-seconds] cannot tell two changes within one second apart", async () => {
    await shop.control.sell({ sku: "MUG" })
    const at = (await shop.ask("{ orders(first: 1) { nodes { updatedAt } } }")).data.orders.nodes[0].updatedAt
    shop.clock.advance(400)
    await shop.control.sell({ sku: "MUG" })
    const found = async (query: string) =>
      (await shop.ask("query($q: String) { orders(first: 5, query: $q) { nodes { name } } }", { q: query })).data.orders
        .nodes.length
    expect(at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
    expect([await found(`updated_at:>'${at}'`), await found(`updated_at:>=${at}`)]).toEqual([0, 2])
  })

  it("finds what is searched for", async () => {
    const skus = async (query: string) =>
      (
        await shop.ask("query($q: String) { productVariants(first: 9, query: $q) { nodes { sku } } }", { q: query })
      ).data.productVariants.nodes.map((one: { sku: string }) => one.sku)
    expect(await skus("sku:red")).toEqual(["RED"])
    expect(await skus("sku:RED OR sku:MUG")).toEqual(["RED", "MUG"])
    expect(await skus("barcode:111")).toEqual(["RED"])
    expect(await skus("product_status:active -sku:RED")).toEqual(["BLUE", "MUG"])
    expect(await skus(`id:${shop.ids("BLUE").variant.split("/").pop()}`)).toEqual(["BLUE"])
  })

  it("looks up every kind by its id, several at once, and says null to an unknown one", async () => {
    await shop.control.sell({ sku: "RED" })
    const level = (
      await shop.ask("{ inventoryItems(first: 1) { nodes { inventoryLevels(first: 1) { nodes { id } } } } }")
    ).data.inventoryItems.nodes[0].inventoryLevels.nodes[0].id
    const order = shop.control.snapshot().orders[0]?.id
    const { variant, item, product, location } = shop.ids("RED")
    const ids = [variant, item, product, location, level, order, "gid://shopify/Product/1"]
    const { data } = await shop.ask("query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }", { ids })
    expect(data.nodes.map((node: { id: string } | null) => node?.id ?? null)).toEqual([...ids.slice(0, 6), null])
  })

  it("tells what the token may do", async () => {
    const { data } = await shop.ask("{ currentAppInstallation { accessScopes { handle } } }")
    expect(data.currentAppInstallation.accessScopes).toContainEqual({ handle: "write_inventory" })
  })
})
