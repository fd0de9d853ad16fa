import { isLoopback } from "../../http/loopback"
import { idOf } from "../../shop/global-ids"
import type { SubscriptionRecord } from "../../shop/records"
import { filterFault } from "../../webhooks/filter"
import { topics } from "../../webhooks/topics"
import type { RequestContext, View } from "../context"
import { NotImplemented } from "../errors"
import { subscriptionView } from "../views/subscription"

interface SubscriptionInput {
  readonly uri?: string | null
  readonly callbackUrl?: string | null
  readonly format?: string | null
  readonly filter?: string | null
  readonly name?: string | null
  readonly includeFields?: readonly string[] | null
  readonly metafieldNamespaces?: readonly string[] | null
  readonly metafields?: readonly unknown[] | null
}

const subscriptionsMax = 1000
const uriField = ["webhookSubscription", "uri"]

const refused = (message: string, field: readonly string[] = uriField): View => ({
  webhookSubscription: null,
  userErrors: [{ field, message }],
})

/** https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/webhookSubscriptionCreate */
export function createSubscription(
  { topic, webhookSubscription: input }: { topic: string; webhookSubscription: SubscriptionInput },
  context: RequestContext
): View {
  const { store, vendor } = context
  if (!topics.has(topic)) throw new NotImplemented(`webhooks of the topic ${topic}`)
  checkInput(input)
  const uri = input.uri ?? input.callbackUrl ?? ""
  const fault = uriFault(uri) ?? takenFault(context, topic, uri, null, input.filter ?? null)
  if (fault) return refused(fault)
  const unreadable = input.filter ? filterFault(input.filter) : null
  if (unreadable) return refused(unreadable, ["webhookSubscription", "filter"])
  if (store.subscriptions.size >= subscriptionsMax)
    return refused(`A shop has at most ${subscriptionsMax} webhook subscriptions.`)
  const now = store.clock.now()
  const subscription = store.subscriptions.add({
    id: store.nextId(),
    topic,
    uri,
    filter: input.filter || null,
    name: input.name ?? null,
    includeFields: [...(input.includeFields ?? [])],
    apiVersion: vendor.version,
    createdAt: now,
    updatedAt: now,
  })
  store.touch()
  return { webhookSubscription: subscriptionView(subscription), userErrors: [] }
}

/** https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/webhookSubscriptionUpdate */
export function updateSubscription(
  { id, webhookSubscription: input }: { id: string; webhookSubscription: SubscriptionInput },
  context: RequestContext
): View {
  const { store } = context
  const known = store.subscriptions.get(idOf("WebhookSubscription", id))
  if (!known) return refused("Webhook subscription does not exist", ["id"])
  checkInput(input)
  const uri = input.uri ?? input.callbackUrl ?? known.uri
  const filter = input.filter === undefined ? known.filter : input.filter || null
  const fault = uriFault(uri) ?? takenFault(context, known.topic, uri, known, filter)
  if (fault) return refused(fault)
  const unreadable = filter ? filterFault(filter) : null
  if (unreadable) return refused(unreadable, ["webhookSubscription", "filter"])
  const changed: SubscriptionRecord = {
    ...known,
    uri,
    filter,
    name: input.name ?? known.name,
    includeFields: [...(input.includeFields ?? known.includeFields)],
    updatedAt: store.clock.now(),
  }
  store.subscriptions.add(changed)
  store.touch()
  return { webhookSubscription: subscriptionView(changed), userErrors: [] }
}

/** https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/webhookSubscriptionDelete */
export function deleteSubscription({ id }: { id: string }, { store }: RequestContext): View {
  const number = idOf("WebhookSubscription", id)
  if (number === null || !store.subscriptions.get(number))
    return {
      deletedWebhookSubscriptionId: null,
      userErrors: [{ field: ["id"], message: "Webhook subscription does not exist" }],
    }
  store.subscriptions.remove(number)
  store.touch()
  return { deletedWebhookSubscriptionId: id, userErrors: [] }
}

/** What Shopify could do and the stand-in could not, it must not accept. */
function checkInput(input: SubscriptionInput): void {
  if (input.format && input.format !== "JSON") throw new NotImplemented(`webhooks in the format ${input.format}`)
  if (input.metafieldNamespaces?.length || input.metafields?.length) throw new NotImplemented("metafields in webhooks")
}

/** Shopify demands HTTPS. The stand-in sends to this machine only, and here HTTP has no one to listen in. */
function uriFault(uri: string): string | null {
  const url = URL.canParse(uri) ? new URL(uri) : null
  if (!url || !["http:", "https:"].includes(url.protocol)) return "Address is invalid"
  return isLoopback(url.hostname)
    ? null
    : "Address must be on this machine: the stand-in sends webhooks to loopback only"
}

function takenFault(
  { store }: RequestContext,
  topic: string,
  uri: string,
  self: SubscriptionRecord | null,
  filter: string | null
): string | null {
  const isTaken = store.subscriptions
    .all()
    .some((other) => other.topic === topic && other.uri === uri && other.filter === filter && other.id !== self?.id)
  return isTaken ? "Address for this topic has already been taken" : null
}
