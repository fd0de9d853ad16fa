import type {
  LocationByIdQuery,
  LocationByIdQueryVariables,
  LocationsQuery,
  LocationsQueryVariables,
} from "../generated/admin"
import { query } from "../operation"

const place = /* GraphQL */ `
  fragment Place on Location {
    id
    name
    isActive
    updatedAt
    address {
      address1
      address2
      city
      province
      zip
      countryCode
      phone
    }
    localPickupSettingsV2 {
      pickupTime
    }
  }
`

export const locations = query<LocationsQuery, LocationsQueryVariables>(/* GraphQL */ `
  query Locations($first: Int!, $after: String) {
    locations(first: $first, after: $after, includeInactive: true, sortKey: ID) {
      nodes {
        ...Place
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
  ${place}
`)

export const locationById = query<LocationByIdQuery, LocationByIdQueryVariables>(/* GraphQL */ `
  query LocationById($id: ID!) {
    location(id: $id) {
      ...Place
    }
  }
  ${place}
`)
