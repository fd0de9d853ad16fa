import { FakeClock } from "./fake-clock"
import { startLoop } from "./loop"

/** A loop whose rounds are counted. */
function counted(clock: FakeClock, run: () => Promise<boolean> = async () => false) {
  const rounds = { begun: 0, failed: 0 }
  const loop = startLoop({
    clock,
    everyMs: 1_000,
    run: () => ((rounds.begun += 1), run()),
    failed: () => ((rounds.failed += 1), 5_000),
  })
  return { loop, rounds }
}

test("runs at once, and then at every tick", async () => {
  const clock = new FakeClock()
  const { rounds } = counted(clock)
  await clock.pass(3_500)
  expect(rounds.begun).toBe(4)
})

test("runs on without a rest while there is more to do", async () => {
  const clock = new FakeClock()
  let left = 5
  const { rounds } = counted(clock, async () => (left -= 1) > 0)
  await clock.pass(0)
  expect(rounds.begun).toBe(5)
})

test("a wake while it rests, or while it runs, makes one more round", async () => {
  const clock = new FakeClock()
  let release = () => {}
  const { loop, rounds } = counted(clock, () => new Promise((resolve) => (release = () => resolve(false))))
  await clock.pass(0)
  loop.wake()
  loop.wake()
  release()
  await clock.pass(0)
  expect(rounds.begun).toBe(2)
  release()
  await clock.pass(0)
  expect(rounds.begun).toBe(2)
  loop.wake()
  await clock.pass(0)
  expect(rounds.begun).toBe(3)
})

test("a round that failed is followed by its own rest, which no wake cuts short", async () => {
  const clock = new FakeClock()
  const { loop, rounds } = counted(clock, async () => {
    throw new Error("no")
  })
  await clock.pass(0)
  loop.wake()
  await clock.pass(4_999)
  expect(rounds).toEqual({ begun: 1, failed: 1 })
  await clock.pass(1)
  expect(rounds.begun).toBe(2)
})

test("stopping lets the round that is under way finish, and starts no other", async () => {
  const clock = new FakeClock()
  let release = () => {}
  const { loop, rounds } = counted(clock, () => new Promise((resolve) => (release = () => resolve(true))))
  await clock.pass(0)
  let stopped = false
  const stopping = loop.stop().then(() => (stopped = true))
  await clock.pass(0)
  expect(stopped).toBe(false)
  release()
  await stopping
  await clock.pass(10_000)
  expect(rounds.begun).toBe(1)
})
