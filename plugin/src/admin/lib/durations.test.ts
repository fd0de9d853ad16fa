import { formatDuration } from "./durations"

test.each([
  [0, "0 ms"],
  [39.6, "40 ms"],
  [999, "999 ms"],
  [1_240, "1.2 s"],
  [59_900, "59.9 s"],
  [180_000, "3 min"],
  [5_400_000, "1.5 h"],
])("%d ms reads %s", (ms, text) => {
  expect(formatDuration(ms, "en")).toBe(text)
})
