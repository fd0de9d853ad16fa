import type {
  BulkByIdQuery,
  BulkByIdQueryVariables,
  BulkListingsQuery,
  BulkListingsQueryVariables,
  BulkStockQuery,
  BulkStockQueryVariables,
  RecentBulksQuery,
  RecentBulksQueryVariables,
  StartBulkMutation,
  StartBulkMutationVariables,
} from "../generated/admin"
import { mutation, query } from "../operation"

/** Shopify runs such a query by itself, over everything, and gives a file: https://shopify.dev/docs/api/usage/bulk-operations/queries */
export const bulkListings = query<BulkListingsQuery, BulkListingsQueryVariables>(/* GraphQL */ `
  query BulkListings {
    productVariants {
      edges {
        node {
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
      }
    }
  }
`)

/** Each level names its article and its place, so that a line of the file needs none of the others. */
export const bulkStock = query<BulkStockQuery, BulkStockQueryVariables>(/* GraphQL */ `
  query BulkStock {
    inventoryItems {
      edges {
        node {
          id
          inventoryLevels {
            edges {
              node {
                id
                isActive
                updatedAt
                item {
                  id
                }
                location {
                  id
                }
                quantities(names: ["available"]) {
                  name
                  quantity
                }
              }
            }
          }
        }
      }
    }
  }
`)

const facts = /* GraphQL */ `
  fragment BulkFacts on BulkOperation {
    id
    status
    createdAt
    objectCount
    rootObjectCount
    fileSize
    url
    query
  }
`

export const startBulk = mutation<StartBulkMutation, StartBulkMutationVariables>(/* GraphQL */ `
  mutation StartBulk($query: String!) {
    bulkOperationRunQuery(query: $query) {
      bulkOperation {
        ...BulkFacts
      }
      userErrors {
        code
        field
        message
      }
    }
  }
  ${facts}
`)

export const bulkById = query<BulkByIdQuery, BulkByIdQueryVariables>(/* GraphQL */ `
  query BulkById($id: ID!) {
    bulkOperation(id: $id) {
      ...BulkFacts
    }
    shop {
      currencyCode
    }
  }
  ${facts}
`)

/** The app's latest operations: one that was begun and then forgotten is taken up again, not begun anew. */
export const recentBulks = query<RecentBulksQuery, RecentBulksQueryVariables>(/* GraphQL */ `
  query RecentBulks($first: Int!) {
    bulkOperations(first: $first, sortKey: CREATED_AT, reverse: true) {
      nodes {
        ...BulkFacts
      }
    }
  }
  ${facts}
`)
