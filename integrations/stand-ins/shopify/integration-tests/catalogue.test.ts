import { mutate } from "./admin-client"
import { openReceiver } from "./receiver"
import { levelOf, openTestShop, type TestShop } from "./test-shop"

const productFields = `id handle title status descriptionHtml onlineStoreUrl options { name values } images(first: 5) { nodes { url altText } }
  variants(first: 9) { nodes { id sku barcode price compareAtPrice inventoryPolicy selectedOptions { name value } inventoryItem { id tracked requiresShipping } } }`

describe("the catalogue", () => {
  let shop: TestShop
  beforeEach(async () => {
    shop = await openTestShop()
  })
  afterEach(async () => {
    expect(shop.control.snapshot().counters).toMatchObject({ standInLied: 0, notImplemented: 0 })
    await shop.close()
  })

  const set = (input: object, identifier?: object) =>
    mutate(
      shop,
      "productSet",
      "$input: ProductSetInput!, $identifier: ProductSetIdentifiers",
      "input: $input, identifier: $identifier, synchronous: true",
      `product { ${productFields} } productSetOperation { id } userErrors { code field message }`,
      { input, identifier }
    )
  const sizes = (values: readonly string[]) => ({
    productOptions: [{ name: "Size", values: values.map((name) => ({ name })) }],
    variants: values.map((name, at) => ({
      sku: `HAT-${name}`,
      price: `${10 + at}.50`,
      optionValues: [{ optionName: "Size", name }],
    })),
  })

  it("[product-set] makes a product and changes it by handle or id; a list that is given is the whole list", async () => {
    const made = await set(
      {
        title: "Felt Hat",
        descriptionHtml: "<p>Warm</p>",
        files: [{ originalSource: "https://example.com/hat.jpg", alt: "Hat" }],
        ...sizes(["S", "M"]),
      },
      { handle: "hat" }
    )
    expect(made).toMatchObject({
      userErrors: [],
      productSetOperation: null,
      product: {
        handle: "hat",
        status: "ACTIVE",
        options: [{ name: "Size", values: ["S", "M"] }],
        images: { nodes: [{ url: "https://example.com/hat.jpg", altText: "Hat" }] },
        variants: {
          nodes: [
            { sku: "HAT-S", price: "10.50", inventoryItem: { tracked: true } },
            { sku: "HAT-M", price: "11.50" },
          ],
        },
      },
    })
    const again = await set({ title: "Hat", ...sizes(["M", "L"]) }, { handle: "hat" })
    expect(again.product).toMatchObject({ id: made.product.id, title: "Hat", descriptionHtml: "<p>Warm</p>" })
    expect(again.product.variants.nodes.map(({ sku }: { sku: string }) => sku)).toEqual(["HAT-M", "HAT-L"])
    expect(again.product.variants.nodes[0].id).toBe(made.product.variants.nodes[1].id)
    expect((await set({ id: made.product.id, status: "DRAFT" })).product).toMatchObject({
      status: "DRAFT",
      onlineStoreUrl: null,
      title: "Hat",
    })
    const found = await shop.ask(`{ productVariants(first: 5, query: "sku:HAT-S OR sku:HAT-L") { nodes { sku } } }`)
    expect(found.data.productVariants.nodes).toEqual([{ sku: "HAT-L" }])
  })

  it("[product-refused] says by code what is wrong, and changes nothing", async () => {
    const bad: [object, object | undefined, string][] = [
      [{ title: " " }, undefined, "INVALID_PRODUCT"],
      [{ title: "X", handle: "shirt" }, undefined, "HANDLE_NOT_UNIQUE"],
      [
        { title: "X", variants: [{ optionValues: [{ optionName: "A", name: "a" }] }] },
        undefined,
        "PRODUCT_OPTIONS_INPUT_MISSING",
      ],
      [{ title: "X", productOptions: [{ name: "A", values: [{ name: "a" }] }] }, undefined, "VARIANTS_INPUT_MISSING"],
      [{ title: "X", ...sizes(["S", "S"]) }, undefined, "INVALID_VARIANT"],
      [{ title: "X" }, { id: "gid://shopify/Product/1" }, "PRODUCT_DOES_NOT_EXIST"],
      [{ title: "X", handle: "a" }, { handle: "b" }, "INPUT_MISMATCH"],
    ]
    for (const [input, identifier, code] of bad) expect((await set(input, identifier)).userErrors[0]?.code).toBe(code)
    expect(shop.state.products.size).toBe(2)
  })

  it("sets quantities where they are named, and takes SKUs twice or not at all", async () => {
    const place = shop.control.snapshot().locations.find(({ name }) => name === "Flagship store")?.id
    const stocked = sizes(["S"])
    const [variant] = stocked.variants
    const quantities = { inventoryQuantities: [{ locationId: place, name: "available", quantity: 7 }] }
    await set({ title: "Cap", ...stocked, variants: [{ ...variant, sku: "RED", ...quantities }] })
    expect(
      (await shop.ask(`{ inventoryItems(first: 5, query: "sku:RED") { nodes { duplicateSkuCount } } }`)).data
        .inventoryItems.nodes
    ).toEqual([{ duplicateSkuCount: 2 }, { duplicateSkuCount: 2 }])
    await set({ title: "Blank", ...stocked, variants: [{ ...variant, sku: "" }] })
    expect(
      (
        await shop.ask(
          `{ products(first: 5, query: "handle:blank") { nodes { variants(first: 1) { nodes { sku } } } } }`
        )
      ).data.products.nodes[0].variants.nodes
    ).toEqual([{ sku: null }])
    await shop.control.loadProducts([
      { handle: "n", title: "N", variants: [{ sku: "N", inventoryQuantities: { "Flagship store": 4 } }] },
    ])
    expect([
      levelOf(shop, "N", "Flagship store").available,
      Object.keys(shop.control.snapshot({ sku: "N" }).levels["N"] ?? {}),
    ]).toEqual([4, ["Flagship store"]])
  })

  it("[product-published] shows what is active and published, and hides it when it is taken off", async () => {
    const { publications } = (await shop.ask("{ publications(first: 5) { nodes { id } } }")).data
    const id = shop.ids("RED").product
    const turn = (name: string, publicationId: string) =>
      mutate(
        shop,
        name,
        "$id: ID!, $input: [PublicationInput!]!",
        "id: $id, input: $input",
        "publishable { ... on Product { onlineStoreUrl } } userErrors { field message }",
        { id, input: [{ publicationId }] }
      )
    expect((await turn("publishableUnpublish", publications.nodes[0].id)).publishable).toEqual({ onlineStoreUrl: null })
    const shown = await turn("publishablePublish", publications.nodes[0].id)
    expect(shown.publishable.onlineStoreUrl).toContain("/products/shirt")
    expect((await turn("publishablePublish", "gid://shopify/Publication/1")).userErrors).toHaveLength(1)
    const status = await mutate(
      shop,
      "productChangeStatus",
      "$id: ID!",
      "productId: $id, status: ARCHIVED",
      "product { status onlineStoreUrl } userErrors { message }",
      { id }
    )
    expect(status.product).toEqual({ status: "ARCHIVED", onlineStoreUrl: null })
    const update = await mutate(
      shop,
      "productUpdate",
      "$product: ProductUpdateInput!",
      "product: $product",
      "product { title } userErrors { message }",
      { product: { id, title: "Tee" } }
    )
    expect(update.product).toEqual({ title: "Tee" })
  })

  it("[product-gone] deletes a product with its articles, and tells of each change", async () => {
    const receiver = await openReceiver()
    for (const topic of ["PRODUCTS_CREATE", "PRODUCTS_UPDATE", "PRODUCTS_DELETE", "INVENTORY_ITEMS_DELETE"])
      await shop.ask(
        `mutation($topic: WebhookSubscriptionTopic!, $uri: String) { webhookSubscriptionCreate(topic: $topic, webhookSubscription: { uri: $uri }) { userErrors { message } } }`,
        { topic, uri: receiver.url }
      )
    const { product } = await set({ title: "Short-lived" })
    await set({ id: product.id, title: "Shorter" })
    await shop.control.sell({ variantId: product.variants.nodes[0].id, quantity: 1 })
    const gone = await mutate(
      shop,
      "productDelete",
      "$input: ProductDeleteInput!",
      "input: $input",
      "deletedProductId userErrors { message }",
      { input: { id: product.id } }
    )
    expect(gone).toEqual({ deletedProductId: product.id, userErrors: [] })
    expect((await shop.ask(`query($id: ID!) { product(id: $id) { id } }`, { id: product.id })).data.product).toBeNull()
    await shop.control.settled()
    expect(receiver.received.map(({ headers }) => headers["x-shopify-topic"]).sort()).toEqual([
      "inventory_items/delete",
      "products/create",
      "products/delete",
      "products/update",
    ])
    await receiver.close()
  })

  it("[unstock] stops stocking an article at a place, but not where it is promised or at its last place", async () => {
    const levels = async (sku: string) =>
      (
        await shop.ask(
          `query($q: String) { inventoryItems(first: 1, query: $q) { nodes { inventoryLevels(first: 5) { nodes { id location { name } } } } } }`,
          { q: `sku:${sku}` }
        )
      ).data.inventoryItems.nodes[0].inventoryLevels.nodes
    const unstock = async (inventoryLevelId: string) =>
      (
        await mutate(shop, "inventoryDeactivate", "$id: ID!", "inventoryLevelId: $id", "userErrors { message }", {
          id: inventoryLevelId,
        })
      ).userErrors
    const [first, second] = await levels("BLUE")
    await shop.control.sell({ sku: "BLUE", locationId: first.location.name })
    expect(await unstock(first.id)).toHaveLength(1)
    expect(await unstock(second.id)).toEqual([])
    expect(await levels("BLUE")).toHaveLength(1)
    expect(await unstock((await levels("RED"))[0].id)).toHaveLength(1)
  })
})
