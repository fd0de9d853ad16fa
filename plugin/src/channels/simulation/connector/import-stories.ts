import assert from "node:assert/strict"
import type { Page, Session, WebhookRequest } from "@anyshelf/connector-kit"
import type { ContractHarness } from "@anyshelf/connector-kit/contract"
import { drainOrders } from "../../drain-orders"
import { handleOrder } from "../../handle-order"
import { hydrate } from "../../hydrate"
import { receiveWebhook } from "../../receive-webhook"
import { replaced } from "../replaced"
import type { ConnectorStory } from "./story"
import { openTrial, type Trial } from "./trial"

const byRef = "An order's `ref` must be the same each time the channel is asked, and no other order's."
const byCopy = "`updatedAt` must rise with each change of an order, and `quantity` be what is still wanted of a line."

export const importStories: readonly ConnectorStory[] = [
  story("the same page of orders twice is one order", byRef, async (harness) => {
    const trial = await openTrial(harness)
    const { orderRef } = await sell(harness)
    await readAgain(trial)
    await readAgain(trial)
    once(trial, orderRef, 1)
  }),
  story("pages that overlap are each order once", byRef, async (harness) => {
    const trial = await openTrial(harness, { wrapSession: overlapping })
    const sold = [await sell(harness), await sell(harness), await sell(harness)]
    await readAgain(trial)
    for (const { orderRef } of sold) once(trial, orderRef, 1)
  }),
  story("who dies between a page and its checkpoint imports nothing twice", byRef, async (harness) => {
    let deaths = 1
    const trial = await openTrial(harness, {
      wrapMemory: (memory) =>
        replaced(memory, () => ({
          saveOrderProgress: (progress) =>
            (deaths -= 1) >= 0 ? Promise.reject(new Error("Died here.")) : memory.saveOrderProgress(progress),
        })),
    })
    const { orderRef } = await sell(harness)
    await drainOrders(trial.channel).catch(() => undefined)
    await drainOrders(trial.channel)
    once(trial, orderRef, 1)
  }),
  story(
    "a webhook that comes sixteen times at once is one order",
    "`dedupe` must be the same for each repetition of a webhook.",
    async (harness) => {
      const trial = await openTrial(harness)
      const { orderRef, webhook } = await sell(harness)
      await Promise.all(Array.from({ length: 16 }, () => deliver(trial, webhook)))
      const stored = [...trial.tables.inbox.values()].filter(({ feed }) => feed === "orders")
      assert.equal(stored.length, 1, `One webhook was stored ${stored.length} times.`)
      await hydrate(trial.channel, "orders")
      once(trial, orderRef, 1)
    }
  ),
  story("an update that comes before the order is the order as it is now", byCopy, async (harness) => {
    const placed = await place(harness, { quantities: [2] })
    if (!placed || !harness.orders?.edit) return cannot("orders cannot be edited by the harness")
    const trial = await openTrial(harness)
    const before = await trial.copyOf(placed.orderRef)
    await harness.orders.edit(placed.orderRef, placed.lineRefs[0]!, 1)
    await handleOrder(trial.channel, await trial.copyOf(placed.orderRef))
    await handleOrder(trial.channel, before)
    once(trial, placed.orderRef, 1)
  }),
  story("an order that is called off while it is imported leaves nothing behind", byCopy, async (harness) => {
    const placed = await place(harness, { quantities: [2] })
    if (!placed || !harness.orders?.cancel) return cannot("orders cannot be called off by the harness")
    const trial = await openTrial(harness)
    const before = await trial.copyOf(placed.orderRef)
    await harness.orders.cancel(placed.orderRef)
    const after = await trial.copyOf(placed.orderRef)
    assert.equal(after.status, "cancelled", "A cancelled order must say so.")
    await Promise.all([handleOrder(trial.channel, before), handleOrder(trial.channel, after)])
    assert.equal(trial.promisedTo(placed.orderRef), 0, "Units are still kept for an order that was called off.")
    assert.notEqual(trial.ourOrder(placed.orderRef)?.cancelled, false, "Our order is still open.")
  }),
  story("an order that was edited carries what is wanted now", byCopy, async (harness) => {
    const placed = await place(harness, { quantities: [3] })
    if (!placed || !harness.orders?.edit) return cannot("orders cannot be edited by the harness")
    const trial = await openTrial(harness)
    await readAgain(trial)
    once(trial, placed.orderRef, 3)
    await harness.orders.edit(placed.orderRef, placed.lineRefs[0]!, 1)
    await drainOrders(trial.channel)
    once(trial, placed.orderRef, 1)
  }),
  story(
    "an order of an article that nobody knows is kept, and takes nothing",
    "`listingRef` must name the listing that was sold.",
    async (harness) => {
      const trial = await openTrial(harness, { knowsArticle: false })
      const { orderRef } = await sell(harness)
      await readAgain(trial)
      assert.ok(trial.tables.records.has(`${trial.connection.id} ${orderRef}`), "The order was lost.")
      assert.equal(trial.promisedTo(orderRef), 0, "Units were taken for an article that nobody knows.")
    }
  ),
  story(
    "a test order takes nothing from a shelf",
    "`test` must be true for an order that was made to try things out.",
    async (harness) => {
      const placed = await place(harness, { quantities: [1], test: true })
      if (!placed) return cannot("the harness cannot place a test order")
      const trial = await openTrial(harness)
      await readAgain(trial)
      assert.equal(trial.ourOrder(placed.orderRef), undefined, "A test order was imported.")
      assert.equal(trial.promisedTo(placed.orderRef), 0, "Units were taken for a test order.")
    }
  ),
]

function story(
  name: string,
  hint: string,
  check: (harness: ContractHarness) => Promise<void | { readonly skipped: string }>
): ConnectorStory {
  return { part: "import", name, hint, check }
}

const cannot = (what: string) => ({ skipped: `${what}: give it \`orders\` to see this.` })

async function sell(harness: ContractHarness) {
  await harness.show(9)
  return harness.sell()
}

async function place(harness: ContractHarness, sale: { quantities: readonly number[]; test?: boolean }) {
  await harness.show(9)
  return (await harness.orders?.place({ method: "ship", ...sale })) ?? null
}

/** Reads the feed of orders from its beginning. */
async function readAgain({ channel, tables }: Trial): Promise<void> {
  Object.assign(tables.connections.get(channel.id)!, { orderCursor: null })
  await drainOrders(channel)
}

const deliver = ({ memory, connection }: Trial, webhook: WebhookRequest) =>
  receiveWebhook(
    { findConnection: async () => connection, receiveWebhook: memory.receiveWebhook, wakeEngine: () => undefined },
    connection.id,
    webhook
  )

function once(trial: Trial, orderRef: string, units: number): void {
  const ours = trial.ourOrder(orderRef)
  assert.ok(ours && !ours.cancelled, `The order ${orderRef} was not imported.`)
  assert.equal(ours.made, 1, `The order ${orderRef} was made ${ours.made} times.`)
  const carried = Object.values(ours.lines).reduce((sum, each) => sum + each, 0)
  assert.equal(carried, units, `Our order carries ${carried} units; ${units} were ordered.`)
  assert.equal(trial.promisedTo(orderRef), units, `${trial.promisedTo(orderRef)} units are kept for it, not ${units}.`)
}

/** Each page begins with what the page before ended with. */
function overlapping(session: Session): Session {
  let last: Page["items"] = []
  return replaced(session, () => ({
    pull: async (feed, cursor) => {
      const page = await session.pull(feed, cursor)
      const items = [...last, ...page.items].filter((item) => item.feed === feed)
      last = page.items
      return { ...page, items } as typeof page
    },
  }))
}
