import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { ClaimRequest } from "./claim-request"
import { judgeAll } from "./judge"

const line = {
  i: 0,
  id: "resitem_1",
  kind: "reservation",
  item: "item",
  at: ["shop"],
  quantity: "1",
  firm: true,
  floor: "promise",
} as const
const request: ClaimRequest = { header: null, lines: [line], cause: null }
const granted = { rows: [{ n: 0, answer: { ok: true }, at: new Date(0) }] }
const lost = Object.assign(new Error("terminating connection due to administrator command"), { code: "57P01" })

/** A database that answers each sending in turn, and notes whether it was told that it may have seen the batch before. */
function database(...answers: (object | Error)[]) {
  const again: unknown[] = []
  const raw = async (_: string, bindings: readonly unknown[]) => {
    again.push(bindings[2])
    const answer = answers[again.length - 1]
    if (answer instanceof Error) throw answer
    return answer
  }
  return { again, knex: { raw } as unknown as Knex }
}

describe("a batch whose answer was lost", () => {
  it("is sent again as one that may have been granted already", async () => {
    const { again, knex } = database(lost, granted)
    const [outcome] = await judgeAll(knex, [request], { again: false, patienceMs: 100 })
    expect(again).toEqual([false, true])
    expect(outcome).toMatchObject({ answer: { answer: { ok: true } } })
  })

  it("stays one that may have been granted, whatever else goes wrong with it", async () => {
    const deadlock = Object.assign(new Error("deadlock detected"), { code: "40P01" })
    const { again, knex } = database(lost, deadlock, granted)
    await judgeAll(knex, [request], { again: false, patienceMs: 100 })
    expect(again).toEqual([false, true, true])
  })
})
