import { ShareInFlight } from "./share-in-flight"

function work() {
  let finish: (value: string) => void = () => undefined
  let fail: (error: Error) => void = () => undefined
  const signals: AbortSignal[] = []
  const run = (signal: AbortSignal) => {
    signals.push(signal)
    return new Promise<string>((resolve, reject) => ([finish, fail] = [resolve, reject]))
  }
  return { run, signals, finish: (value: string) => finish(value), fail: (error: Error) => fail(error) }
}
const never = () => new AbortController().signal

test("those who ask the same at the same time share one answer; the next one asks anew", async () => {
  const share = new ShareInFlight<string>()
  const job = work()
  const answers = [share.run("k", never(), job.run), share.run("k", never(), job.run)]
  job.finish("x")
  expect(await Promise.all(answers)).toEqual(["x", "x"])
  expect(job.signals).toHaveLength(1)
  expect(share.size).toBe(0)
  void share.run("k", never(), job.run)
  expect(job.signals).toHaveLength(2)
})

test("another key is another question", () => {
  const share = new ShareInFlight<string>()
  const job = work()
  void share.run("alice", never(), job.run)
  void share.run("bob", never(), job.run)
  expect(job.signals).toHaveLength(2)
})

test("who leaves takes nobody along; the work is called off when the last has left", async () => {
  const share = new ShareInFlight<string>()
  const job = work()
  const [first, last] = [new AbortController(), new AbortController()]
  const answers = [share.run("k", first.signal, job.run), share.run("k", last.signal, job.run)].map((each) =>
    each.catch(String)
  )
  first.abort(new Error("gone"))
  expect(await answers[0]).toBe("Error: gone")
  expect(job.signals[0]?.aborted).toBe(false)
  last.abort(new Error("gone too"))
  expect(await answers[1]).toBe("Error: gone too")
  expect(job.signals[0]?.aborted).toBe(true)
  expect(share.size).toBe(0)
})

test("a failure is shared and not kept", async () => {
  const share = new ShareInFlight<string>()
  const job = work()
  const answers = [1, 2].map(() => share.run("k", never(), job.run).catch(String))
  job.fail(new Error("down"))
  expect(await Promise.all(answers)).toEqual(["Error: down", "Error: down"])
  expect(share.size).toBe(0)
})

test("who has left before asking asks nothing", async () => {
  const job = work()
  await expect(new ShareInFlight<string>().run("k", AbortSignal.abort(new Error("gone")), job.run)).rejects.toThrow(
    "gone"
  )
  expect(job.signals).toEqual([])
})
