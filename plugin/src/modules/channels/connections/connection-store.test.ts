import { toy } from "@anyshelf/connector-kit/toy"
import { keyringOf } from "../../../secrets/keyring"
import type { Sql } from "../sql"
import { ConnectionStore } from "./connection-store"

const given = [toy({ id: "toy", url: "http://toy.test", token: "t", webhookSecret: "s", salesChannel: "Web" })]

/** A store whose database answers when it is told to. */
function storeOn() {
  const answers: (() => void)[] = []
  const clock = { now: 0 }
  const sql = (() => new Promise((resolve) => answers.push(() => resolve([])))) as Sql
  const store = new ConnectionStore({ sql, given, connectors: [], keyring: keyringOf(undefined), now: () => clock.now })
  return { store, answers, clock }
}

test("nobody waits for newer settings while those at hand will do, and nobody gets any that are too old", async () => {
  const { store, answers, clock } = storeOn()
  const first = store.glance(1_000, 2_000)
  answers[0]!()
  expect((await first).has("toy")).toBe(true)
  clock.now = 900
  await store.glance(1_000, 2_000)
  expect(answers).toHaveLength(1)
  clock.now = 1_500
  await store.glance(1_000, 2_000)
  await store.glance(1_000, 2_000)
  expect(answers).toHaveLength(2)
  clock.now = 2_100
  let isAnswered = false
  const late = store.glance(1_000, 2_000).then(() => (isAnswered = true))
  await new Promise((resolve) => setImmediate(resolve))
  expect(isAnswered).toBe(false)
  answers[1]!()
  await late
})

test("after a change in this process nothing old will do", async () => {
  const { store, answers } = storeOn()
  const first = store.glance(1_000, 2_000)
  answers[0]!()
  await first
  store.forget()
  let isAnswered = false
  const next = store.glance(1_000, 2_000).then(() => (isAnswered = true))
  await new Promise((resolve) => setImmediate(resolve))
  expect(isAnswered).toBe(false)
  answers[1]!()
  await next
})
