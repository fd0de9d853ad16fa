import assert from "node:assert/strict"
import type { ReceivedLine, RefundCommand, ReturnCommand } from "../../commands"
import type { ContractHarness, TrialOrder } from "../harness"
import { lawsOf, type Law } from "../law"
import {
  assertSame,
  assertDone,
  assertRejected,
  deskOf,
  freshKey,
  noOrders,
  openSession,
  placed,
  pushOne,
  refOf,
} from "../session"
import { fulfil, units } from "./fulfilment"
import { readAll } from "./reading"
import { holdsOnce } from "./repeating"

export const returnLaws: readonly Law[] = lawsOf("returns", [
  {
    name: "a return is opened once, however often it is said",
    hint: "Look for a return of these lines first where the vendor takes no key.",
    commands: ["fulfil", "return"],
    missing: noOrders,
    check: (harness) =>
      holdsOnce(
        harness,
        async () => {
          const order = await left(harness, 3)
          return { command: returnOf(order, 1), thing: order }
        },
        async ({ orderRef }) => assert.equal((await deskOf(harness).seen(orderRef)).returns, 1)
      ),
  },
  {
    name: "only what has left comes back, and each unit once",
    hint: "Rejected, with the vendor's own code.",
    commands: ["fulfil", "return"],
    missing: noOrders,
    async check(harness) {
      const session = openSession(harness)
      const stays = await placed(harness, { quantities: [1], method: "ship" })
      assertRejected(await pushOne(session, returnOf(stays, 1)))
      const order = await left(harness, 2)
      await assertDone(harness, await pushOne(session, returnOf(order, 1)))
      assertRejected(await pushOne(session, returnOf(order, 2)))
      assert.equal((await deskOf(harness).seen(order.orderRef)).returns, 1)
    },
  },
  {
    name: "what arrived is counted back onto the shelf when that is said, and only then, and once",
    hint: "`restocked` raises the channel's number at that place; the others do not. A repetition finds what has arrived.",
    commands: ["fulfil", "return", "receive"],
    missing: noOrders,
    async check(harness) {
      for (const [disposition, raised] of [
        ["not-restocked", 0],
        ["restocked", 1],
      ] as const)
        await holdsOnce(
          harness,
          async () => {
            const order = await left(harness, 2)
            const returnRef = refOf(await assertDone(harness, await pushOne(openSession(harness), returnOf(order, 2))))
            const command = receiveOf(harness, order, returnRef, { ...units(order, 1), disposition })
            return { command, thing: { order, before: await harness.shown() } }
          },
          async ({ order, before }) => {
            const { received } = await deskOf(harness).seen(order.orderRef)
            assert.equal(received[order.lineRefs[0]!], 1)
            assert.equal(await harness.shown(), before + raised, disposition)
          }
        )
    },
  },
  {
    name: "no more arrives than is on its way",
    hint: "Rejected, with the vendor's own code.",
    commands: ["fulfil", "return", "receive"],
    missing: noOrders,
    async check(harness) {
      const order = await left(harness, 3)
      const session = openSession(harness)
      const returnRef = refOf(await assertDone(harness, await pushOne(session, returnOf(order, 1))))
      const tooMany = receiveOf(harness, order, returnRef, { ...units(order, 2), disposition: "restocked" })
      assertRejected(await pushOne(session, tooMany))
      assert.equal((await deskOf(harness).seen(order.orderRef)).received[order.lineRefs[0]!] ?? 0, 0)
    },
  },
  {
    name: "what a customer asked to send back is met in the feed of returns",
    hint: "A return that staff or the customer made on the channel is a record like any other; its lines name the order's.",
    missing: (harness) =>
      noOrders(harness) ||
      (!harness.orders?.requestReturn && "the harness's orders have no `requestReturn`") ||
      (!harness.connection.connector.capabilities.feeds.includes("returns") && "the connector has no feed of returns"),
    async check(harness) {
      const session = openSession(harness)
      const resume = (await readAll(session, "returns")).at(-1)?.resume ?? null
      const order = await left(harness, 2)
      await deskOf(harness).requestReturn!(order.orderRef, order.lineRefs[0]!, 1)
      const items = (await readAll(session, "returns", resume)).flatMap((page) => page.items)
      const met = items.find((item) => !("deleted" in item) && item.orderRef === order.orderRef)
      assert.ok(met && !("deleted" in met), "The return was not met.")
      assertSame(
        met.lines.map(({ orderLineRef, quantity }) => [orderLineRef, quantity]),
        [[order.lineRefs[0], 1]]
      )
      assert.ok(["requested", "open"].includes(met.status), met.status)
      assert.equal((await session.get("returns", met.ref))?.orderRef, order.orderRef)
    },
  },
  {
    name: "money goes back once, however often it is said",
    hint: "Refunds need the vendor's key, or a look at the order's refunds before each. Customers notice.",
    commands: ["refund"],
    missing: noOrders,
    check: (harness) =>
      holdsOnce(
        harness,
        async () => {
          const order = await placed(harness, { quantities: [3], method: "ship" })
          return { command: refundOf(order, 1), thing: order }
        },
        async ({ orderRef }) => {
          const { refunds, refunded } = await deskOf(harness).seen(orderRef)
          assertSame({ refunds, refunded }, { refunds: 1, refunded: 1 })
        }
      ),
  },
  {
    name: "no more money goes back than was paid, and two refunds are two",
    hint: "Rejected, with the vendor's own code; a new key is a new refund.",
    commands: ["refund"],
    missing: noOrders,
    async check(harness) {
      const order = await placed(harness, { quantities: [2], method: "ship" })
      const session = openSession(harness)
      assertRejected(await pushOne(session, refundOf(order, order.total.amount + 1)))
      await assertDone(harness, await pushOne(session, refundOf(order, order.total.amount - 1)))
      assertRejected(await pushOne(session, refundOf(order, 2)))
      await assertDone(harness, await pushOne(session, refundOf(order, 1)))
      const { refunds, refunded } = await deskOf(harness).seen(order.orderRef)
      assertSame({ refunds, refunded }, { refunds: 2, refunded: order.total.amount })
    },
  },
])

/** An order of one line of which everything has left. */
async function left(harness: ContractHarness, quantity: number): Promise<TrialOrder> {
  const order = await placed(harness, { quantities: [quantity], method: "ship" })
  await assertDone(harness, await pushOne(openSession(harness), fulfil(harness, order, [units(order, quantity)])))
  return order
}

const returnOf = (order: TrialOrder, quantity: number): ReturnCommand => ({
  type: "return",
  key: freshKey(),
  orderRef: order.orderRef,
  lines: [{ ...units(order, quantity), reason: "unwanted", note: "A trial" }],
})

const receiveOf = (harness: ContractHarness, { orderRef }: TrialOrder, returnRef: string, line: ReceivedLine) =>
  ({
    type: "receive",
    key: freshKey(),
    orderRef,
    returnRef,
    locationRef: harness.level.locationRef,
    lines: [line],
  }) as const

const refundOf = ({ orderRef, total }: TrialOrder, amount: number): RefundCommand => ({
  type: "refund",
  key: freshKey(),
  orderRef,
  lines: [],
  amount: { amount, currencyCode: total.currencyCode },
  shipping: null,
  note: "A trial",
  notify: false,
})
