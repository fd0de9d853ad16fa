import type {
  FulfilmentLinesQuery,
  FulfilmentLinesQueryVariables,
  OrderByIdQuery,
  OrderByIdQueryVariables,
  OrderHistoryQuery,
  OrderHistoryQueryVariables,
  OrderLinesQuery,
  OrderLinesQueryVariables,
  OrderOfFulfillmentOrderQuery,
  OrderOfFulfillmentOrderQueryVariables,
  OrderPlacesQuery,
  OrderPlacesQueryVariables,
  OrdersQuery,
  OrdersQueryVariables,
  RefundLinesQuery,
  RefundLinesQueryVariables,
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
      customAttributes {
        key
        value
      }
      duties {
        price {
          ...InShopMoney
        }
      }
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
    phone
    note
    test
    cancelledAt
    cancelReason
    processedAt
    updatedAt
    currencyCode
    taxesIncluded
    sourceName
    sourceIdentifier
    discountCodes
    displayFinancialStatus
    displayFulfillmentStatus
    dutiesIncluded
    customAttributes {
      key
      value
    }
    customer {
      id
      firstName
      lastName
      defaultEmailAddress {
        emailAddress
      }
      defaultPhoneNumber {
        phoneNumber
      }
    }
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
    currentTotalTaxSet {
      ...InShopMoney
    }
    currentTotalDutiesSet {
      ...InShopMoney
    }
    totalTipReceivedSet {
      ...InShopMoney
    }
    totalRefundedSet {
      ...InShopMoney
    }
    totalReceivedSet {
      ...InShopMoney
    }
    additionalFees {
      name
      price {
        ...InShopMoney
      }
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

const fulfilmentLines = /* GraphQL */ `
  fragment FulfilmentLines on FulfillmentLineItemConnection {
    nodes {
      quantity
      lineItem {
        id
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
`

const refundLines = /* GraphQL */ `
  fragment RefundLines on RefundLineItemConnection {
    nodes {
      quantity
      restocked
      restockType
      location {
        id
      }
      lineItem {
        id
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
`

/** What has left and what has gone back: asked only of orders of which something has. */
export const orderHistory = query<OrderHistoryQuery, OrderHistoryQueryVariables>(/* GraphQL */ `
  query OrderHistory($id: ID!, $fulfilments: Int!, $refunds: Int!, $lines: Int!) {
    order(id: $id) {
      updatedAt
      fulfillments(first: $fulfilments) {
        id
        status
        createdAt
        location {
          id
        }
        trackingInfo(first: 10) {
          company
          number
          url
        }
        fulfillmentLineItems(first: $lines) {
          ...FulfilmentLines
        }
      }
      refunds(first: $refunds) {
        id
        createdAt
        processedAt
        return {
          id
        }
        totalRefundedSet {
          ...InShopMoney
        }
        refundLineItems(first: $lines) {
          ...RefundLines
        }
      }
    }
  }
  ${fulfilmentLines}
  ${refundLines}
  ${money}
`)

/** The lines of a large fulfilment that did not fit with it. */
export const moreFulfilmentLines = query<FulfilmentLinesQuery, FulfilmentLinesQueryVariables>(/* GraphQL */ `
  query FulfilmentLines($id: ID!, $first: Int!, $after: String) {
    fulfillment(id: $id) {
      fulfillmentLineItems(first: $first, after: $after) {
        ...FulfilmentLines
      }
    }
  }
  ${fulfilmentLines}
`)

/** The lines of a large refund that did not fit with it. */
export const moreRefundLines = query<RefundLinesQuery, RefundLinesQueryVariables>(/* GraphQL */ `
  query RefundLines($id: ID!, $first: Int!, $after: String) {
    refund(id: $id) {
      refundLineItems(first: $first, after: $after) {
        ...RefundLines
      }
    }
  }
  ${refundLines}
`)

/** Which lines leave with which fulfilment order: asked only of orders that leave in several ways, or from several places. */
export const orderPlaces = query<OrderPlacesQuery, OrderPlacesQueryVariables>(/* GraphQL */ `
  query OrderPlaces($id: ID!, $first: Int!, $after: String, $lines: Int!) {
    order(id: $id) {
      updatedAt
      fulfillmentOrders(first: $first, after: $after) {
        nodes {
          id
          lineItems(first: $lines) {
            nodes {
              lineItem {
                id
              }
            }
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`)

/** A webhook about a fulfilment order names no order. */
export const orderOfFulfillmentOrder = query<OrderOfFulfillmentOrderQuery, OrderOfFulfillmentOrderQueryVariables>(
  /* GraphQL */ `
    query OrderOfFulfillmentOrder($id: ID!) {
      fulfillmentOrder(id: $id) {
        orderId
      }
    }
  `
)
