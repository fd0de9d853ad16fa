import { RetryLater, silentLog, type Connection } from "@anyshelf/connector-kit"
import { circuitRule } from "../domain/channels/circuit"
import { createEngineHost } from "./engine-host"
import { Meter } from "./meter"
import { FakeClock } from "./fake-clock"

const limits = [{ name: "requests", capacity: 1_000, perSecond: 1_000, cost: 1 }]
const connection = { id: "demo", connector: { capabilities: { limits } } } as unknown as Connection

/** A host on a channel that answers as it is told. */
function hostOn(answer: () => Response | Promise<Response>) {
  const clock = new FakeClock()
  const told = { asked: 0, outages: 0 }
  const host = createEngineHost({
    connection,
    clock,
    log: silentLog,
    meter: new Meter(clock.now),
    timeoutMs: 1_000,
    waitMsMax: 1_000,
    onOutage: () => (told.outages += 1),
    fetch: async () => ((told.asked += 1), answer()),
  })
  const ask = () => host.fetch("http://channel.test").then((response) => response.status)
  return { clock, host, told, ask }
}

const down = () => {
  throw new TypeError("connection refused")
}

test("a channel that fails again and again is left alone, and told so once", async () => {
  const { host, told, ask } = hostOn(down)
  for (let count = 0; count < 20; count += 1) await ask().catch(() => undefined)
  expect(told).toEqual({ asked: circuitRule.failuresMax, outages: 1 })
  expect(host.health().circuit).toBe("open")
  await expect(ask()).rejects.toBeInstanceOf(RetryLater)
})

test("after a rest one request tries, however many ask; its answer opens the way", async () => {
  let answer: () => Response | Promise<Response> = down
  const { clock, host, told, ask } = hostOn(() => answer())
  for (let count = 0; count < circuitRule.failuresMax; count += 1) await ask().catch(() => undefined)
  await clock.pass(circuitRule.baseMs)
  let release = (_response: Response) => {}
  answer = () => new Promise((resolve) => (release = resolve))
  const first = ask()
  await expect(ask()).rejects.toBeInstanceOf(RetryLater)
  await clock.pass(0)
  expect(told.asked).toBe(circuitRule.failuresMax + 1)
  release(new Response("{}"))
  expect(await first).toBe(200)
  expect(host.health().circuit).toBe("closed")
})

test.each([500, 502, 503])("a %d is trouble of the channel, and handed on", async (status) => {
  const { host, ask } = hostOn(() => new Response("", { status }))
  for (let count = 0; count < circuitRule.failuresMax; count += 1) expect(await ask()).toBe(status)
  expect(host.health().circuit).toBe("open")
})

test.each([200, 401, 404, 429])("a %d is an answer: the channel is alive", async (status) => {
  const { host, ask } = hostOn(() => new Response("", { status, headers: { "retry-after": "0" } }))
  for (let count = 0; count < 20; count += 1) expect(await ask()).toBe(status)
  expect(host.health().circuit).toBe("closed")
  expect(host.lastAnswerAt()).toBe(0)
})

test("headroom is what is left of the vendor's limit", async () => {
  const { host, ask } = hostOn(() => new Response("{}"))
  await ask()
  expect(host.health().throttle).toEqual({ available: 999, capacity: 1_000, perSecond: 1_000 })
  host.throttle({ available: 40, capacity: 100, perSecond: 5 })
  expect(host.health().throttle).toEqual({ available: 40, capacity: 100, perSecond: 5 })
})

test("a stop waits for no rate limit: who waits is sent away, what is under way is not", async () => {
  let release = (_response: Response) => {}
  const { host, ask } = hostOn(() => new Promise((resolve) => (release = resolve)))
  const underWay = ask()
  await new Promise((resolve) => setImmediate(resolve))
  host.throttle({ retryAfterMs: 60_000 })
  const waiting = ask()
  host.close()
  await expect(waiting).rejects.toBeInstanceOf(RetryLater)
  await expect(ask()).rejects.toBeInstanceOf(RetryLater)
  release(new Response("{}"))
  expect(await underWay).toBe(200)
})
