import { API_VERSION, topics } from "@anyshelf/shopify"
import { shopifyConnection } from "../connections"
import { setting } from "../settings"

/**
 * Asks the Shopify shop to send its webhooks to this store. A merchant does this once; the example store does it at each start,
 * since its port may have moved. What is subscribed already stays; what points elsewhere goes.
 */
async function subscribe(): Promise<void> {
  const uri = `${setting("ANYSHELF_MEDUSA_URL")}/anyshelf/webhooks/${shopifyConnection}`
  const present = (await askShopify<Subscriptions>(listSubscriptions)).webhookSubscriptions.nodes
  for (const { id } of present.filter((each) => each.uri !== uri)) await askShopify(endSubscription, { id })
  const known = new Set(present.filter((each) => each.uri === uri).map(({ topic }) => topic))
  for (const topic of topics.filter((each) => !known.has(each))) await create(topic, uri)
}

interface Subscriptions {
  readonly webhookSubscriptions: { readonly nodes: readonly { id: string; topic: string; uri: string }[] }
}

interface Created {
  readonly webhookSubscriptionCreate: { readonly userErrors: readonly { message: string }[] }
}

const listSubscriptions = "{ webhookSubscriptions(first: 100) { nodes { id topic uri } } }"
const endSubscription = "mutation End($id: ID!) { webhookSubscriptionDelete(id: $id) { userErrors { message } } }"
const newSubscription = `mutation Begin($topic: WebhookSubscriptionTopic!, $uri: String!) {
  webhookSubscriptionCreate(topic: $topic, webhookSubscription: { uri: $uri, format: JSON }) { userErrors { message } }
}`

async function create(topic: string, uri: string): Promise<void> {
  const { userErrors } = (await askShopify<Created>(newSubscription, { topic, uri })).webhookSubscriptionCreate
  if (userErrors.length > 0) throw new Error(`Shopify does not send ${topic} to ${uri}: ${JSON.stringify(userErrors)}`)
}

async function askShopify<T>(query: string, variables: object = {}): Promise<T> {
  const response = await fetch(`${setting("SHOPIFY_URL")}/admin/api/${API_VERSION}/graphql.json`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-shopify-access-token": setting("SHOPIFY_ACCESS_TOKEN") },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(10_000),
  })
  const { data, errors } = (await response.json()) as { data?: T; errors?: unknown }
  if (data && !errors) return data
  throw new Error(`Shopify refused (${response.status}): ${JSON.stringify(errors)}`)
}

subscribe().catch((error: unknown) => {
  console.error(error)
  process.exit(1)
})
