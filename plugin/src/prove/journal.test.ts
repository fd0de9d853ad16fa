import { Journal, nameOfLine, readNameOfLine, type PlannedIntent } from "./journal"

const plan: PlannedIntent = {
  act: "reserve",
  owner: null,
  lines: [],
  of: null,
  ofLine: null,
  ttlMs: null,
  hold: null,
  isTold: false,
}

test("an intent that nobody answered stays unanswered; the first answer counts, a later one does not", () => {
  const journal = new Journal()
  const { n } = journal.begin(plan, 1)
  expect(journal.entries[n]!.ending).toEqual({ told: "nothing" })
  journal.end(n, { told: "granted", ids: ["r"] }, 2)
  journal.end(n, { told: "refused", why: "short" }, 3)
  expect(journal.entries[n]).toMatchObject({ ending: { told: "granted", ids: ["r"] }, sentAt: 1, endedAt: 2 })
})

test("every intent has a number of its own, and a key where the call knows keys", () => {
  const journal = new Journal()
  expect(journal.begin(plan, 1)).toMatchObject({ n: 0, key: "k0" })
  expect(journal.begin({ ...plan, act: "create" }, 1)).toMatchObject({ n: 1, key: null })
})

test.each([
  ["o17.2", { n: 17, line: 2, place: 0 }],
  ["o17.2.1", { n: 17, line: 2, place: 1 }],
  ["order line", null],
  ["o17", null],
  [null, null],
])("reads the name %j", (name, read) => {
  expect(readNameOfLine(name)).toEqual(read)
})

test("a name that was given is read again", () => {
  expect(readNameOfLine(nameOfLine(3, 4))).toEqual({ n: 3, line: 4, place: 0 })
  expect(readNameOfLine(nameOfLine(3, 4, 5))).toEqual({ n: 3, line: 4, place: 5 })
})
