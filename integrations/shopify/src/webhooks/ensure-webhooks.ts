import { Rejected, type WebhookState } from "@anyshelf/connector-kit"
import type { Call } from "../client"
import type { SubscriptionsQuery } from "../generated/admin"
import { createSubscription, deleteSubscription, subscriptions, updateSubscription } from "../operations/webhooks"
import type { UserError } from "../push/outcome"
import { readAll } from "../read-all"
import { subscribed, topics, type Topic } from "./topics"

type Subscription = SubscriptionsQuery["webhookSubscriptions"]["nodes"][number]

const PAGE = 200

/** How many parts of a path make an address of ours known when only its host has changed: `anyshelf/webhooks/<connection>`. */
const TAIL = 3

/**
 * Makes sure that each topic is sent to this address, once, and that nothing of ours is sent to an older one. Shopify drops
 * subscriptions that fail for too long without a word, so this is asked again and again, and changes nothing while all is well.
 */
export async function ensureWebhooks(call: Call, url: string): Promise<WebhookState> {
  const ask = async (after: string | null) => (await call(subscriptions, { first: PAGE, after })).webhookSubscriptions
  const all = await readAll<Subscription>(await ask(null), ask)
  const ours = all.filter(({ uri }) => isOurs(uri, url))
  const mended: string[] = []
  for (const topic of topics) if (await ensureTopic(call, topic, url, ours)) mended.push(topic)
  await removeNeedless(call, url, ours)
  return { topics, mended }
}

/** True when something was wrong with it. */
async function ensureTopic(call: Call, topic: Topic, url: string, ours: readonly Subscription[]): Promise<boolean> {
  const there = ours.find((each) => each.topic === topic && each.uri === url)
  if (there && isRight(there, topic)) return false
  const subscription = { uri: url, format: "JSON" as const, includeFields: subscribed[topic], filter: "" }
  if (there) {
    const answer = await call(updateSubscription, { id: there.id, subscription })
    throwForErrors(topic, answer.webhookSubscriptionUpdate?.userErrors)
  } else {
    const { filter: _none, ...made } = subscription
    const answer = await call(createSubscription, { topic, subscription: made })
    throwForErrors(topic, answer.webhookSubscriptionCreate?.userErrors)
  }
  return true
}

const isRight = ({ includeFields, filter, format }: Subscription, topic: Topic) =>
  format === "JSON" && !filter && [...includeFields].sort().join() === [...subscribed[topic]].sort().join()

/** Older addresses, topics that nobody listens to any more, and what is there twice. */
async function removeNeedless(call: Call, url: string, ours: readonly Subscription[]): Promise<void> {
  const kept = new Set<string>()
  for (const { id, uri, topic } of ours) {
    const isWanted = uri === url && (topics as readonly string[]).includes(topic) && !kept.has(topic)
    if (isWanted) kept.add(topic)
    else throwForErrors(topic, (await call(deleteSubscription, { id })).webhookSubscriptionDelete?.userErrors)
  }
}

/** Shopify shows the subscriptions of the whole app, which may serve others: ours have our path, on whatever host. */
function isOurs(uri: string, url: string): boolean {
  if (uri === url) return true
  const tail = tailOf(url)
  return tail !== null && tailOf(uri) === tail
}

/** Null for what is no web address, or has no path to be known by. */
function tailOf(uri: string): string | null {
  if (!URL.canParse(uri)) return null
  const { protocol, pathname } = new URL(uri)
  const parts = pathname.split("/").filter(Boolean)
  return /^https?:$/.test(protocol) && parts.length > 0 ? parts.slice(-TAIL).join("/") : null
}

function throwForErrors(topic: string, errors: readonly UserError[] | undefined): void {
  const [first] = errors ?? []
  if (first) throw new Rejected(`Shopify does not send ${topic} to this address: ${first.message}`, "webhook-refused")
}
