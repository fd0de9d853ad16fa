import type { Call } from "../client"
import { createSubscription, deleteSubscription, subscriptions, updateSubscription } from "../operations/webhooks"
import { ensureWebhooks } from "./ensure-webhooks"
import { subscribed, topics } from "./topics"

const URL_NOW = "https://shop.example/anyshelf/webhooks/toys"

interface Row {
  readonly id: string
  topic: string
  uri: string
  filter: string | null
  format: "JSON" | "XML"
  includeFields: readonly string[]
}

/** Subscriptions as Shopify keeps them, with those of others of the same app among them. */
function fakeShop(rows: Row[] = []) {
  const writes: string[] = []
  const call = (async (operation: unknown, variables: Record<string, never>) => {
    if (operation === subscriptions)
      return {
        webhookSubscriptions: {
          nodes: rows.map((row) => ({ ...row })),
          pageInfo: { hasNextPage: false, endCursor: null },
        },
      }
    const { id, topic, subscription } = variables as unknown as {
      id: string
      topic: string
      subscription: Partial<Row>
    }
    writes.push(
      operation === createSubscription
        ? `create ${topic}`
        : operation === deleteSubscription
          ? `delete ${id}`
          : `update ${id}`
    )
    if (operation === createSubscription)
      rows.push({
        id: String(rows.length + 1),
        topic,
        filter: null,
        format: "JSON",
        uri: "",
        includeFields: [],
        ...subscription,
      })
    if (operation === deleteSubscription)
      rows.splice(
        rows.findIndex((row) => row.id === id),
        1
      )
    if (operation === updateSubscription)
      Object.assign(
        rows.find((row) => row.id === id)!,
        subscription
      )
    const answer = { userErrors: [] }
    return { webhookSubscriptionCreate: answer, webhookSubscriptionDelete: answer, webhookSubscriptionUpdate: answer }
  }) as unknown as Call
  return { call, rows, writes }
}

const row = (change: Partial<Row>): Row => ({
  id: "x",
  topic: "ORDERS_CREATE",
  uri: URL_NOW,
  filter: null,
  format: "JSON",
  includeFields: subscribed.ORDERS_CREATE,
  ...change,
})

test("law: after it, each topic is sent here once, with the fields that are used; a second time changes nothing", async () => {
  const shop = fakeShop()
  const first = await ensureWebhooks(shop.call, URL_NOW)
  expect([...first.mended].sort()).toEqual([...topics].sort())
  expect(shop.rows.map(({ topic, uri }) => [topic, uri]).sort()).toEqual(topics.map((topic) => [topic, URL_NOW]).sort())
  shop.writes.length = 0
  expect((await ensureWebhooks(shop.call, URL_NOW)).mended).toEqual([])
  expect(shop.writes).toEqual([])
})

test("what was dropped is made again, and what was changed is put right", async () => {
  const shop = fakeShop()
  await ensureWebhooks(shop.call, URL_NOW)
  shop.rows.splice(3, 1)
  shop.rows[0]!.filter = "status:open"
  shop.rows[1]!.includeFields = []
  shop.writes.length = 0
  expect((await ensureWebhooks(shop.call, URL_NOW)).mended).toEqual([topics[0], topics[1], topics[3]])
  expect(shop.writes).toHaveLength(3)
})

test("an older address of ours ends, and so does what is there twice; others' are left alone", async () => {
  const strangers = [
    row({ id: "theirs", uri: "https://erp.example/hooks/orders" }),
    row({ id: "bus", uri: "pubsub://project:topic" }),
    row({ id: "other-connection", uri: "https://shop.example/anyshelf/webhooks/books" }),
  ]
  const shop = fakeShop([
    ...strangers,
    row({ id: "old", uri: "https://old.example/anyshelf/webhooks/toys" }),
    row({ id: "there" }),
    row({ id: "twice" }),
    row({ id: "unwanted", topic: "CARTS_CREATE" }),
  ])
  await ensureWebhooks(shop.call, URL_NOW)
  const left = shop.rows.map(({ id }) => id)
  expect(left).toEqual(expect.arrayContaining(["theirs", "bus", "other-connection", "there"]))
  for (const gone of ["old", "twice", "unwanted"]) expect(left).not.toContain(gone)
})
