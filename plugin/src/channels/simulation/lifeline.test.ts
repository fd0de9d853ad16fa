import { random } from "../../prove/random"
import { Lifeline } from "./lifeline"
import { VirtualClock } from "./virtual-clock"

function lived() {
  const clock = new VirtualClock(random(1), 0)
  const life = new Lifeline(random(2), clock, 5)
  const done: string[] = []
  const port = life.guard({
    write: async (what: string) => void done.push(what),
    nested: { read: async () => done.length },
  })
  return { clock, life, port, done }
}

test("nothing of a dead process goes on, whether its last call was done or not", async () => {
  const { clock, life, port, done } = lived()
  let deaths = 0
  const told: number[] = []
  life.dieAfter(3, () => (deaths += 1))
  void (async () => {
    for (let step = 0; step < 10; step += 1) {
      await port.write(`step ${step}`)
      told.push(await port.nested.read())
    }
  })()
  await clock.runUntil(1_000)
  expect(deaths).toBe(1)
  expect(life.isAlive).toBe(false)
  expect(done.length).toBeLessThanOrEqual(2)
  expect(told.length).toBeLessThanOrEqual(1)
})

test("a sleep that ends after a death wakes nobody", async () => {
  const { clock, life } = lived()
  let woken = false
  void life
    .clock()
    .sleep(10)
    .then(() => (woken = true))
  life.cut()
  await clock.runUntil(100)
  expect(woken).toBe(false)
})

test("a living process hears what its calls gave, and what they threw", async () => {
  const { clock, life } = lived()
  const port = life.guard({ give: async () => 7, fail: async () => Promise.reject(new Error("No.")) })
  const given = Promise.all([port.give(), port.fail().catch((error: Error) => error.message)])
  await clock.runUntil(100)
  expect(await given).toEqual([7, "No."])
})
