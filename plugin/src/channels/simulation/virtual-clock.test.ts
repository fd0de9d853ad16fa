import { random } from "../../prove/random"
import { VirtualClock } from "./virtual-clock"

const clockOf = (seed: number) => new VirtualClock(random(seed), 0)

test("sleepers wake in the order of their time, and whoever they wake goes on before the next", async () => {
  const clock = clockOf(1)
  const told: string[] = []
  const walk = async (name: string, ms: number) => {
    await clock.sleep(ms)
    told.push(`${name} at ${clock.now()}`)
    await clock.sleep(ms)
    told.push(`${name} at ${clock.now()}`)
  }
  void walk("slow", 30)
  void walk("quick", 20)
  await clock.runUntil(100)
  expect(told).toEqual(["quick at 20", "slow at 30", "quick at 40", "slow at 60"])
  expect(clock.now()).toBe(100)
})

test("a signal ends a sleep early, and nobody is woken twice", async () => {
  const clock = clockOf(1)
  const ending = new AbortController()
  let woken = 0
  void clock.sleep(50, ending.signal).then(() => (woken += 1))
  clock.after(10, () => ending.abort())
  await clock.runUntil(100)
  expect(woken).toBe(1)
  await clock.sleep(5, AbortSignal.abort())
})

test("of two at the same instant chance decides, the same way for the same seed", async () => {
  const orderOf = async (seed: number) => {
    const clock = clockOf(seed)
    const told: number[] = []
    for (let each = 0; each < 6; each += 1) clock.after(10, () => told.push(each))
    await clock.runUntil(10)
    return told.join()
  }
  expect(await orderOf(7)).toBe(await orderOf(7))
  const orders = new Set(await Promise.all([1, 2, 3, 4, 5].map(orderOf)))
  expect(orders.size).toBeGreaterThan(1)
})
