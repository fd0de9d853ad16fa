import { Breaker } from "./breaker"

const options = { failuresMax: 3, openMs: 100 }

function failing(times: number): Breaker {
  const breaker = new Breaker(options)
  for (let time = 0; time < times; time++) if (breaker.allows(0)) breaker.failed(0)
  return breaker
}

test("it opens after the last allowed failure in a row, and refuses", () => {
  expect(failing(2).allows(0)).toBe(true)
  expect(failing(3).allows(0)).toBe(false)
  expect(failing(3).allows(99)).toBe(false)
})

test("a success in between starts the count anew", () => {
  const breaker = failing(2)
  breaker.succeeded()
  breaker.failed(0)
  breaker.failed(0)
  expect(breaker.isOpen).toBe(false)
})

test("after a while exactly one may probe, and its outcome decides", () => {
  const healed = failing(3)
  expect([healed.allows(100), healed.allows(100)]).toEqual([true, false])
  healed.succeeded()
  expect([healed.allows(100), healed.allows(100)]).toEqual([true, true])
  const sick = failing(3)
  expect(sick.allows(100)).toBe(true)
  sick.failed(100)
  expect([sick.allows(150), sick.allows(200)]).toEqual([false, true])
})

test("a probe that was called off lets the next one probe", () => {
  const breaker = failing(3)
  expect(breaker.allows(100)).toBe(true)
  breaker.gaveUp()
  expect(breaker.allows(100)).toBe(true)
})
