import { IDENTITY_HEADER, signIdentity } from "@anyshelf/connector-kit/subgraph"
import type { CreatePriceListWorkflowInputDTO } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createPriceListsWorkflow, updateProductsWorkflow } from "@medusajs/medusa/core-flows"
import { gatewaySecret } from "../support/app"
import { anonymousWith, ask, staffWith } from "../support/ask"
import { describeSharedApp } from "../support/shared-app"
import { createProducts, createShop, type Shop } from "../support/shop"

describeSharedApp("catalog", ({ api, getContainer }) => {
  let shop: Shop

  beforeAll(async () => {
    shop = await createShop(getContainer())
    await createProducts(shop, [
      { handle: "oldest", title: "A plain shirt" },
      {
        handle: "shirt",
        title: "100% cotton_shirt",
        variants: [
          { sku: "SHIRT-S", size: "Small" },
          { sku: "SHIRT-L", size: "Large", eur: 21.5 },
        ],
      },
      { handle: "mug", title: "Mug" },
    ])
    await createProducts(shop, [{ handle: "secret", status: "draft" }])
    await createProducts(shop, [{ handle: "elsewhere", channelId: shop.otherChannelId }])
  })

  const shopper = (query: string, variables?: object) => ask(api, anonymousWith(shop.publishableKey), query, variables)
  const handles = async (args: string) => {
    const { data, errors } = await shopper(`{ products(${args}) { nodes { handle } } }`)
    expect(errors).toBeUndefined()
    return data.products.nodes.map((each: { handle: string }) => each.handle)
  }

  describe("who may read", () => {
    it.each([
      ["no identity", undefined],
      [
        "an identity that the gateway did not sign",
        () => signIdentity(anonymousWith(null), "another secret of thirty-two characters"),
      ],
      ["an identity of yesterday", () => signIdentity(anonymousWith(null), gatewaySecret, Date.now() - 86_400_000)],
      ["nonsense", () => "nonsense"],
    ])("refuses %s with 401 and reads nothing", async (_, identity) => {
      const headers = identity ? { [IDENTITY_HEADER]: identity() } : {}
      const { status, data } = await api.post(
        "/anyshelf/graphql",
        { query: "{ products { totalCount } }" },
        { headers }
      )
      expect(status).toBe(401)
      expect(data).toMatchObject({ errors: [{ extensions: { code: "UNAUTHENTICATED" } }] })
      expect(data.data).toBeUndefined()
    })

    it.each([
      ["without a publishable key", null, "x-publishable-api-key"],
      ["with an unknown key", "pk_unknown", "unknown or was revoked"],
    ])("says what to do %s", async (_, key, remedy) => {
      const { errors } = await ask(api, anonymousWith(key), "{ products { totalCount } }")
      expect(errors![0]).toMatchObject({ extensions: { code: "UNAUTHENTICATED" } })
      expect(errors![0]!.message).toContain(remedy)
    })

    it("never takes a revoked key", async () => {
      const keys = shop.container.resolve(Modules.API_KEY)
      const [key] = await keys.listApiKeys({ token: shop.otherPublishableKey })
      await keys.revoke(key!.id, { revoked_by: "test" })
      const { errors } = await ask(api, anonymousWith(shop.otherPublishableKey), "{ products { totalCount } }")
      expect(errors![0]!.extensions.code).toBe("UNAUTHENTICATED")
    })

    it("gives no introspection but the SDL", async () => {
      const identity = anonymousWith(null)
      const { data } = await ask(api, identity, "{ _service { sdl } }")
      expect(data._service.sdl).toContain("type Product")
      const { errors } = await ask(api, identity, "{ __schema { types { name } } }")
      expect(errors![0]!.message).toContain("introspection")
    })

    it("answers 413 to a body that no honest question needs", async () => {
      const headers = { [IDENTITY_HEADER]: signIdentity(anonymousWith(null), gatewaySecret) }
      const query = `{ products(search: "${"x".repeat(1_100_000)}") { totalCount } }`
      const { status } = await api.post("/anyshelf/graphql", { query }, { headers })
      expect(status).toBe(413)
    })
  })

  describe("what is seen", () => {
    it("shows what the channel carries and is published, newest first", async () => {
      const seen = await handles("first: 100")
      expect(new Set(seen)).toEqual(new Set(["oldest", "shirt", "mug"]))
      expect((await shopper("{ products { totalCount } }")).data.products.totalCount).toBe(3)
    })

    it.each(["secret", "elsewhere", "never-was"])("hides %s from every way in", async (handle) => {
      const product = shop.container.resolve(Modules.PRODUCT)
      const [hidden] = await product.listProducts({ handle }, { relations: ["variants"] })
      const id = hidden?.id ?? "prod_none"
      const variant = hidden?.variants[0]
      const { data } = await shopper(
        `query ($id: ID!, $handle: String!, $variantId: ID!, $sku: String!, $refs: [_Any!]!) {
          byId: product(id: $id) { id }
          byHandle: product(handle: $handle) { id }
          byVariant: productVariant(id: $variantId) { id }
          bySku: productVariant(sku: $sku) { id }
          listed: products(ids: [$id]) { totalCount nodes { id } }
          _entities(representations: $refs) { __typename }
        }`,
        {
          id,
          handle,
          variantId: variant?.id ?? "variant_none",
          sku: variant?.sku ?? "no-sku",
          refs: [
            { __typename: "Product", id },
            { __typename: "ProductVariant", id: variant?.id ?? "variant_none" },
          ],
        }
      )
      expect(data).toEqual({
        byId: null,
        byHandle: null,
        byVariant: null,
        bySku: null,
        listed: { totalCount: 0, nodes: [] },
        _entities: [null, null],
      })
    })

    it("shows staff without a key everything that is published", async () => {
      const { data } = await ask(api, staffWith(null), "{ products { totalCount nodes { handle } } }")
      expect(data.products.totalCount).toBe(4)
      expect(JSON.stringify(data)).not.toContain("secret")
    })

    it("finds by title, SKU and barcode, and takes a shopper's signs for themselves", async () => {
      expect(await handles('search: "SHIRT"')).toHaveLength(2)
      expect(await handles('search: "shirt-l"')).toEqual(["shirt"])
      expect(await handles('search: "%"')).toEqual(["shirt"])
      expect(await handles('search: "cotton_"')).toEqual(["shirt"])
      expect(await handles(String.raw`search: "\\"`)).toEqual([])
      expect(await handles('search: "   "')).toHaveLength(3)
      expect(await handles('handles: ["mug", "elsewhere"]')).toEqual(["mug"])
      expect(await handles("ids: []")).toEqual([])
    })

    it("shows a product as its page needs it", async () => {
      const { data, errors } = await shopper(`{ product(handle: "shirt") {
        title options { name values } updatedAt
        variants { sku title selectedOptions { name value } product { handle } } } }`)
      expect(errors).toBeUndefined()
      expect(data.product).toEqual({
        title: "100% cotton_shirt",
        options: [{ name: "Size", values: ["Small", "Large"] }],
        updatedAt: expect.stringMatching(/^\d{4}-.*Z$/),
        variants: ["Small", "Large"].map((size) => ({
          sku: `SHIRT-${size[0]}`,
          title: size,
          selectedOptions: [{ name: "Size", value: size }],
          product: { handle: "shirt" },
        })),
      })
    })
  })

  describe("pages", () => {
    it("give each product once, in the order of one long page", async () => {
      const whole = await handles("first: 100")
      const walked: string[] = []
      let after: string | null = null
      do {
        const { data } = await shopper(
          "query ($after: String) { products(first: 1, after: $after) { edges { cursor node { handle } } pageInfo { hasNextPage hasPreviousPage endCursor } } }",
          { after }
        )
        const { edges, pageInfo } = data.products
        expect(pageInfo.hasPreviousPage).toBe(walked.length > 0)
        expect(pageInfo.endCursor).toBe(edges[0].cursor)
        walked.push(edges[0].node.handle)
        after = pageInfo.hasNextPage ? pageInfo.endCursor : null
      } while (after && walked.length < 10)
      expect(walked).toEqual(whole)
    })

    it("keep their place when the row of a cursor is gone", async () => {
      const { data } = await shopper("{ products(first: 1) { pageInfo { endCursor } nodes { id } } }")
      const { endCursor } = data.products.pageInfo
      const setStatus = (status: "draft" | "published") =>
        updateProductsWorkflow(shop.container).run({
          input: { selector: { id: data.products.nodes[0].id }, update: { status } },
        })
      await setStatus("draft")
      expect(await handles(`first: 100, after: "${endCursor}"`)).toHaveLength(2)
      await setStatus("published")
    })

    it.each([
      ["first: 0", "must be 1 to 100"],
      ["first: 101", "must be 1 to 100"],
      ["first: -1", "must be 1 to 100"],
      ['after: "nonsense"', "not a cursor"],
      [`after: "${Buffer.from('["x","y"]').toString("base64url")}"`, "not a cursor"],
      [`after: "${Buffer.from('["a"]').toString("base64url")}"`, "not a cursor"],
      [`search: "${"x".repeat(201)}"`, "too long"],
      [`ids: [${'"a",'.repeat(101)}]`, "at most 100"],
    ])("refuse %s with a sentence", async (args, sentence) => {
      const { errors } = await shopper(`{ products(${args}) { nodes { id } } }`)
      expect(errors![0]).toMatchObject({ extensions: { code: "BAD_USER_INPUT" } })
      expect(errors![0]!.message).toContain(sentence)
    })

    it.each(['product(id: "a", handle: "b") { id }', "product { id }", "productVariant { id }"])(
      "refuse %s",
      async (field) => {
        const { errors } = await shopper(`{ ${field} }`)
        expect(errors![0]!.message).toContain("exactly one")
      }
    )
  })

  describe("prices", () => {
    const priceOf = async (args: string) => {
      const { data, errors } = await shopper(
        `{ productVariant(sku: "SHIRT-L") { price${args} { current { amount currencyCode } original { amount } taxInclusive } } }`
      )
      return { price: data?.productVariant?.price, error: errors?.[0] }
    }

    it("are in the smallest unit of the currency asked for", async () => {
      expect(await priceOf('(currencyCode: "EUR")')).toMatchObject({
        price: { current: { amount: 2150, currencyCode: "EUR" }, original: { amount: 2150 }, taxInclusive: false },
      })
      expect((await priceOf('(currencyCode: "jpy")')).price.current).toEqual({ amount: 1999, currencyCode: "JPY" })
      expect((await priceOf(`(regionId: "${shop.regionId}")`)).price.current).toEqual({
        amount: 2150,
        currencyCode: "EUR",
      })
    })

    it("are null where there is none, and an error where there is no such place", async () => {
      expect(await priceOf('(currencyCode: "kwd")')).toEqual({ price: null, error: undefined })
      expect((await priceOf('(regionId: "reg_none")')).error).toMatchObject({ extensions: { code: "BAD_USER_INPUT" } })
      expect((await priceOf(`(regionId: "${shop.regionId}", currencyCode: "eur")`)).error!.message).toContain(
        "not both"
      )
    })

    it("say what a sale takes off", async () => {
      const [variant] = await shop.container.resolve(Modules.PRODUCT).listProductVariants({ sku: "SHIRT-L" })
      await createPriceListsWorkflow(shop.container).run({
        input: {
          price_lists_data: [
            // Medusa's type forgets the kind of price list, which its workflow takes.
            {
              title: "Sale",
              description: "Sale",
              status: "active",
              type: "sale",
              prices: [{ amount: 15, currency_code: "eur", variant_id: variant!.id }],
            } as CreatePriceListWorkflowInputDTO,
          ],
        },
      })
      expect((await priceOf('(currencyCode: "eur")')).price).toMatchObject({
        current: { amount: 1500 },
        original: { amount: 2150 },
      })
    })

    it("of a customer group are for its customers alone", async () => {
      const customers = shop.container.resolve(Modules.CUSTOMER)
      const customer = await customers.createCustomers({ email: "ada@example.com" })
      const group = await customers.createCustomerGroups({ name: "Friends" })
      await customers.addCustomerToGroup({ customer_id: customer.id, customer_group_id: group.id })
      const [variant] = await shop.container.resolve(Modules.PRODUCT).listProductVariants({ sku: "SHIRT-S" })
      await createPriceListsWorkflow(shop.container).run({
        input: {
          price_lists_data: [
            // Medusa's type forgets the kind of price list, which its workflow takes.
            {
              title: "Friends",
              description: "Friends",
              status: "active",
              type: "override",
              rules: { "customer.groups.id": [group.id] },
              prices: [{ amount: 9, currency_code: "eur", variant_id: variant!.id }],
            } as CreatePriceListWorkflowInputDTO,
          ],
        },
      })
      const query = '{ productVariant(sku: "SHIRT-S") { price(currencyCode: "eur") { current { amount } } } }'
      const priceFor = async (actorId: string) => {
        const identity = { ...anonymousWith(shop.publishableKey), kind: "customer" as const, actorId }
        return (await ask(api, identity, query)).data.productVariant.price.current.amount
      }
      expect(await priceFor(customer.id)).toBe(900)
      expect(await priceFor("cus_stranger")).toBe(1999)
      expect((await shopper(query)).data.productVariant.price.current.amount).toBe(1999)
    })

    it("may be asked for in several currencies at once", async () => {
      const { data } = await shopper(
        '{ productVariant(sku: "SHIRT-S") { eur: price(currencyCode: "eur") { current { amount } } jpy: price(currencyCode: "jpy") { current { amount } } } }'
      )
      expect(data.productVariant).toEqual({ eur: { current: { amount: 1999 } }, jpy: { current: { amount: 1999 } } })
    })
  })
})
