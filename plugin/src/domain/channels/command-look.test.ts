import { nextLookMs } from "./command-look"

const hour = 3_600_000

it("looks soon after a change, ever less often, and never too seldom", () => {
  const waits = [0, 60_000, hour, 24 * hour, 90 * 24 * hour].map(nextLookMs)
  expect(waits).toEqual([...waits].sort((a, b) => a - b))
  expect(waits[0]).toBe(30_000)
  expect(waits.at(-1)).toBe(6 * hour)
})

it("costs few looks even over a year", () => {
  let looks = 0
  for (let at = 0; at < 365 * 24 * hour; at += nextLookMs(at)) looks += 1
  expect(looks).toBeLessThan(1_700)
})
