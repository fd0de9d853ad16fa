import type {
  ListingByIdQuery,
  ListingByIdQueryVariables,
  ListingOfItemQuery,
  ListingOfItemQueryVariables,
  ListingsQuery,
  ListingsQueryVariables,
} from "../generated/admin"
import { query } from "../operation"

const listing = /* GraphQL */ `
  fragment Listing on ProductVariant {
    id
    sku
    barcode
    displayName
    updatedAt
    price
    product {
      id
      status
      onlineStoreUrl
    }
    inventoryItem {
      id
      tracked
      duplicateSkuCount
    }
  }
`

/** Costs at most 3 points for each variant asked for. */
export const listings = query<ListingsQuery, ListingsQueryVariables>(/* GraphQL */ `
  query Listings($first: Int!, $after: String, $filter: String) {
    productVariants(first: $first, after: $after, query: $filter, sortKey: ID) {
      nodes {
        ...Listing
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
    shop {
      currencyCode
    }
  }
  ${listing}
`)

export const listingById = query<ListingByIdQuery, ListingByIdQueryVariables>(/* GraphQL */ `
  query ListingById($id: ID!) {
    productVariant(id: $id) {
      ...Listing
    }
    shop {
      currencyCode
    }
  }
  ${listing}
`)

/** A webhook about an inventory item names no variant. */
export const listingOfItem = query<ListingOfItemQuery, ListingOfItemQueryVariables>(/* GraphQL */ `
  query ListingOfItem($id: ID!) {
    inventoryItem(id: $id) {
      variants(first: 1) {
        nodes {
          ...Listing
        }
      }
    }
    shop {
      currencyCode
    }
  }
  ${listing}
`)
