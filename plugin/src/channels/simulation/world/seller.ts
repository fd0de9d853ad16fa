import { createHost, type Connection, type OrderRecord, type WebhookRequest } from "@anyshelf/connector-kit"
import { toy, toyFetch, ToyShop } from "@anyshelf/connector-kit/toy"
import type { ChannelPlan, SimulationPlan } from "../plan"
import type { Clock } from "../../clock"
import { replaced } from "../replaced"

export const articleRef = (article: number) => `article-${article}`
export const placeRef = (place: number) => `place-${place}`
export const placeName = (place: number) => `Place ${place}`
export const channelId = (channel: number) => `toy-${channel}`
const addressOf = (channel: number) => `http://${channelId(channel)}.test`

/** A channel that sells by itself. */
export interface Seller {
  readonly connection: Connection
  readonly shop: ToyShop
  /** The channel's API, without anything in between. */
  readonly reach: typeof fetch
  /** All orders, as the channel has them now. */
  orders(): Promise<readonly OrderRecord[]>
}

/** Large enough that a drain is one page as a rule, small enough that it is several at times. */
const pageSize = 20

/** Opens a toy shop of the plan's kind, and connects it. */
export function openSeller(
  plan: ChannelPlan & Pick<SimulationPlan, "articles" | "places" | "refused"> & { readonly channel: number },
  clock: Clock,
  told: (webhook: WebhookRequest) => void
): Seller {
  const secrets = { token: `token-${plan.channel}`, webhookSecret: `secret-${plan.channel}` }
  const shop = new ToyShop({
    ...secrets,
    articles: range(plan.articles).map((at) => ({
      ref: articleRef(at),
      title: articleRef(at),
      sku: articleRef(at).toUpperCase(),
      notStockedAt: plan.refused.includes(at) ? [placeRef(0)] : [],
    })),
    locations: Object.fromEntries(range(plan.places).map((at) => [placeRef(at), placeName(at)])),
    now: () => clock.now(),
    pageSize,
    strictRate: true,
    variant: { ...plan.variant, ...plan.inFact },
  })
  shop.webhooks.listen(told)
  const id = channelId(plan.channel)
  const { publishing, variant } = plan
  const connection = toy({ id, url: addressOf(plan.channel), salesChannel: id, ...secrets, publishing, variant })
  const reach = toyFetch(shop)
  // Who judges is not held to the rate.
  const freely = toyFetch(replaced(shop, () => ({ admit: () => null })))
  return { connection, shop, reach, orders: () => readOrders(connection, freely) }
}

/** More pages than this have no end. */
const pagesMax = 100_000

async function readOrders(connection: Connection, reach: typeof fetch): Promise<OrderRecord[]> {
  const session = connection.connector.open(connection.config, createHost({ fetch: reach }))
  const orders: OrderRecord[] = []
  let cursor: string | null = null
  for (let page = 0; page < pagesMax; page += 1) {
    const read: Awaited<ReturnType<typeof session.pull<"orders">>> = await session.pull("orders", cursor)
    orders.push(...read.items.flatMap((item) => ("deleted" in item ? [] : [item])))
    if (read.next === null) return orders
    cursor = read.next
  }
  throw new Error("The orders of a channel do not end.")
}

export const range = (count: number) => Array.from({ length: count }, (_none, at) => at)
