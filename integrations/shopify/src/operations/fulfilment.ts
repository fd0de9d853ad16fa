import type {
  CancelFulfilmentMutation,
  CancelFulfilmentMutationVariables,
  CancelOrderMutation,
  CancelOrderMutationVariables,
  CreateFulfilmentMutation,
  CreateFulfilmentMutationVariables,
  FulfilmentByIdQuery,
  FulfilmentByIdQueryVariables,
  HoldMutation,
  HoldMutationVariables,
  MoveMutation,
  MoveMutationVariables,
  OrderStateQuery,
  OrderStateQueryVariables,
  OrderWorkQuery,
  OrderWorkQueryVariables,
  PrepareMutation,
  PrepareMutationVariables,
  ReleaseMutation,
  ReleaseMutationVariables,
  SplitMutation,
  SplitMutationVariables,
  UpdateTrackingMutation,
  UpdateTrackingMutationVariables,
  WorkLinesQuery,
  WorkLinesQueryVariables,
} from "../generated/admin"
import { mutation, query } from "../operation"

const workLines = /* GraphQL */ `
  fragment WorkLines on FulfillmentOrderLineItemConnection {
    nodes {
      id
      remainingQuantity
      totalQuantity
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

/** What is still to be done for an order, and where. Costs some 560 of the 1000 points that one call may cost. */
export const orderWork = query<OrderWorkQuery, OrderWorkQueryVariables>(/* GraphQL */ `
  query OrderWork($id: ID!, $first: Int!, $after: String, $lines: Int!) {
    order(id: $id) {
      id
      cancelledAt
      fulfillmentOrders(first: $first, after: $after) {
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
          supportedActions {
            action
          }
          fulfillmentHolds {
            id
            handle
            heldByRequestingApp
          }
          lineItems(first: $lines) {
            ...WorkLines
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
  ${workLines}
`)

/** The lines of a large fulfilment order that did not fit with it. */
export const moreWorkLines = query<WorkLinesQuery, WorkLinesQueryVariables>(/* GraphQL */ `
  query WorkLines($id: ID!, $first: Int!, $after: String) {
    fulfillmentOrder(id: $id) {
      lineItems(first: $first, after: $after) {
        ...WorkLines
      }
    }
  }
  ${workLines}
`)

export const createFulfilment = mutation<CreateFulfilmentMutation, CreateFulfilmentMutationVariables>(/* GraphQL */ `
  mutation CreateFulfilment($fulfilment: FulfillmentInput!) {
    fulfillmentCreate(fulfillment: $fulfilment) {
      fulfillment {
        id
      }
      userErrors {
        field
        message
      }
    }
  }
`)

export const fulfilmentById = query<FulfilmentByIdQuery, FulfilmentByIdQueryVariables>(/* GraphQL */ `
  query FulfilmentById($id: ID!) {
    fulfillment(id: $id) {
      id
      status
      trackingInfo(first: 100) {
        company
        number
        url
      }
    }
  }
`)

export const updateTracking = mutation<UpdateTrackingMutation, UpdateTrackingMutationVariables>(/* GraphQL */ `
  mutation UpdateTracking($id: ID!, $tracking: FulfillmentTrackingInput!, $notify: Boolean!) {
    fulfillmentTrackingInfoUpdate(fulfillmentId: $id, trackingInfoInput: $tracking, notifyCustomer: $notify) {
      fulfillment {
        id
      }
      userErrors {
        field
        message
      }
    }
  }
`)

export const cancelFulfilment = mutation<CancelFulfilmentMutation, CancelFulfilmentMutationVariables>(/* GraphQL */ `
  mutation CancelFulfilment($id: ID!) {
    fulfillmentCancel(id: $id) {
      fulfillment {
        id
        status
      }
      userErrors {
        field
        message
      }
    }
  }
`)

/** Writes to the customer, so it is never sent for what is prepared already. The payload does not say what became of it. */
export const prepare = mutation<PrepareMutation, PrepareMutationVariables>(/* GraphQL */ `
  mutation Prepare($input: FulfillmentOrderLineItemsPreparedForPickupInput!) {
    fulfillmentOrderLineItemsPreparedForPickup(input: $input) {
      userErrors {
        code
        field
        message
      }
    }
  }
`)

export const split = mutation<SplitMutation, SplitMutationVariables>(/* GraphQL */ `
  mutation Split($splits: [FulfillmentOrderSplitInput!]!) {
    fulfillmentOrderSplit(fulfillmentOrderSplits: $splits) {
      fulfillmentOrderSplits {
        fulfillmentOrder {
          id
        }
        remainingFulfillmentOrder {
          id
        }
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`)

export const hold = mutation<HoldMutation, HoldMutationVariables>(/* GraphQL */ `
  mutation Hold($id: ID!, $hold: FulfillmentOrderHoldInput!) {
    fulfillmentOrderHold(id: $id, fulfillmentHold: $hold) {
      fulfillmentHold {
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

export const release = mutation<ReleaseMutation, ReleaseMutationVariables>(/* GraphQL */ `
  mutation Release($id: ID!, $holdIds: [ID!]!) {
    fulfillmentOrderReleaseHold(id: $id, holdIds: $holdIds) {
      fulfillmentOrder {
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

export const move = mutation<MoveMutation, MoveMutationVariables>(/* GraphQL */ `
  mutation Move($id: ID!, $locationId: ID!, $lines: [FulfillmentOrderLineItemInput!]) {
    fulfillmentOrderMove(id: $id, newLocationId: $locationId, fulfillmentOrderLineItems: $lines) {
      movedFulfillmentOrder {
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

/** Whether an order is called off, and what a refund of it can draw on. */
export const orderState = query<OrderStateQuery, OrderStateQueryVariables>(/* GraphQL */ `
  query OrderState($id: ID!) {
    order(id: $id) {
      id
      cancelledAt
    }
  }
`)

/** Works in the background: the job says only that Shopify has taken it on. */
export const cancelOrder = mutation<CancelOrderMutation, CancelOrderMutationVariables>(/* GraphQL */ `
  mutation CancelOrder(
    $id: ID!
    $reason: OrderCancelReason!
    $restock: Boolean!
    $refundMethod: OrderCancelRefundMethodInput
    $notify: Boolean!
  ) {
    orderCancel(
      orderId: $id
      reason: $reason
      restock: $restock
      refundMethod: $refundMethod
      notifyCustomer: $notify
    ) {
      job {
        id
        done
      }
      orderCancelUserErrors {
        code
        field
        message
      }
    }
  }
`)
