import type {
  ListingByIdQuery,
  ListingByIdQueryVariables,
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
    product {
      id
      status
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
  }
  ${listing}
`)

export const listingById = query<ListingByIdQuery, ListingByIdQueryVariables>(/* GraphQL */ `
  query ListingById($id: ID!) {
    productVariant(id: $id) {
      ...Listing
    }
  }
  ${listing}
`)
