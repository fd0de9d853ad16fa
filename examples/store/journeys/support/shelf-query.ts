/** One query for everything about a product on the shelf: ours, and what Shopify shows at this moment. */
export const shelfQuery = /* GraphQL */ `
  query Shelf($handle: String!) {
    product(handle: $handle) {
      id
      title
      variants {
        id
        sku
        price {
          current {
            amount
            currencyCode
          }
        }
        availability {
          quantity
          asOf
          terms {
            locations
            channelBuffer
          }
          locations {
            location {
              name
            }
            quantity
            terms {
              onHand
              reserved
              held
              safetyStock
              available
            }
          }
        }
        channelListings {
          connectionId
          externalId
          shopify {
            status
            url
            quantity
          }
        }
      }
    }
  }
`

/** What the shelf query answers. */
export interface Shelf {
  readonly product: {
    readonly id: string
    readonly title: string
    readonly variants: readonly ShelfVariant[]
  } | null
}

/** One variant of the answer. */
export interface ShelfVariant {
  readonly id: string
  readonly sku: string
  readonly price: { readonly current: { readonly amount: number; readonly currencyCode: string } } | null
  readonly availability: {
    readonly quantity: number
    readonly asOf: string
    readonly terms: { readonly locations: number; readonly channelBuffer: number } | null
    readonly locations: readonly {
      readonly location: { readonly name: string }
      readonly quantity: number
      readonly terms:
        | readonly {
            readonly onHand: number
            readonly reserved: number
            readonly held: number
            readonly safetyStock: number
            readonly available: number
          }[]
        | null
    }[]
  }
  readonly channelListings:
    | readonly {
        readonly connectionId: string
        readonly externalId: string
        readonly shopify: { readonly status: string; readonly url: string | null; readonly quantity: number } | null
      }[]
    | null
}
