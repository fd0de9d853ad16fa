import { RefusalLog } from "./refusal-log"

test("a flood of refused webhooks is a line a minute for each connection, and none is forgotten", () => {
  let now = 0
  const lines: string[] = []
  const log = new RefusalLog(
    (line) => lines.push(line),
    () => now
  )
  for (let count = 0; count < 1_000; count += 1) log.add("shop", "signature")
  log.add("other", "malformed")
  expect(lines).toHaveLength(2)
  now = 60_000
  log.add("shop", "signature")
  expect(lines[2]).toContain("999 more")
})

test("names that nobody has do not fill the memory", () => {
  const lines: string[] = []
  const log = new RefusalLog((line) => lines.push(line))
  for (let count = 0; count < 5_000; count += 1) log.add(`shop-${count}`, "signature")
  expect(lines).toHaveLength(1_000)
})
