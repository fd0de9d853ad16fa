import { random } from "../../prove/random"
import { Heap } from "./heap"

test("gives the least of what it holds, whatever comes and goes", () => {
  const chance = random(1)
  const heap = new Heap<number>((a, b) => a - b)
  const held: number[] = []
  for (let step = 0; step < 5_000; step += 1) {
    if (chance.happens(0.6) || held.length === 0) {
      const each = chance.between(0, 50)
      heap.push(each)
      held.push(each)
      held.sort((a, b) => a - b)
    } else expect(heap.pop()).toBe(held.shift())
    expect(heap.size).toBe(held.length)
    expect(heap.peek()).toBe(held[0])
  }
})
