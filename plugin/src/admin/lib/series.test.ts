import { greatest, linePath, nearest } from "./series"

const scales = { x: (at: number) => at * 10, y: (value: number) => 100 - value }
const points = (values: readonly (number | null)[]) => values.map((value, at) => ({ at, value }))

test("a line goes through its points", () => {
  expect(linePath(points([1, 2, 3]), scales)).toBe("M0,99L10,98L20,97")
})

test("a line is broken where nothing was measured, and a point alone is still seen", () => {
  expect(linePath(points([1, null, 5, null, 2, 3]), scales)).toBe("M0,99h2M20,95h2M40,98L50,97")
})

test("no points are no line", () => {
  expect(linePath([], scales)).toBe("")
  expect(linePath(points([null, null]), scales)).toBe("")
})

test("the nearest point is found on either side", () => {
  expect(nearest(points([1, 2, 3]), 1.4)?.at).toBe(1)
  expect(nearest(points([1, 2, 3]), 9)?.at).toBe(2)
  expect(nearest([], 9)).toBeUndefined()
})

test("the greatest value is never below the floor", () => {
  expect(greatest([points([1, null]), points([7])], 4)).toBe(7)
  expect(greatest([points([1, null])], 4)).toBe(4)
})
