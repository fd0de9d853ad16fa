import type {
  CreateSubscriptionMutation,
  CreateSubscriptionMutationVariables,
  DeleteSubscriptionMutation,
  DeleteSubscriptionMutationVariables,
  SubscriptionsQuery,
  SubscriptionsQueryVariables,
  UpdateSubscriptionMutation,
  UpdateSubscriptionMutationVariables,
} from "../generated/admin"
import { mutation, query } from "../operation"

/** The app's own subscriptions in this shop; those of other apps are not shown. */
export const subscriptions = query<SubscriptionsQuery, SubscriptionsQueryVariables>(/* GraphQL */ `
  query Subscriptions($first: Int!, $after: String) {
    webhookSubscriptions(first: $first, after: $after) {
      nodes {
        id
        topic
        uri
        filter
        format
        includeFields
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`)

export const createSubscription = mutation<CreateSubscriptionMutation, CreateSubscriptionMutationVariables>(
  /* GraphQL */ `
    mutation CreateSubscription($topic: WebhookSubscriptionTopic!, $subscription: WebhookSubscriptionInput!) {
      webhookSubscriptionCreate(topic: $topic, webhookSubscription: $subscription) {
        userErrors {
          field
          message
        }
      }
    }
  `
)

export const updateSubscription = mutation<UpdateSubscriptionMutation, UpdateSubscriptionMutationVariables>(
  /* GraphQL */ `
    mutation UpdateSubscription($id: ID!, $subscription: WebhookSubscriptionInput!) {
      webhookSubscriptionUpdate(id: $id, webhookSubscription: $subscription) {
        userErrors {
          field
          message
        }
      }
    }
  `
)

export const deleteSubscription = mutation<DeleteSubscriptionMutation, DeleteSubscriptionMutationVariables>(
  /* GraphQL */ `
    mutation DeleteSubscription($id: ID!) {
      webhookSubscriptionDelete(id: $id) {
        userErrors {
          field
          message
        }
      }
    }
  `
)
