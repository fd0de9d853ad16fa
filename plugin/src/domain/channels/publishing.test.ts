import { decideWrite, type WriteHabits } from "./decide-write"
import {
  afterLook,
  confirmationsMax,
  conflictsMax,
  judgeResult,
  lookFailed,
  unchanged,
  waits,
  type WriteResult,
} from "./judge-result"
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
const taken = { ...pending, confirm: "job-9" }
const sent = { quantity: 4, resent: false }
const now = Date.UTC(2026, 10, 23)
const habits: WriteHabits = { write: "cas", repeat: "vendor-key", revisionsPerDay: null }
const decide = (given: Partial<DuePublication>, wanted: number, how: Partial<WriteHabits> = {}) =>
  decideWrite({ ...due, ...given }, wanted, { ...habits, ...how }, now)
const judge = (result: WriteResult, given: Partial<DuePublication> = {}, how = sent) =>
  judgeResult({ ...due, ...given }, how, result, 0)

describe("deciding", () => {
  test("what is shown already is not sent", () => {
    expect(decide({}, 5)).toEqual({ do: "nothing" })
  })

  test("a new number expects the confirmed one, and has a key and a sequence of its own", () => {
    const write = { key: "anypub_1:4", quantity: 2, expected: 5, confirm: null, sequence: 4 }
    expect(decide({}, 2)).toEqual({ do: "write", write })
  })

  test("a command of unknown outcome is sent again as it was, whatever is wanted now", () => {
    const decision = decide({ pending }, 2)
    expect(decision).toEqual({ do: "resend", write: { ...pending, sequence: 3 } })
  })

  test("where a repetition is not harmless, the channel is looked at first", () => {
    expect(decide({ pending }, 2, { repeat: "look-first" })).toEqual({ do: "look", ref: "item-1@place-1" })
  })

  test("what was never seen is looked at before it is overwritten", () => {
    const decision = decide({ confirmedQuantity: null }, 2)
    expect(decision).toEqual({ do: "look", ref: "item-1@place-1" })
  })

  test("a command that was taken but not done is asked after", () => {
    expect(decide({ pending: taken }, 2)).toEqual({ do: "look", ref: "job-9" })
  })

  test.each(["absolute", "sequenced"] as const)(
    "where the last %s write wins, a newer number does not wait for the confirmation of an older one",
    (write) => {
      const decision = decide({ pending: taken }, 2, { write })
      expect(decision).toMatchObject({ do: "write", write: { quantity: 2, confirm: null } })
      expect(decide({ pending: taken }, taken.quantity, { write })).toEqual({ do: "look", ref: "job-9" })
    }
  )

  test("a sequence that the channel compares never begins below what it may remember of a row that is gone", () => {
    const first = decide({ sequence: 0 }, 2, { write: "sequenced" })
    const later = decideWrite({ ...due, sequence: 0 }, 3, { ...habits, write: "sequenced" }, now + 1_000)
    const sequences = [first, later].map((each) => (each.do === "write" ? each.write.sequence : 0))
    expect(sequences[0]).toBeGreaterThan(1_000_000)
    expect(sequences[1]).toBe(sequences[0]! + 1)
    const ahead = 2_000_000_000
    expect(decide({ sequence: ahead }, 2, { write: "sequenced" })).toMatchObject({ write: { sequence: ahead + 1 } })
  })

  test("a rise beyond the vendor's day waits and says why; a fall goes out", () => {
    const spent = { revisionsToday: 200 }
    expect(decide(spent, 9, { revisionsPerDay: 250 })).toMatchObject({
      do: "wait",
      reason: expect.stringContaining("250 writes"),
    })
    expect(decide(spent, 2, { revisionsPerDay: 250 })).toMatchObject({ do: "write" })
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

  test("a conflict that shows the very number we sent may be a sale: orders are read before it counts as told", () => {
    const outcome = judge({ status: "conflict", observed: 4 })
    expect(outcome).toMatchObject({ settledVersion: null, confirmedQuantity: 4, drainFirst: true, attempts: 0 })
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

  test("a key that goes on being refused is given up for a look and a new key", () => {
    const again = { quantity: 4, resent: true }
    expect(judge({ status: "retry" }, { pending, attempts: 2 }, again)).toMatchObject({ keepPending: true })
    const spent = judge({ status: "retry" }, { pending, attempts: 3 }, again)
    expect(spent).toMatchObject({ keepPending: false, forgetShown: true, drainFirst: true })
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

  test("a command that is still on its way is asked after again; then a person is", () => {
    const awaiting = { ...due, pending: taken }
    expect(afterLook(awaiting, 5, 0)).toMatchObject({ keepPending: true, pendingConfirm: "job-9", state: "ok" })
    const outcome = afterLook({ ...awaiting, attempts: confirmationsMax }, 5, 0)
    expect(outcome).toMatchObject({ keepPending: false, state: "poisoned", error: expect.stringContaining("took") })
  })

  test("a channel that went on from a number it took has carried it out, or sold before: orders say which", () => {
    const outcome = afterLook({ ...due, pending: taken }, 3, 0)
    expect(outcome).toMatchObject({ confirmedQuantity: 3, keepPending: false, drainFirst: true, state: "ok" })
  })

  test("a look that failed is tried again, or given up when the channel refuses it for good", () => {
    const failure = { message: "Busy.", afterMs: 90_000, isFinal: false }
    expect(lookFailed({ ...due, pending: taken }, failure, 0)).toMatchObject({
      keepPending: true,
      pendingConfirm: "job-9",
      afterMs: 90_000,
      state: "ok",
    })
    expect(lookFailed(due, { message: "No.", isFinal: true }, 0)).toMatchObject({ state: "poisoned", error: "No." })
  })

  test("waiting on purpose is no failure", () => {
    expect(waits(due, 60_000, "Later.")).toMatchObject({
      afterMs: 60_000,
      waiting: "Later.",
      attempts: 0,
      error: null,
      settledVersion: null,
    })
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
