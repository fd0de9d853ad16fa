import type {
  LevelsOfVariantQuery,
  LevelsOfVariantQueryVariables,
  LiveListingsQuery,
  LiveListingsQueryVariables,
  LiveOrdersQuery,
  LiveOrdersQueryVariables,
} from "../generated/admin"
import { query } from "../operation"

const levelsOf = /* GraphQL */ `
  fragment ShownLevels on InventoryLevelConnection {
    nodes {
      location {
        id
        name
      }
      quantities(names: ["available"]) {
        quantity
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
`

/** Listings as Shopify shows them now; their levels only where somebody asked for them, since each costs three points. */
export const liveListings = query<LiveListingsQuery, LiveListingsQueryVariables>(/* GraphQL */ `
  query LiveListings($ids: [ID!]!, $withLevels: Boolean!, $levels: Int!) {
    nodes(ids: $ids) {
      ... on ProductVariant {
        id
        inventoryQuantity
        product {
          id
          status
          onlineStoreUrl
        }
        inventoryItem {
          id
          tracked
          inventoryLevels(first: $levels) @include(if: $withLevels) {
            ...ShownLevels
          }
        }
      }
    }
  }
  ${levelsOf}
`)

/** The levels of an article that is stocked at more places than one answer holds. */
export const levelsOfVariant = query<LevelsOfVariantQuery, LevelsOfVariantQueryVariables>(/* GraphQL */ `
  query LevelsOfVariant($itemId: ID!, $first: Int!, $after: String) {
    inventoryItem(id: $itemId) {
      id
      inventoryLevels(first: $first, after: $after) {
        ...ShownLevels
      }
    }
  }
  ${levelsOf}
`)

/** Orders as Shopify judges them now. */
export const liveOrders = query<LiveOrdersQuery, LiveOrdersQueryVariables>(/* GraphQL */ `
  query LiveOrders($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on Order {
        id
        displayFinancialStatus
        displayFulfillmentStatus
        cancelledAt
        risk {
          recommendation
          assessments {
            riskLevel
            facts {
              description
              sentiment
            }
          }
        }
      }
    }
  }
`)
