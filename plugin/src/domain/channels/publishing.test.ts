import { decideWrite } from "./decide-write"
import { afterLook, conflictsMax, judgeResult, unchanged, type WriteResult } from "./judge-result"
import type { DuePublication } from "./publication"

const due: DuePublication = {
  id: "anypub_1",
  stockRef: "item-1",
  locationRef: "place-1",
  components: [{ inventoryItemId: "iitem_1", requiredQuantity: 1 }],
  dirtyVersion: 7,
  drainFirst: false,
  confirmedQuantity: 5,
  sequence: 3,
  attempts: 0,
  pending: null,
  revisionsToday: 0,
}
const pending = { key: "anypub_1:3", quantity: 4, expected: 5, confirm: null }
const sent = { quantity: 4, resent: false }
const judge = (result: WriteResult, given: Partial<DuePublication> = {}, how = sent) =>
  judgeResult({ ...due, ...given }, how, result, 0)

describe("deciding", () => {
  test("what is shown already is not sent", () => {
    expect(decideWrite(due, 5, "vendor-key")).toEqual({ do: "nothing" })
  })

  test("a new number expects the confirmed one, and has a key and a sequence of its own", () => {
    const write = { key: "anypub_1:4", quantity: 2, expected: 5, confirm: null, sequence: 4 }
    expect(decideWrite(due, 2, "vendor-key")).toEqual({ do: "write", write })
  })

  test("a command of unknown outcome is sent again as it was, whatever is wanted now", () => {
    const decision = decideWrite({ ...due, pending }, 2, "vendor-key")
    expect(decision).toEqual({ do: "resend", write: { ...pending, sequence: 3 } })
  })

  test("where a repetition is not harmless, the channel is looked at first", () => {
    expect(decideWrite({ ...due, pending }, 2, "look-first")).toEqual({ do: "look", ref: "item-1@place-1" })
  })

  test("what was never seen is looked at before it is overwritten", () => {
    const decision = decideWrite({ ...due, confirmedQuantity: null }, 2, "vendor-key")
    expect(decision).toEqual({ do: "look", ref: "item-1@place-1" })
  })

  test("a command that was taken but not done is asked after", () => {
    const taken = { ...due, pending: { ...pending, confirm: "job-9" } }
    expect(decideWrite(taken, 2, "vendor-key")).toEqual({ do: "look", ref: "job-9" })
  })
})

describe("judging", () => {
  test.each(["applied", "already"] as const)("%s settles the version that was claimed, and no later one", (status) => {
    expect(judge({ status })).toMatchObject({
      settledVersion: 7,
      confirmedQuantity: 4,
      keepPending: false,
      attempts: 0,
    })
  })

  test("a command that was sent again settles nothing: the number may be old", () => {
    const outcome = judge({ status: "applied" }, { pending }, { quantity: 4, resent: true })
    expect(outcome).toMatchObject({ settledVersion: null, confirmedQuantity: 4, keepPending: false })
  })

  test("applied, yet something else is shown: not settled", () => {
    const outcome = judge({ status: "applied", observed: 3 })
    expect(outcome).toMatchObject({ settledVersion: null, confirmedQuantity: 3, drainFirst: true })
  })

  test("a conflict is remembered as what the channel shows, and orders are read before the next try", () => {
    const outcome = judge({ status: "conflict", observed: 3 })
    expect(outcome).toMatchObject({
      settledVersion: null,
      confirmedQuantity: 3,
      drainFirst: true,
      attempts: 1,
      afterMs: 0,
    })
  })

  test("a conflict that does not say what is shown makes us look", () => {
    expect(judge({ status: "conflict" })).toMatchObject({ forgetShown: true, drainFirst: true, settledVersion: null })
  })

  test("a conflict that shows the very number we sent is our own earlier write", () => {
    expect(judge({ status: "conflict", observed: 4 })).toMatchObject({ settledVersion: 7, confirmedQuantity: 4 })
  })

  test("contradictions end: first with waits, then with a person", () => {
    const waits: number[] = []
    let attempts = 0
    for (; attempts < conflictsMax; attempts += 1) {
      const outcome = judge({ status: "conflict", observed: 3 }, { attempts })
      expect(outcome.state).toBe("ok")
      waits.push(outcome.afterMs)
    }
    expect([...waits].sort((a, b) => a - b)).toEqual(waits)
    expect(judge({ status: "conflict", observed: 3 }, { attempts })).toMatchObject({ state: "poisoned" })
  })

  test("no answer keeps the command, so that it can be sent again with its key", () => {
    const outcome = judge({ status: "unknown" })
    expect(outcome).toMatchObject({ keepPending: true, settledVersion: null, attempts: 1 })
    expect(outcome.afterMs).toBeGreaterThan(0)
  })

  test("a wait that the channel asks for is never cut short", () => {
    expect(judge({ status: "retry", afterMs: 90_000 }).afterMs).toBe(90_000)
  })

  test("what was not done is decided anew; but not when an earlier sending may have been done", () => {
    expect(judge({ status: "retry" }).keepPending).toBe(false)
    expect(judge({ status: "retry" }, { pending }, { quantity: 4, resent: true }).keepPending).toBe(true)
  })

  test("a refusal for good is given up, with the channel's reason", () => {
    const outcome = judge({ status: "rejected", code: "NOT_FOUND", message: "No such item." })
    expect(outcome).toMatchObject({ state: "poisoned", error: "No such item. (NOT_FOUND)" })
  })

  test("accepted waits to be asked after", () => {
    const outcome = judge({ status: "accepted", confirm: "job-9" })
    expect(outcome).toMatchObject({ keepPending: true, pendingConfirm: "job-9", settledVersion: null })
  })
})

describe("looking", () => {
  test("what is seen is the next thing expected, and the claim stays open", () => {
    const outcome = afterLook({ ...due, pending }, 3, 0)
    expect(outcome).toMatchObject({ confirmedQuantity: 3, settledVersion: null, keepPending: false, drainFirst: true })
  })

  test("our own number seen needs no reading of orders", () => {
    expect(afterLook({ ...due, pending }, 4, 0).drainFirst).toBe(false)
  })

  test("a command that is still on its way is asked after again, but not for ever", () => {
    const taken = { ...due, pending: { ...pending, confirm: "job-9" } }
    expect(afterLook(taken, 5, 0)).toMatchObject({ keepPending: true, pendingConfirm: "job-9" })
    expect(afterLook({ ...taken, attempts: conflictsMax }, 5, 0)).toMatchObject({ keepPending: false })
  })

  test("a level that the channel never had shows nothing", () => {
    expect(afterLook({ ...due, confirmedQuantity: null }, null, 0)).toMatchObject({ confirmedQuantity: 0, state: "ok" })
  })

  test("a level that is gone is given up", () => {
    expect(afterLook({ ...due, pending }, null, 0)).toMatchObject({ state: "poisoned" })
  })
})

test("what needed no writing is settled up to the claim", () => {
  expect(unchanged(due)).toMatchObject({ settledVersion: 7, confirmedQuantity: null, state: "ok" })
})
