import type {
  CreateRefundMutation,
  CreateRefundMutationVariables,
  RefundGroundsQuery,
  RefundGroundsQueryVariables,
  SuggestedRefundQuery,
  SuggestedRefundQueryVariables,
} from "../generated/admin"
import { mutation, query } from "../operation"

/** What was paid, what went back, and by which payments: a refund draws on the payments themselves. */
export const refundGrounds = query<RefundGroundsQuery, RefundGroundsQueryVariables>(/* GraphQL */ `
  query RefundGrounds($id: ID!) {
    order(id: $id) {
      id
      currencyCode
      presentmentCurrencyCode
      totalReceivedSet {
        ...InBothMoneys
      }
      refunds(first: 100) {
        id
        note
      }
      transactions(first: 100) {
        id
        kind
        status
        gateway
        parentTransaction {
          id
        }
        amountSet {
          ...InBothMoneys
        }
      }
    }
  }
  fragment InBothMoneys on MoneyBag {
    shopMoney {
      amount
      currencyCode
    }
    presentmentMoney {
      amount
      currencyCode
    }
  }
`)

/** What Shopify itself would give back for these lines. */
export const suggestedRefund = query<SuggestedRefundQuery, SuggestedRefundQueryVariables>(/* GraphQL */ `
  query SuggestedRefund($id: ID!, $lines: [RefundLineItemInput!], $shipping: Money) {
    order(id: $id) {
      suggestedRefund(refundLineItems: $lines, shippingAmount: $shipping) {
        amountSet {
          presentmentMoney {
            amount
            currencyCode
          }
        }
      }
    }
  }
`)

/** The key is required since 2026-04: https://shopify.dev/docs/api/usage/idempotent-requests */
export const createRefund = mutation<CreateRefundMutation, CreateRefundMutationVariables>(/* GraphQL */ `
  mutation CreateRefund($input: RefundInput!, $key: String!) {
    refundCreate(input: $input) @idempotent(key: $key) {
      refund {
        id
      }
      userErrors {
        field
        message
      }
    }
  }
`)
