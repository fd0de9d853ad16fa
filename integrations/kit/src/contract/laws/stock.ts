import assert from "node:assert/strict"
import type { Result } from "../../commands"
import type { ContractHarness } from "../harness"
import { lawsOf, type Law } from "../law"
import {
  assertSame,
  assertDone,
  assertRejected,
  freshKey,
  openSession,
  pushOne,
  stockCommand,
  writeOf,
} from "../session"

const stockOf = (harness: ContractHarness) => harness.connection.connector.capabilities.stock
const onlyFor = (write: string) => (harness: ContractHarness) =>
  stockOf(harness).write !== write && `the channel writes ${stockOf(harness).write}, not ${write}`
const DAY_MS = 86_400_000

export const stockLaws: readonly Law[] = lawsOf("stock", [
  {
    name: "what is pushed is shown, zero first of all",
    hint: "Zero is the most important number: a channel that cannot say it must be switched off there in another way.",
    async check(harness) {
      await harness.show(7)
      const session = openSession(harness)
      for (const quantity of [0, 3, 0]) {
        await assertDone(harness, await pushOne(session, await writeOf(harness, quantity)))
        assert.equal(await harness.shown(), quantity)
      }
    },
  },
  {
    name: "a sale lowers the number shown, and a write says what is shown after it",
    hint: "`observed` is the channel's own answer, not what was asked for.",
    async check(harness) {
      await harness.show(7)
      await harness.sell()
      assert.equal(await harness.shown(), 6)
      const { stockRef, locationRef } = harness.level
      const level = await openSession(harness).get("stock", `${stockRef}@${locationRef}`)
      assert.equal(level?.available, 6)
      const result = await pushOne(openSession(harness), await writeOf(harness, 4))
      if ("observed" in result && result.observed !== undefined) assert.equal(result.observed, 4)
    },
  },
  {
    name: "results are as many as the commands, in their order, and a bad one does not sink the others",
    hint: "Give each command its own outcome: where the vendor refuses a batch as a whole, send the others again.",
    async check(harness) {
      await harness.show(7)
      const good = await writeOf(harness, 4)
      const bad = stockCommand(harness, { stockRef: harness.missingStockRef, quantity: 4, change: 4 })
      for (const [commands, at] of [[[bad, good], 1] as const]) {
        const results = await openSession(harness).push(commands)
        assertSame(keysOf(results), keysOf(commands))
        await assertDone(harness, results[at]!)
        assertRejected(results[1 - at]!)
        assert.equal(await harness.shown(), 4)
      }
    },
  },
  {
    name: "a full batch is one result for each",
    hint: "`batch` is the most commands in one push; the engine sends that many.",
    async check(harness) {
      await harness.show(7)
      const good = await writeOf(harness, 4)
      const rest = Array.from({ length: Math.min(stockOf(harness).batch, 250) - 1 }, () =>
        stockCommand(harness, { stockRef: harness.missingStockRef, quantity: 1, change: 1 })
      )
      const commands = [...rest, good]
      const results = await openSession(harness).push(commands)
      assertSame(keysOf(results), keysOf(commands))
      await assertDone(harness, results.at(-1)!)
      assert.equal(await harness.shown(), 4)
    },
  },
  {
    name: "no commands are no results",
    hint: "An empty push is no request.",
    async check(harness) {
      assertSame(await openSession(harness).push([]), [])
    },
  },
  {
    name: "a compare-and-set that compares wrong changes nothing, and says what is shown",
    hint: "Hand `expected` to the vendor with the write; comparing it yourself leaves a gap.",
    missing: onlyFor("cas"),
    async check(harness) {
      await harness.show(7)
      const key = freshKey()
      const results = await openSession(harness).push([stockCommand(harness, { key, quantity: 2, expected: 6 })])
      assertSame(results, [{ key, status: "conflict", observed: 7 }])
      assert.equal(await harness.shown(), 7)
    },
  },
  {
    name: "a number that is older than the last one is ignored",
    hint: "Hand `sequence` to the vendor; what is ignored is a `conflict`.",
    missing: onlyFor("sequenced"),
    async check(harness) {
      const session = openSession(harness)
      const [older, newer] = [stockCommand(harness, { quantity: 9 }), stockCommand(harness, { quantity: 2 })]
      await assertDone(harness, await pushOne(session, newer))
      const late = await pushOne(session, older)
      assert.ok(["conflict", "already"].includes(late.status), JSON.stringify(late))
      assert.equal(await harness.shown(), 2)
    },
  },
  {
    name: "only the change is added or taken, never the number",
    hint: "`quantity` is what shall be shown; a channel that adds takes `change`. Mixing them up adds stock with each push.",
    missing: onlyFor("delta"),
    async check(harness) {
      await harness.show(7)
      const session = openSession(harness)
      await assertDone(harness, await pushOne(session, stockCommand(harness, { quantity: 5, expected: 7, change: -2 })))
      assert.equal(await harness.shown(), 5)
      await assertDone(harness, await pushOne(session, stockCommand(harness, { quantity: 8, expected: 5, change: 3 })))
      assert.equal(await harness.shown(), 8)
    },
  },
  {
    name: "the same command twice changes nothing the second time",
    hint: "Hand the command's `key` to the vendor; without such keys, say look-first in `idempotency`.",
    async check(harness) {
      await harness.show(7)
      const session = openSession(harness)
      const command = await writeOf(harness, 5)
      await assertDone(harness, await pushOne(session, command))
      const again = await pushOne(session, command)
      const keyed = harness.connection.connector.capabilities.idempotency.stock === "vendor-key"
      if (keyed) await assertDone(harness, again)
      assert.equal(await harness.shown(), 5)
    },
  },
  {
    name: "what the channel refuses at one place is rejected, and nothing else is",
    hint: "A closed place, an article that is not counted or not kept there: rejected, with the vendor's own code.",
    missing: (harness) => !harness.refusedLevels && "the harness has no `refusedLevels`",
    async check(harness) {
      for (const [why, level] of Object.entries(harness.refusedLevels ?? {})) {
        await harness.show(7)
        const bad = stockCommand(harness, { ...level, quantity: 3, change: 3 })
        const good = await writeOf(harness, 4)
        const [refused, done] = await openSession(harness).push([bad, good])
        assert.equal(refused?.status, "rejected", `${why}: ${JSON.stringify(refused)}`)
        await assertDone(harness, done!)
        assert.equal(await harness.shown(), 4, why)
      }
    },
  },
  {
    name: "half a unit, or less than nothing, is never shown",
    hint: "Reject what is not a whole number from 0 on, or let the vendor do so.",
    missing: (harness) => stockOf(harness).write === "delta" && "the channel takes changes, which may be below nothing",
    async check(harness) {
      await harness.show(7)
      for (const quantity of [-1, 1.5]) {
        assertRejected(await pushOne(openSession(harness), stockCommand(harness, { quantity, expected: 7 })))
        assert.equal(await harness.shown(), 7)
      }
    },
  },
  {
    name: "a write that is taken and then refused stays in doubt until somebody looks",
    hint: "`accepted` with the ref to look at; never `applied` before the vendor has decided.",
    missing: (harness) =>
      (stockOf(harness).confirm !== "async" && "the channel answers at once") ||
      (!harness.refuseNext && "the harness has no `refuseNext`"),
    async check(harness) {
      await harness.show(7)
      await harness.refuseNext!()
      const session = openSession(harness)
      const result = await pushOne(session, await writeOf(harness, 3))
      assert.ok(result.status === "accepted", JSON.stringify(result))
      await harness.settle?.()
      assert.equal((await session.get("stock", result.confirm))?.available, 7)
    },
  },
  {
    name: "one write more than a day allows is put off to the next day",
    hint: "`retry` with the milliseconds to the vendor's midnight; rejecting would give the listing up.",
    missing: (harness) => stockOf(harness).revisionsPerDay === undefined && "the channel limits no revisions",
    async check(harness) {
      await harness.show(7)
      const session = openSession(harness)
      for (let count = 1; count <= stockOf(harness).revisionsPerDay!; count += 1)
        await assertDone(harness, await pushOne(session, await writeOf(harness, count)))
      const late = await pushOne(session, await writeOf(harness, 0))
      assert.ok(late.status === "retry", JSON.stringify(late))
      assert.ok(late.afterMs !== undefined && late.afterMs > 0 && late.afterMs <= DAY_MS, `${late.afterMs}`)
    },
  },
])

const keysOf = (all: readonly (Result | { readonly key: string })[]) => all.map(({ key }) => key)
