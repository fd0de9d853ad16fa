import { compareLanes, laneOfWrite, lanes, leftToOthers } from "./lanes"

test("lanes are in order of the harm that waiting does", () => {
  expect([...lanes].reverse().sort(compareLanes)).toEqual(["down", "fulfil", "orders", "up", "reconcile"])
})

test.each([
  [0, 5, "down"],
  [0, 0, "down"],
  [3, 5, "down"],
  [3, null, "down"],
  [7, 5, "up"],
] as const)("showing %d where %s is shown goes in the lane %s", (wanted, shown, lane) => {
  expect(laneOfWrite(wanted, shown)).toBe(lane)
})

test("no lane takes from the rate limit what it leaves to one before it", () => {
  const left = lanes.map((lane) => leftToOthers[lane])
  expect([...left].sort((a, b) => a - b)).toEqual(left)
})
