import assert from "node:assert/strict"
import type { CancelCommand, HoldCommand } from "../../commands"
import type { TrialOrder } from "../harness"
import { lawsOf, type Law } from "../law"
import {
  assertSame,
  assertDone,
  assertRejected,
  deskOf,
  mailsSince,
  freshKey,
  noOrders,
  openSession,
  placed,
  pushOne,
} from "../session"
import { fulfil, units } from "./fulfilment"
import { holdsOnce } from "./repeating"

export const stoppingLaws: readonly Law[] = lawsOf("fulfilment", [
  {
    name: "what is held does not leave until its hold is released",
    hint: "`holdKey` names the hold at the vendor, or in what it lets you write down; releasing needs the same name.",
    commands: ["fulfil", "hold", "release"],
    missing: noOrders,
    async check(harness) {
      const order = await placed(harness, { quantities: [1], method: "ship" })
      const session = openSession(harness)
      const hold = holdOf(order)
      for (let time = 1; time <= 2; time += 1) await assertDone(harness, await pushOne(session, hold))
      assert.ok((await deskOf(harness).seen(order.orderRef)).held)
      assertRejected(await pushOne(session, fulfil(harness, order, [units(order, 1)])))
      await assertDone(harness, await pushOne(session, releaseOf(hold)))
      assert.ok(!(await deskOf(harness).seen(order.orderRef)).held)
      await assertDone(harness, await pushOne(session, fulfil(harness, order, [units(order, 1)])))
    },
  },
  {
    name: "releasing a hold twice is harmless, and releasing one that never was claims nothing",
    hint: "`already` or `rejected` where there is no such hold.",
    commands: ["hold", "release"],
    missing: noOrders,
    async check(harness) {
      const order = await placed(harness, { quantities: [1], method: "ship" })
      const session = openSession(harness)
      const hold = holdOf(order)
      await assertDone(harness, await pushOne(session, hold))
      const strange = await pushOne(session, releaseOf({ ...hold, holdKey: freshKey() }))
      assert.ok(["already", "rejected"].includes(strange.status), JSON.stringify(strange))
      assert.ok((await deskOf(harness).seen(order.orderRef)).held, "Another hold was released.")
      const release = releaseOf(hold)
      for (let time = 1; time <= 2; time += 1) await assertDone(harness, await pushOne(session, release))
      assert.ok(!(await deskOf(harness).seen(order.orderRef)).held)
    },
  },
  {
    name: "open units move to another place, once",
    hint: "Look where they are first: moving what is there already is `already`.",
    commands: ["move"],
    missing: (harness) =>
      noOrders(harness) || (!harness.orders?.otherLocationRef && "the harness's orders have no `otherLocationRef`"),
    check: (harness) =>
      holdsOnce(
        harness,
        async () => {
          const order = await placed(harness, { quantities: [2], method: "ship" })
          const [fromRef, toRef] = [harness.level.locationRef, deskOf(harness).otherLocationRef!]
          const command = {
            type: "move",
            key: freshKey(),
            orderRef: order.orderRef,
            lines: [],
            fromRef,
            toRef,
          } as const
          return { command, thing: order }
        },
        async ({ orderRef, lineRefs }) => {
          const { places } = await deskOf(harness).seen(orderRef)
          assert.equal(places[lineRefs[0]!], deskOf(harness).otherLocationRef)
        }
      ),
  },
  {
    name: "units that have left, or to a place that is not there, do not move",
    hint: "Rejected: nothing is open, or there is no such place.",
    commands: ["fulfil", "move"],
    missing: (harness) =>
      noOrders(harness) || (!harness.orders?.otherLocationRef && "the harness's orders have no `otherLocationRef`"),
    async check(harness) {
      const order = await placed(harness, { quantities: [2], method: "ship" })
      const session = openSession(harness)
      const move = { type: "move", orderRef: order.orderRef, lines: [units(order, 2)], fromRef: null } as const
      const nowhere = { ...move, key: freshKey(), toRef: `${harness.level.locationRef}999` }
      assertRejected(await pushOne(session, nowhere))
      await assertDone(harness, await pushOne(session, fulfil(harness, order, [units(order, 2)])))
      const late = await pushOne(session, { ...move, key: freshKey(), toRef: deskOf(harness).otherLocationRef! })
      assert.equal(late.status, "rejected", JSON.stringify(late))
    },
  },
  {
    name: "an order is called off once, and its money goes back once",
    hint: "Look whether it is cancelled first; a cancelled order is `already`.",
    commands: ["cancel"],
    missing: noOrders,
    check: (harness) =>
      holdsOnce(
        harness,
        async () => {
          const order = await placed(harness, { quantities: [1], method: "ship" })
          return { command: { ...cancelOf(order), refund: true, notify: true }, thing: order }
        },
        async (order) => {
          const { cancelled, refunds, refunded } = await deskOf(harness).seen(order.orderRef)
          assertSame({ cancelled, refunds, refunded }, { cancelled: true, refunds: 1, refunded: order.total.amount })
          const mails = await mailsSince(harness, order)
          assert.ok(mails <= 2, `The customer got ${mails} mails.`)
        }
      ),
  },
  {
    name: "calling an order off puts its units back on the channel's shelf when that is asked for, and only then",
    hint: "`restock` is false where we publish stock ourselves.",
    commands: ["cancel"],
    missing: noOrders,
    async check(harness) {
      for (const restock of [false, true]) {
        const order = await placed(harness, { quantities: [2], method: "ship" })
        const before = await harness.shown()
        await assertDone(harness, await pushOne(openSession(harness), { ...cancelOf(order), restock }))
        assert.equal(await harness.shown(), before + (restock ? 2 : 0), `restock: ${restock}`)
      }
    },
  },
  {
    name: "an order of which units have left is not called off",
    hint: "Rejected: what left can only come back as a return.",
    commands: ["fulfil", "cancel"],
    missing: noOrders,
    async check(harness) {
      const order = await placed(harness, { quantities: [2], method: "ship" })
      const session = openSession(harness)
      await assertDone(harness, await pushOne(session, fulfil(harness, order, [units(order, 1)])))
      assertRejected(await pushOne(session, cancelOf(order)))
      assert.ok(!(await deskOf(harness).seen(order.orderRef)).cancelled)
    },
  },
])

const holdOf = ({ orderRef }: TrialOrder): HoldCommand => ({
  type: "hold",
  key: freshKey(),
  orderRef,
  lines: [],
  holdKey: freshKey(),
  reason: "other",
  note: "A trial",
})

const releaseOf = ({ orderRef, holdKey }: HoldCommand) =>
  ({ type: "release", key: freshKey(), orderRef, holdKey }) as const

const cancelOf = ({ orderRef }: TrialOrder): CancelCommand => ({
  type: "cancel",
  key: freshKey(),
  orderRef,
  reason: "customer",
  restock: false,
  refund: false,
  notify: false,
})
