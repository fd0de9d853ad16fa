import assert from "node:assert/strict"
import type { FulfilCommand, LineUnits } from "../../commands"
import type { ContractHarness, TrialOrder } from "../harness"
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
  refOf,
} from "../session"
import { readOrder } from "./orders"
import { holdsOnce } from "./repeating"

const lookHint =
  "Use the vendor's key, or look first: a repetition after a lost answer finds what was done and answers `already`."

export const fulfilmentLaws: readonly Law[] = lawsOf("fulfilment", [
  {
    name: "a part of an order leaves, then the rest in two parcels, and each can be followed",
    hint: "One fulfilment for each command; each parcel's number reaches the channel.",
    commands: ["fulfil"],
    missing: noOrders,
    async check(harness) {
      const order = await placed(harness, { quantities: [2, 1], method: "ship" })
      const [first, second] = order.lineRefs as [string, string]
      const session = openSession(harness)
      const part = fulfil(harness, order, [{ lineRef: first, quantity: 1 }], ["ONE"])
      const partRef = refOf(await assertDone(harness, await pushOne(session, part)))
      assert.equal((await leftOf(harness, order))[first], 1)
      const rest = [
        { lineRef: first, quantity: 1 },
        { lineRef: second, quantity: 1 },
      ]
      const restRef = refOf(
        await assertDone(harness, await pushOne(session, fulfil(harness, order, rest, ["TWO", "THREE"])))
      )
      assert.notEqual(restRef, partRef)
      const seen = await deskOf(harness).seen(order.orderRef)
      assertSame([seen.left[first], seen.left[second]], [2, 1])
      assertSame([...seen.parcels].sort(), ["ONE", "THREE", "TWO"])
      const { fulfilments } = await readOrder(harness, order.orderRef)
      if (fulfilments) assertSame(fulfilments.map(({ ref }) => ref).sort(), [partRef, restRef].sort())
    },
  },
  {
    name: "a fulfilment that is sent again is made once, and the customer is mailed once",
    hint: lookHint,
    commands: ["fulfil"],
    missing: noOrders,
    check: (harness) =>
      holdsOnce(
        harness,
        async () => {
          const order = await placed(harness, { quantities: [3], method: "ship" })
          const command = { ...fulfil(harness, order, [units(order, 1)], ["ONE"]), notify: true }
          return { command, thing: order }
        },
        async (order) => {
          const { left, parcels } = await deskOf(harness).seen(order.orderRef)
          const mails = await mailsSince(harness, order)
          assert.equal(left[order.lineRefs[0]!], 1)
          assert.ok(mails <= 1, `The customer got ${mails} mails.`)
          assertSame(parcels, ["ONE"])
        }
      ),
  },
  {
    name: "more than is open does not leave",
    hint: "Rejected, with the vendor's own code: a person has to look.",
    commands: ["fulfil"],
    missing: noOrders,
    async check(harness) {
      const order = await placed(harness, { quantities: [2], method: "ship" })
      const session = openSession(harness)
      assertRejected(await pushOne(session, fulfil(harness, order, [units(order, 3)])))
      await assertDone(harness, await pushOne(session, fulfil(harness, order, [units(order, 2)])))
      assertRejected(await pushOne(session, fulfil(harness, order, [units(order, 1)])))
      assert.equal((await leftOf(harness, order))[order.lineRefs[0]!], 2)
    },
  },
  {
    name: "the tracking of a fulfilment is corrected, as often as it is said",
    hint: "`track` replaces what was said before; the same again changes nothing.",
    commands: ["fulfil", "track"],
    missing: noOrders,
    async check(harness) {
      const order = await placed(harness, { quantities: [1], method: "ship" })
      const session = openSession(harness)
      const { orderRef } = order
      const made = await pushOne(session, fulfil(harness, order, [units(order, 1)], ["WRONG"]))
      const fulfilmentRef = refOf(await assertDone(harness, made))
      const tracking = ["RIGHT", "ALSO"].map((number) => ({ company: null, number, url: null }))
      for (const key of [freshKey(), freshKey()])
        await assertDone(
          harness,
          await pushOne(session, { type: "track", key, orderRef, fulfilmentRef, tracking, notify: false })
        )
      assertSame([...(await deskOf(harness).seen(orderRef)).parcels].sort(), ["ALSO", "RIGHT"])
    },
  },
  {
    name: "a fulfilment is taken back, and its units can leave again",
    hint: "`unfulfil` names what `fulfil` gave as ref.",
    commands: ["fulfil", "unfulfil"],
    missing: noOrders,
    async check(harness) {
      const order = await placed(harness, { quantities: [2], method: "ship" })
      const session = openSession(harness)
      const { orderRef } = order
      const made = await pushOne(session, fulfil(harness, order, [units(order, 2)]))
      const fulfilmentRef = refOf(await assertDone(harness, made))
      const command = { type: "unfulfil", key: freshKey(), orderRef, fulfilmentRef } as const
      for (let time = 1; time <= 2; time += 1) await assertDone(harness, await pushOne(session, command))
      assert.equal((await leftOf(harness, order))[order.lineRefs[0]!] ?? 0, 0)
      await assertDone(harness, await pushOne(session, fulfil(harness, order, [units(order, 2)])))
      assert.equal((await leftOf(harness, order))[order.lineRefs[0]!], 2)
    },
  },
  {
    name: "what lies ready is told to the customer once, however often it is said",
    hint: `${lookHint} Vendors mail with each call.`,
    commands: ["prepared"],
    missing: noOrders,
    check: (harness) =>
      holdsOnce(
        harness,
        async () => {
          const order = await placed(harness, { quantities: [2], method: "pickup" })
          const lines = [units(order, 2)]
          const command = { type: "prepared", key: freshKey(), orderRef: order.orderRef, lines } as const
          return { command: { ...command, locationRef: harness.level.locationRef }, thing: order }
        },
        async (order) => assert.equal(await mailsSince(harness, order), 1)
      ),
  },
  {
    name: "what was prepared is not prepared again by another command",
    hint: "The customer has that mail already: `already` or `rejected`, never a second one.",
    commands: ["prepared"],
    missing: noOrders,
    async check(harness) {
      const order = await placed(harness, { quantities: [2], method: "pickup" })
      const to = { orderRef: order.orderRef, locationRef: harness.level.locationRef, lines: [units(order, 2)] }
      const session = openSession(harness)
      await assertDone(harness, await pushOne(session, { type: "prepared", key: freshKey(), ...to }))
      await pushOne(session, { type: "prepared", key: freshKey(), ...to })
      assert.equal(await mailsSince(harness, order), 1)
    },
  },
  {
    name: "what the customer took along has left, once",
    hint: lookHint,
    commands: ["collected"],
    missing: noOrders,
    check: (harness) =>
      holdsOnce(
        harness,
        async () => {
          const order = await placed(harness, { quantities: [3], method: "pickup" })
          const to = { orderRef: order.orderRef, locationRef: harness.level.locationRef, lines: [units(order, 1)] }
          return { command: { type: "collected", key: freshKey(), ...to }, thing: order }
        },
        async (order) => assert.equal((await leftOf(harness, order))[order.lineRefs[0]!], 1)
      ),
  },
])

/** Some units of an order's first line. */
export const units = (order: TrialOrder, quantity: number): LineUnits => ({ lineRef: order.lineRefs[0]!, quantity })

/** Units leave from the harness's place. */
export const fulfil = (
  harness: ContractHarness,
  order: TrialOrder,
  lines: readonly LineUnits[],
  parcels: readonly string[] = []
): FulfilCommand => ({
  type: "fulfil",
  key: freshKey(),
  orderRef: order.orderRef,
  locationRef: harness.level.locationRef,
  lines,
  tracking: parcels.map((number) => ({ company: null, number, url: null })),
  notify: false,
})

const leftOf = async (harness: ContractHarness, { orderRef }: TrialOrder) => (await deskOf(harness).seen(orderRef)).left
