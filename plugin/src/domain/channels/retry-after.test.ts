import { restMs } from "./retry-after"

const now = Date.UTC(2026, 10, 23, 10, 0, 0)

test.each([
  ["seconds, not milliseconds", "2", 2_000],
  ["parts of a second, as Shopify writes them", "2.0", 2_000],
  ["a date", "Mon, 23 Nov 2026 10:00:30 GMT", 30_000],
  ["a date that has passed", "Mon, 23 Nov 2026 09:00:00 GMT", 0],
  ["more than anyone can mean", "86400000", 3_600_000],
])("%s", (_case, header, wait) => {
  expect(restMs(header, 1, now)).toBe(wait)
})

test.each([null, "", "soon", "-5"])("nothing usable (%j) rests longer with each refusal, up to a minute", (header) => {
  expect([1, 2, 3, 20].map((refusals) => restMs(header, refusals, now))).toEqual([1_000, 2_000, 4_000, 60_000])
})
