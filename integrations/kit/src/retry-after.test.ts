import { retryAfterMs } from "./retry-after"

const now = Date.parse("2026-11-23T10:00:00Z")

test.each([
  ["2", 2_000],
  ["2.0", 2_000],
  ["0", 0],
  ["Mon, 23 Nov 2026 10:00:30 GMT", 30_000],
  ["Mon, 23 Nov 2026 09:00:00 GMT", 0],
  ["soon", undefined],
  ["-3", undefined],
  ["", undefined],
  [null, undefined],
])("Retry-After %p is %p ms", (header, ms) => expect(retryAfterMs(header, now)).toBe(ms))
