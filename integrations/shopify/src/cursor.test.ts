import { Rejected } from "@anyshelf/connector-kit"
import { advance, changedSince, nextCursor, readCursor, resumeFrom } from "./cursor"

const at = (time: string) => `2026-11-23T${time}:00.000Z`
const changed = (...times: string[]) => times.map((time) => ({ updatedAt: at(time) }))
const read = (pages: string[][], startedAt: string, since?: string) =>
  pages.reduce(
    (cursor, times) =>
      readCursor(nextCursor(advance(cursor, changed(...times), Date.parse(at(startedAt))), { after: "x" })),
    {
      ...(since && { since: at(since) }),
    }
  )
const sinceOf = (cursor: Parameters<typeof resumeFrom>[0]) => readCursor(resumeFrom(cursor).resume).since

test("a later reading never begins after the newest change met, nor after this reading began", () => {
  expect(sinceOf(read([["09:00"], ["09:30"]], "10:00"))).toBe(at("09:28"))
  expect(sinceOf(read([["09:00"], ["11:00"]], "10:00"))).toBe(at("09:58"))
})

test("a later reading never begins before this one", () => {
  expect(sinceOf(read([["09:00"]], "10:00", "08:59"))).toBe(at("08:59"))
})

test("where nothing has changed, a later reading begins where this one did", () => {
  expect(resumeFrom(read([[]], "10:00", "08:00"))).toMatchObject({ drainedAsOf: at("08:00") })
  expect(sinceOf(read([[]], "10:00", "08:00"))).toBe(at("08:00"))
  expect(sinceOf(read([[]], "10:00"))).toBe("2000-01-01T00:00:00.000Z")
})

test("a cursor keeps its place and what it was asked for", () => {
  const cursor = readCursor(nextCursor({ since: at("08:00"), after: "old" }, { after: "new", afterLocation: "L" }))
  expect(cursor).toEqual({ since: at("08:00"), after: "new", afterLocation: "L", pages: 1 })
  expect(changedSince(cursor)).toBe(`updated_at:>='${at("08:00")}'`)
  expect(changedSince({})).toBeUndefined()
})

test.each(["", "hello", Buffer.from("[]").toString("base64url"), Buffer.from("null").toString("base64url")])(
  "%j is no cursor of ours",
  (cursor) => expect(() => readCursor(cursor)).toThrow(Rejected)
)
