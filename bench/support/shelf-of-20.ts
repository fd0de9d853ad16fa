import assert from "node:assert/strict"
import type { Shop } from "../../examples/store/journeys/support/shop"

/** What a product list with stock needs: names, prices, and what can be promised in total and in each place, with terms. */
export interface Shelf {
  readonly products: {
    readonly nodes: readonly {
      readonly variants: readonly { readonly availability: { readonly locations: readonly unknown[] } }[]
    }[]
  }
}

/** Asked first: which twenty. Their ids, turned round by one for each request, make every request another one. */
const idsQuery = "{ products(first: 20) { nodes { id } } }"

const shopifyFields = "channelListings { connectionId shopify { status url quantity } }"

/** The query of the benches: twenty products of a shop with six locations. */
export const shelfOf20 = {
  query: (isWithShopify: boolean) => `query Shelf($ids: [ID!]) {
    products(first: 20, ids: $ids) {
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

  /** Fails when the answer is not twenty products with six locations each. */
  check(data: Shelf | null): void {
    assert.equal(data?.products.nodes.length, 20)
    for (const { variants } of data.products.nodes) {
      assert.ok(variants.length > 0)
      for (const { availability } of variants) assert.equal(availability.locations.length, 6)
    }
  },
}

/**
 * Gives each request the same twenty products in an order of its own. The gateway answers requests that are alike and under way at
 * the same time with one fetch; a bench of what a request costs must not profit from that.
 */
export async function differently(shop: Shop): Promise<() => { ids: string[] }> {
  const { data } = await shop.graphql<{ products: { nodes: { id: string }[] } }>(idsQuery)
  const ids = data?.products.nodes.map(({ id }) => id) ?? []
  let turn = 0
  return () => {
    turn = (turn + 1) % 1_000
    return { ids: shuffled(ids, turn) }
  }
}

/** The permutation of that number: the ids one by one from the places that the number's digits name. */
function shuffled(ids: readonly string[], number: number): string[] {
  const left = [...ids]
  const first = [number % 20, Math.floor(number / 20) % 19, Math.floor(number / 380) % 18].flatMap((at) =>
    left.splice(at, 1)
  )
  return [...first, ...left]
}
