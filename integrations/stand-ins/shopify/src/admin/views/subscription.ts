import { gid } from "../../shop/global-ids"
import type { SubscriptionRecord } from "../../shop/records"
import { asDateTime } from "../../shop/time"
import type { View } from "../context"

export const subscriptionView = (subscription: SubscriptionRecord): View => ({
  __typename: "WebhookSubscription",
  id: gid("WebhookSubscription", subscription.id),
  legacyResourceId: String(subscription.id),
  topic: subscription.topic,
  uri: subscription.uri,
  callbackUrl: subscription.uri,
  endpoint: { __typename: "WebhookHttpEndpoint", callbackUrl: subscription.uri },
  format: "JSON",
  filter: subscription.filter,
  name: subscription.name,
  includeFields: subscription.includeFields,
  metafieldNamespaces: [],
  metafields: [],
  apiVersion: { handle: subscription.apiVersion, displayName: subscription.apiVersion, supported: true },
  createdAt: asDateTime(subscription.createdAt),
  updatedAt: asDateTime(subscription.updatedAt),
})
