/** What the playground shows first: one product, what can be promised of it, and where. */
export const exampleQuery = `# Put the store's publishable API key into the headers below.
# With staff credentials (authorization: Basic … or Bearer …) the closed fields are answered as well.
query Products($first: Int = 3) {
  products(first: $first) {
    totalCount
    nodes {
      title
      variants {
        sku
        price {
          current {
            amount
            currencyCode
          }
        }
        availability {
          quantity
          inStock
          asOf
          locations {
            quantity
            location {
              name
            }
          }
        }
        channelListings {
          sku
          shopify {
            status
            url
            quantity
          }
        }
      }
    }
  }
}
`
