import type { Sql } from "../sql"
import { InboxFull, InboxQueue, type InboxLimits } from "./inbox-queue"

const limits: InboxLimits = {
  batchMax: 3,
  statementsMax: 2,
  queuedMax: 10,
  waitingMax: 5,
  countedForMs: 1_000,
}
const webhook = (dedupe: string, connectionId = "shop") => ({ id: `id-${dedupe}`, connectionId, dedupe, hints: [] })
const settled = () => new Promise((resolve) => setImmediate(resolve))

/** A table of dedupe keys; each statement waits until it is let go. */
function table(waiting = 0) {
  const seen = new Set<string>()
  const statements: { sizes: number; go: (fails?: boolean) => void }[] = []
  const sql = ((statement: string, parameters: readonly unknown[]) => {
    if (statement.includes("count(*)")) return Promise.resolve([{ count: waiting }])
    const rows = JSON.parse(String(parameters[0])) as { id: string; dedupe: string }[]
    return new Promise((resolve, reject) => {
      const go = (fails = false) => {
        if (fails) return reject(new Error("the database is gone"))
        const fresh = rows.filter(({ dedupe }) => !seen.has(dedupe))
        fresh.forEach(({ dedupe }) => seen.add(dedupe))
        resolve(fresh.map(({ id }) => ({ id })))
      }
      statements.push({ sizes: rows.length, go })
    })
  }) as unknown as Sql
  return { sql, statements }
}

test("one that comes alone is stored at once; those that come together share statements", async () => {
  const { sql, statements } = table()
  const queue = new InboxQueue(sql, limits)
  const all = Array.from({ length: 7 }, (_none, index) => queue.store(webhook(`e${index}`)))
  expect(statements.map(({ sizes }) => sizes)).toEqual([1, 1])
  statements[0]!.go()
  await settled()
  expect(statements.map(({ sizes }) => sizes)).toEqual([1, 1, 3])
  for (let each = 1; each < 4; each += 1) {
    statements[each]?.go()
    await settled()
  }
  expect(await Promise.all(all)).toEqual(Array.from({ length: 7 }, () => true))
})

test("nobody is told that it is stored before it is, and a repetition is told that it was", async () => {
  const { sql, statements } = table()
  const queue = new InboxQueue(sql, limits)
  const answers: boolean[] = []
  void queue.store(webhook("e")).then((isNew) => answers.push(isNew))
  await settled()
  expect(answers).toEqual([])
  statements[0]!.go()
  await settled()
  void queue.store({ ...webhook("e"), id: "other" }).then((isNew) => answers.push(isNew))
  statements[1]!.go()
  await settled()
  expect(answers).toEqual([true, false])
})

test("a statement that fails fails its webhooks, and no others", async () => {
  const { sql, statements } = table()
  const queue = new InboxQueue(sql, limits)
  const [lost, kept] = [queue.store(webhook("a")), queue.store(webhook("b"))]
  statements[0]!.go(true)
  statements[1]!.go()
  await expect(lost).rejects.toThrow("the database is gone")
  expect(await kept).toBe(true)
})

test("what waits is bounded, in the process and in the table", async () => {
  const { sql } = table()
  const queue = new InboxQueue(sql, limits)
  for (let count = 0; count < 12; count += 1) void queue.store(webhook(`e${count}`)).catch(() => undefined)
  await expect(queue.store(webhook("one more"))).rejects.toBeInstanceOf(InboxFull)
  const full = table(5)
  const other = new InboxQueue(full.sql, limits)
  void other.store(webhook("first"))
  await settled()
  await expect(other.store(webhook("second"))).rejects.toBeInstanceOf(InboxFull)
  const elsewhere = other.store(webhook("third", "another shop"))
  full.statements.forEach(({ go }) => go())
  expect(await elsewhere).toBe(true)
})

test("with a slow database statements begin apart, so that nobody waits for the whole of one before the next begins", async () => {
  const { sql, statements } = table()
  let now = 0
  const rests: { ms: number; over: () => void }[] = []
  const queue = new InboxQueue(
    sql,
    limits,
    () => now,
    (over, ms) => rests.push({ ms, over })
  )
  void queue.store(webhook("first"))
  now = 500
  statements[0]!.go()
  await settled()
  void queue.store(webhook("alone"))
  expect(statements.map(({ sizes }) => sizes)).toEqual([1, 1])
  void queue.store(webhook("b"))
  void queue.store(webhook("c"))
  expect(statements).toHaveLength(2)
  expect(rests.map(({ ms }) => ms)).toEqual([250])
  rests[0]!.over()
  expect(statements.map(({ sizes }) => sizes)).toEqual([1, 1, 2])
})

test("who comes alone rests for nobody", async () => {
  const { sql, statements } = table()
  let now = 0
  const queue = new InboxQueue(
    sql,
    limits,
    () => now,
    () => undefined
  )
  for (let count = 0; count < 3; count += 1) {
    void queue.store(webhook(`alone-${count}`))
    now += 500
    statements[count]!.go()
    await settled()
  }
  expect(statements).toHaveLength(3)
})
