import { checkResult } from "./results"

test.each([
  [
    { status: "APPLIED", observed: 3 },
    { status: "applied", observed: 3 },
  ],
  [
    { status: "ALREADY", ref: "f-1" },
    { status: "already", ref: "f-1" },
  ],
  [
    { status: "APPLIED", ref: "p-1", listings: { variant_1: "v-1" } },
    { status: "applied", ref: "p-1", listings: { variant_1: "v-1" } },
  ],
  [
    { status: "ACCEPTED", confirm: "job-1" },
    { status: "accepted", confirm: "job-1" },
  ],
  [
    { status: "CONFLICT", observed: 2 },
    { status: "conflict", observed: 2 },
  ],
  [
    { status: "REJECTED", code: "gone", message: "No such order." },
    { status: "rejected", code: "gone", message: "No such order." },
  ],
  [{ status: "REJECTED" }, { status: "rejected", code: "rejected", message: "The channel gave no reason." }],
  [
    { status: "RETRY", afterMs: 500, message: "Busy." },
    { status: "retry", afterMs: 500, message: "Busy." },
  ],
  [{ status: "UNKNOWN", observed: null }, { status: "unknown" }],
])("%j is a result of the kit", (reported, result) => {
  expect(checkResult({ key: "k", ...reported })).toEqual({ key: "k", ...result })
})

test.each([
  [{ status: "ACCEPTED" }, "confirm"],
  [{ status: "APPLIED", listings: ["v-1"] }, "listings"],
  [{ status: "APPLIED", listings: { a: 1 } }, "listings"],
  [{ status: "APPLIED", ref: "x".repeat(600) }, "ref"],
])("%j is told what is missing", (reported, word) => {
  expect(checkResult({ key: "k", ...reported })).toContain(word)
})
