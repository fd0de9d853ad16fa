import { ingest } from "./ingest"

const place = (ref: string, updatedAt = "2026-11-23T10:00:00.000Z", name = ref) => ({
  feed: "locations" as const,
  ref,
  name,
  active: true,
  updatedAt,
  raw: null,
})

/** A mailbox to which all is news, but for what it is told to know. */
function mailbox(known: readonly string[] = []) {
  const delivered: unknown[] = []
  const deliverMail = async (_connectionId: string, words: readonly { word: { feed: never; ref: string } }[]) => {
    delivered.push(...words)
    return words.map(({ word: { feed, ref } }) => ({ feed, ref })).filter(({ ref }) => !known.includes(ref))
  }
  return { delivered, channels: { deliverMail: deliverMail as never } }
}

const tell = (records: readonly unknown[], known?: readonly string[]) => {
  const { channels, delivered } = mailbox(known)
  return ingest(channels, "shop", records, Date.parse("2026-11-23T12:00:00Z")).then((answers) => ({
    answers,
    delivered,
  }))
}

test("one answer for each record, in their order, whatever the others are", async () => {
  const { answers, delivered } = await tell([place("a"), { feed: "orders" }, place("b"), null], ["b"])
  expect(answers.map(({ outcome }) => outcome)).toEqual(["STORED", "REFUSED", "UNCHANGED", "REFUSED"])
  expect(answers[1]?.reason).toContain("ref")
  expect(delivered).toHaveLength(2)
})

test("of several words about one thing the newest is kept, wherever it stands", async () => {
  const { answers, delivered } = await tell([
    place("a", "2026-11-23T10:00:02.000Z", "new"),
    place("a", "2026-11-23T10:00:01.000Z", "old"),
  ])
  expect(answers.map(({ outcome }) => outcome)).toEqual(["STORED", "UNCHANGED"])
  expect(delivered).toMatchObject([{ word: { name: "new" } }])
})

test("what is gone is gone as of now", async () => {
  const { delivered } = await tell([{ feed: "orders", ref: "17", deleted: true }])
  expect(delivered).toMatchObject([{ updatedAt: "2026-11-23T12:00:00.000Z" }])
})

test("nothing to tell is nothing to do", async () => {
  expect(await tell([])).toEqual({ answers: [], delivered: [] })
})
