import assert from "node:assert/strict"
import type { Result } from "../commands"
import { freshKey, openSession, stockCommand, type Law } from "./harness"

const statuses = (results: readonly Result[]) => results.map(({ status }) => status)

export const writingLaws: readonly Law[] = [
  {
    name: "what is pushed is shown, zero first of all",
    async check(harness) {
      await harness.show(7)
      const session = openSession(harness)
      for (const quantity of [0, 3, 0]) {
        const [result] = await session.push([stockCommand(harness, { key: freshKey(), quantity })])
        assert.ok(result?.status === "applied" || result?.status === "already", JSON.stringify(result))
        assert.equal(await harness.shown(), quantity)
      }
    },
  },
  {
    name: "results are as many as the commands, in their order, and a bad one does not sink the others",
    async check(harness) {
      await harness.show(7)
      const [bad, good] = [freshKey(), freshKey()]
      const results = await openSession(harness).push([
        stockCommand(harness, { key: bad, stockRef: harness.missingStockRef, quantity: 4 }),
        stockCommand(harness, { key: good, quantity: 4, expected: 7 }),
      ])
      assert.deepEqual(
        results.map(({ key }) => key),
        [bad, good]
      )
      assert.deepEqual(statuses(results), ["rejected", "applied"])
      assert.equal(await harness.shown(), 4)
    },
  },
  {
    name: "no commands are no results",
    async check(harness) {
      assert.deepEqual(await openSession(harness).push([]), [])
    },
  },
  {
    name: "a compare-and-set that compares wrong changes nothing, and says what is shown",
    async check(harness) {
      if (harness.connection.connector.capabilities.stock.write !== "cas") return
      await harness.show(7)
      const key = freshKey()
      const results = await openSession(harness).push([stockCommand(harness, { key, quantity: 2, expected: 6 })])
      assert.deepEqual(results, [{ key, status: "conflict", observed: 7 }])
      assert.equal(await harness.shown(), 7)
    },
  },
  {
    name: "the same command twice changes nothing the second time",
    async check(harness) {
      await harness.show(7)
      const session = openSession(harness)
      const command = stockCommand(harness, { key: freshKey(), quantity: 5, expected: 7 })
      assert.deepEqual(statuses(await session.push([command])), ["applied"])
      const [again] = await session.push([command])
      assert.ok(again?.status === "applied" || again?.status === "already", JSON.stringify(again))
      assert.equal(await harness.shown(), 5)
    },
  },
  {
    name: "a push into the void does not throw, and does not claim to know",
    async check(harness) {
      const dead = { fetch: () => Promise.reject(new TypeError("fetch failed")) }
      const command = stockCommand(harness, { key: freshKey(), quantity: 1 })
      const [result] = await openSession(harness, dead).push([command])
      assert.ok(result?.status === "unknown" || result?.status === "retry", JSON.stringify(result))
    },
  },
]
