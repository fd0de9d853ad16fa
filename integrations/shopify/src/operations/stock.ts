import type {
  ActivateStockMutation,
  ActivateStockMutationVariables,
  LevelByIdsQuery,
  LevelByIdsQueryVariables,
  LevelsOfItemsQuery,
  LevelsOfItemsQueryVariables,
  LevelsQuery,
  LevelsQueryVariables,
  SetStockMutation,
  SetStockMutationVariables,
} from "../generated/admin"
import { mutation, query } from "../operation"

const level = /* GraphQL */ `
  fragment Level on InventoryLevel {
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
`

/** One place after another, so that no page has a list within a list that might be cut short. */
export const levels = query<LevelsQuery, LevelsQueryVariables>(/* GraphQL */ `
  query Levels($afterLocation: String, $first: Int!, $after: String, $filter: String) {
    locations(first: 1, after: $afterLocation, sortKey: ID) {
      nodes {
        id
        inventoryLevels(first: $first, after: $after, query: $filter) {
          nodes {
            ...Level
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
  ${level}
`)

export const levelByIds = query<LevelByIdsQuery, LevelByIdsQueryVariables>(/* GraphQL */ `
  query LevelByIds($itemId: ID!, $locationId: ID!) {
    inventoryItem(id: $itemId) {
      id
      inventoryLevel(locationId: $locationId) {
        ...Level
      }
    }
  }
  ${level}
`)

/** What is shown at one place for several articles: read again after a compare-and-set that compared wrong. */
export const levelsOfItems = query<LevelsOfItemsQuery, LevelsOfItemsQueryVariables>(/* GraphQL */ `
  query LevelsOfItems($itemIds: [ID!]!, $locationId: ID!) {
    nodes(ids: $itemIds) {
      ... on InventoryItem {
        id
        inventoryLevel(locationId: $locationId) {
          ...Level
        }
      }
    }
  }
  ${level}
`)

/**
 * The key is required since 2026-04, and so is changeFromQuantity, be it null; the schema itself asks for neither:
 * https://shopify.dev/docs/api/usage/idempotent-requests
 */
export const setStock = mutation<SetStockMutation, SetStockMutationVariables>(/* GraphQL */ `
  mutation SetStock($input: InventorySetQuantitiesInput!, $key: String!) {
    inventorySetQuantities(input: $input) @idempotent(key: $key) {
      inventoryAdjustmentGroup {
        id
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`)

/** Before 2026-10 an article can only be counted where it was stocked first. */
export const activateStock = mutation<ActivateStockMutation, ActivateStockMutationVariables>(/* GraphQL */ `
  mutation ActivateStock($itemId: ID!, $locationId: ID!, $key: String!) {
    inventoryActivate(inventoryItemId: $itemId, locationId: $locationId) @idempotent(key: $key) {
      inventoryLevel {
        id
      }
      userErrors {
        field
        message
      }
    }
  }
`)
