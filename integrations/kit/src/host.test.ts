import { Bucket } from "./bucket"
import { RetryLater } from "./errors"
import { createHost } from "./host"

const LIMIT = { name: "points", capacity: 100, perSecond: 50, cost: 10 }

/** A clock that moves when somebody sleeps. */
function fakeTime() {
  let at = 0
  return { now: () => at, sleep: async (ms: number) => void (at += ms), pass: (ms: number) => void (at += ms) }
}

const ok = (async () => new Response("{}")) as typeof fetch

test("never more goes out than the bucket holds and regains, however many ask", async () => {
  const time = fakeTime()
  const sentAt: number[] = []
  const send = (async () => (sentAt.push(time.now()), new Response("{}"))) as typeof fetch
  const host = createHost({ fetch: send, limits: [LIMIT], ...time })
  for (let count = 0; count < 40; count += 1) await host.fetch("http://x")
  for (const [index, at] of sentAt.entries()) {
    expect((index + 1) * LIMIT.cost).toBeLessThanOrEqual(LIMIT.capacity + (at / 1_000) * LIMIT.perSecond)
  }
  expect(time.now()).toBe(6_000)
})

test("a wait that is too long is refused at once, and costs nothing", async () => {
  const time = fakeTime()
  const host = createHost({ fetch: ok, limits: [LIMIT], waitMsMax: 50, ...time })
  host.throttle({ retryAfterMs: 2_000 })
  await expect(host.fetch("http://x")).rejects.toMatchObject({ name: "RetryLater", afterMs: 2_000 })
  await expect(host.fetch("http://x")).rejects.toBeInstanceOf(RetryLater)
  time.pass(2_000)
  for (let count = 0; count < 10; count += 1) await host.fetch("http://x")
  expect(time.now()).toBe(2_000)
})

test("the vendor's live numbers replace the declared ones, less what is on its way", () => {
  const bucket = new Bucket(LIMIT, 1, 0)
  bucket.take(30, 0)
  bucket.learn({ capacity: 1_000, perSecond: 100, available: 40 }, 0)
  expect(bucket.take(20, 0)).toBe(100)
})

test("a share is kept to, whatever the others leave", () => {
  const bucket = new Bucket(LIMIT, 0.3, 0)
  expect(bucket.take(30, 0)).toBe(0)
  bucket.done(30)
  bucket.learn({ capacity: 100, perSecond: 50, available: 100 }, 0)
  expect(bucket.take(15, 0)).toBe(1_000)
})

test("a share is open to its owner when the others have taken most of the rest, and waits when nothing is left", () => {
  const bucket = new Bucket(LIMIT, 0.3, 0)
  bucket.learn({ capacity: 100, perSecond: 50, available: 40 }, 0)
  expect(bucket.take(20, 0)).toBe(0)
  bucket.done(20)
  bucket.learn({ available: 0 }, 0)
  expect(bucket.take(15, 0)).toBe(1_000)
})

test("a share pays what a request cost in fact", () => {
  const bucket = new Bucket({ ...LIMIT, cost: 1 }, 0.3, 0)
  bucket.take(1, 0)
  bucket.done(1)
  bucket.learn({ capacity: 100, perSecond: 50, cost: 30 }, 0)
  expect(bucket.take(15, 0)).toBe(1_000)
})

test("an answer larger than allowed is refused, whatever its content-length says", async () => {
  const host = createHost({ fetch: (async () => new Response("x".repeat(11))) as typeof fetch, responseBytesMax: 10 })
  await expect(host.fetch("http://x")).rejects.toThrow("larger than 10 bytes")
})

test("a request ends with its time-out, or when its caller gives up", async () => {
  const hang = ((_url: string, init: RequestInit) =>
    new Promise((_resolve, reject) => {
      init.signal?.addEventListener("abort", () => reject(init.signal?.reason))
    })) as typeof fetch
  await expect(createHost({ fetch: hang, timeoutMs: 5 }).fetch("http://x")).rejects.toMatchObject({
    name: "TimeoutError",
  })
  const caller = new AbortController()
  const asked = createHost({ fetch: hang }).fetch("http://x", { signal: caller.signal })
  caller.abort(new Error("gave up"))
  await expect(asked).rejects.toThrow("gave up")
})

test("redirects are not followed, and an answer without a body stays one", async () => {
  const seen: unknown[] = []
  const send = (async (_url: string, init: RequestInit) => (
    seen.push(init.redirect),
    new Response(null, { status: 204 })
  )) as typeof fetch
  expect((await createHost({ fetch: send }).fetch("http://x")).status).toBe(204)
  expect(seen).toEqual(["manual"])
})

test("a share outside its range is refused", () => {
  expect(() => createHost({ limits: [LIMIT], share: 0 })).toThrow("above 0")
})
