import type {
  OrderByIdQuery,
  OrderByIdQueryVariables,
  OrderLinesQuery,
  OrderLinesQueryVariables,
  OrdersQuery,
  OrdersQueryVariables,
} from "../generated/admin"
import { query } from "../operation"

const money = /* GraphQL */ `
  fragment InShopMoney on MoneyBag {
    shopMoney {
      amount
      currencyCode
    }
  }
`

const address = /* GraphQL */ `
  fragment Address on MailingAddress {
    firstName
    lastName
    company
    address1
    address2
    city
    province
    zip
    countryCodeV2
    phone
  }
`

const lines = /* GraphQL */ `
  fragment Lines on LineItemConnection {
    nodes {
      id
      sku
      name
      quantity
      currentQuantity
      requiresShipping
      isGiftCard
      variant {
        id
      }
      originalUnitPriceSet {
        ...InShopMoney
      }
      discountAllocations {
        allocatedAmountSet {
          ...InShopMoney
        }
      }
      taxLines {
        priceSet {
          ...InShopMoney
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
`

const order = /* GraphQL */ `
  fragment OrderFacts on Order {
    id
    name
    email
    test
    cancelledAt
    processedAt
    updatedAt
    currencyCode
    taxesIncluded
    sourceName
    retailLocation {
      id
    }
    shippingAddress {
      ...Address
    }
    billingAddress {
      ...Address
    }
    currentTotalPriceSet {
      ...InShopMoney
    }
    shippingLines(first: 5) {
      nodes {
        currentDiscountedPriceSet {
          ...InShopMoney
        }
        taxLines {
          priceSet {
            ...InShopMoney
          }
        }
      }
    }
    fulfillmentOrders(first: 10) {
      nodes {
        id
        status
        deliveryMethod {
          methodType
        }
        assignedLocation {
          location {
            id
          }
        }
      }
    }
    lineItems(first: $lines) {
      ...Lines
    }
  }
  ${address}
  ${lines}
  ${money}
`

/** Oldest change first, so that an order that changes while we read is met again and never missed. */
export const orders = query<OrdersQuery, OrdersQueryVariables>(/* GraphQL */ `
  query Orders($first: Int!, $after: String, $filter: String, $lines: Int!) {
    orders(first: $first, after: $after, query: $filter, sortKey: UPDATED_AT) {
      nodes {
        ...OrderFacts
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
  ${order}
`)

export const orderById = query<OrderByIdQuery, OrderByIdQueryVariables>(/* GraphQL */ `
  query OrderById($id: ID!, $lines: Int!) {
    order(id: $id) {
      ...OrderFacts
    }
  }
  ${order}
`)

/** The lines of a long order that did not fit with the order itself. */
export const orderLines = query<OrderLinesQuery, OrderLinesQueryVariables>(/* GraphQL */ `
  query OrderLines($id: ID!, $first: Int!, $after: String) {
    order(id: $id) {
      updatedAt
      lineItems(first: $first, after: $after) {
        ...Lines
      }
    }
  }
  ${lines}
  ${money}
`)
