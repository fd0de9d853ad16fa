import { priceOf, withPrice } from "./price"

test("a price travels with its request, through a copy too", () => {
  const init = withPrice({ method: "POST" }, 600)
  expect(priceOf(init)).toBe(600)
  expect(priceOf({ redirect: "manual", ...init })).toBe(600)
  expect(init.method).toBe("POST")
})

test.each([[undefined], [{}], [withPrice({}, Number.NaN)], [withPrice({}, -1)]])("%j has none", (init) => {
  expect(priceOf(init)).toBeUndefined()
})
