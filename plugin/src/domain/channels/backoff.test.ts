import { backoffMs } from "./backoff"

const rule = { baseMs: 500, capMs: 60_000 }

test("a wait is never above the cap, never below half of its step, and never shrinks with failures", () => {
  for (let attempt = 1; attempt <= 200; attempt += 1) {
    for (const random of [0, 0.3, 0.999]) {
      const wait = backoffMs(attempt, rule, random)
      expect(wait).toBeLessThanOrEqual(rule.capMs)
      expect(wait).toBeGreaterThanOrEqual(rule.baseMs / 2)
      expect(backoffMs(attempt + 1, rule, random)).toBeGreaterThanOrEqual(wait)
    }
  }
})

test.each([
  [1, 500],
  [2, 1_000],
  [5, 8_000],
  [40, 60_000],
])("after %d failures it is at most %d ms", (attempt, wait) => {
  expect(backoffMs(attempt, rule, 1)).toBe(wait)
})
