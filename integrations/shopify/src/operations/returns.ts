import type {
  CreateReturnMutation,
  CreateReturnMutationVariables,
  MoreSentLinesQuery,
  MoreSentLinesQueryVariables,
  OrdersWithReturnsQuery,
  OrdersWithReturnsQueryVariables,
  ProcessReturnMutation,
  ProcessReturnMutationVariables,
  ReturnByIdQuery,
  ReturnByIdQueryVariables,
  ReturnOfReverseOrderQuery,
  ReturnOfReverseOrderQueryVariables,
  ReturnReasonsQuery,
  ReturnReasonsQueryVariables,
  ReturnsOfOrderQuery,
  ReturnsOfOrderQueryVariables,
  SentLinesQuery,
  SentLinesQueryVariables,
} from "../generated/admin"
import { mutation, query } from "../operation"

const sent = /* GraphQL */ `
  fragment SentLines on FulfillmentLineItemConnection {
    nodes {
      id
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

/** There is no list of returns: https://shopify.dev/docs/api/admin-graphql/2026-07/objects/Return. Orders lead to them. */
export const ordersWithReturns = query<OrdersWithReturnsQuery, OrdersWithReturnsQueryVariables>(/* GraphQL */ `
  query OrdersWithReturns($first: Int!, $after: String, $filter: String, $returns: Int!) {
    orders(first: $first, after: $after, query: $filter, sortKey: UPDATED_AT) {
      nodes {
        id
        updatedAt
        returnStatus
        returns(first: $returns) {
          nodes {
            id
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
`)

/** The returns of one order, with the notes by which our own are known again. */
export const returnsOfOrder = query<ReturnsOfOrderQuery, ReturnsOfOrderQueryVariables>(/* GraphQL */ `
  query ReturnsOfOrder($id: ID!, $first: Int!, $after: String, $lines: Int!) {
    order(id: $id) {
      returns(first: $first, after: $after) {
        nodes {
          id
          status
          returnLineItems(first: $lines) {
            nodes {
              returnReasonNote
              quantity
              ... on ReturnLineItem {
                fulfillmentLineItem {
                  id
                }
              }
            }
            pageInfo {
              hasNextPage
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

/** A return as a whole. Costs some 430 of the 1000 points that one call may cost. */
export const returnById = query<ReturnByIdQuery, ReturnByIdQueryVariables>(/* GraphQL */ `
  query ReturnById($id: ID!, $lines: Int!, $after: String) {
    return(id: $id) {
      id
      name
      status
      order {
        id
        updatedAt
        currencyCode
      }
      returnLineItems(first: $lines, after: $after) {
        nodes {
          id
          quantity
          processedQuantity
          unprocessedQuantity
          returnReasonNote
          returnReasonDefinition {
            handle
          }
          ... on ReturnLineItem {
            fulfillmentLineItem {
              id
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
      reverseFulfillmentOrders(first: 3) {
        nodes {
          id
          lineItems(first: $lines) {
            nodes {
              id
              totalQuantity
              fulfillmentLineItem {
                id
              }
              dispositions {
                type
                quantity
                location {
                  id
                }
              }
            }
          }
        }
      }
      refunds(first: 10) {
        nodes {
          totalRefundedSet {
            shopMoney {
              amount
              currencyCode
            }
          }
        }
      }
    }
  }
`)

/** A webhook about goods that were put away names only where they were put away for. */
export const returnOfReverseOrder = query<ReturnOfReverseOrderQuery, ReturnOfReverseOrderQueryVariables>(/* GraphQL */ `
  query ReturnOfReverseOrder($id: ID!) {
    reverseFulfillmentOrder(id: $id) {
      order {
        returns(first: 20) {
          nodes {
            id
            reverseFulfillmentOrders(first: 3) {
              nodes {
                id
              }
            }
          }
        }
      }
    }
  }
`)

/** What of an order was sent, line by line: only that can come back. */
export const sentLines = query<SentLinesQuery, SentLinesQueryVariables>(/* GraphQL */ `
  query SentLines($id: ID!, $first: Int!, $lines: Int!) {
    order(id: $id) {
      fulfillments(first: $first) {
        id
        status
        fulfillmentLineItems(first: $lines) {
          ...SentLines
        }
      }
    }
  }
  ${sent}
`)

/** The lines of a large fulfilment that did not fit with it. */
export const moreSentLines = query<MoreSentLinesQuery, MoreSentLinesQueryVariables>(/* GraphQL */ `
  query MoreSentLines($id: ID!, $first: Int!, $after: String) {
    fulfillment(id: $id) {
      fulfillmentLineItems(first: $first, after: $after) {
        ...SentLines
      }
    }
  }
  ${sent}
`)

/** The library of reasons; a return made without one is refused. */
export const returnReasons = query<ReturnReasonsQuery, ReturnReasonsQueryVariables>(/* GraphQL */ `
  query ReturnReasons($first: Int!) {
    returnReasonDefinitions(first: $first) {
      nodes {
        id
        handle
        name
        deleted
      }
    }
  }
`)

export const createReturn = mutation<CreateReturnMutation, CreateReturnMutationVariables>(/* GraphQL */ `
  mutation CreateReturn($input: ReturnInput!) {
    returnCreate(returnInput: $input) {
      return {
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

export const processReturn = mutation<ProcessReturnMutation, ProcessReturnMutationVariables>(/* GraphQL */ `
  mutation ProcessReturn($input: ReturnProcessInput!) {
    returnProcess(input: $input) {
      return {
        id
        status
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`)
