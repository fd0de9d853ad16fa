import assert from "node:assert/strict"

/** What a product list with stock needs: names, prices, and what can be promised in total and in each place, with terms. */
interface Shelf {
  readonly products: {
    readonly nodes: readonly {
      readonly variants: readonly { readonly availability: { readonly locations: readonly unknown[] } }[]
    }[]
  }
}

const shopifyFields = "channelListings { connectionId shopify { status url quantity } }"

/** The query of the benches: twenty products of a shop with six locations. */
export const shelfOf20 = {
  query: (isWithShopify: boolean) => `{
    products(first: 20) {
      nodes {
        id handle title description thumbnail
        variants {
          id title sku barcode selectedOptions { name value }
          price { current { amount currencyCode } original { amount } }
          availability {
            quantity asOf terms { locations channelBuffer }
            locations { location { id name } quantity terms { onHand reserved held safetyStock available } }
          }
          ${isWithShopify ? shopifyFields : ""}
        }
      }
    }
  }`,

  read: (data: unknown) => data as Shelf,

  /** Fails when the answer is not twenty products with six locations each. */
  check(data: Shelf | null): void {
    assert.equal(data?.products.nodes.length, 20)
    for (const { variants } of data.products.nodes) {
      assert.ok(variants.length > 0)
      for (const { availability } of variants) assert.equal(availability.locations.length, 6)
    }
  },
}
