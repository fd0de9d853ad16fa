import { random } from "./random"

test("the same seed draws the same, another seed draws otherwise", () => {
  const draw = (seed: number) => {
    const chance = random(seed)
    return Array.from({ length: 50 }, () => chance.next())
  }
  expect(draw(7)).toEqual(draw(7))
  expect(draw(7)).not.toEqual(draw(8))
})

test("numbers stay within their bounds and reach both ends", () => {
  const chance = random(1)
  const drawn = Array.from({ length: 2_000 }, () => chance.between(1, 6))
  expect(new Set(drawn)).toEqual(new Set([1, 2, 3, 4, 5, 6]))
})

test("a chance of 0 never happens, of 1 always", () => {
  const chance = random(2)
  for (let tries = 0; tries < 1_000; tries += 1) {
    expect(chance.happens(0)).toBe(false)
    expect(chance.happens(1)).toBe(true)
  }
})

test("nothing can be picked from nothing", () => {
  expect(() => random(1).pick([])).toThrow("nothing to pick")
})
