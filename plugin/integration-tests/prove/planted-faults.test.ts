import type { Law } from "../../src/prove/judge/finding"
import { shortPlan, type StormPlan } from "../../src/prove/plan"
import type { Fault } from "./support/faults"
import { faultyWorker, runStorm, trueWorker } from "./support/run-storm"

jest.setTimeout(300_000)

/** Big enough to meet everything once. */
const plan: StormPlan = {
  ...shortPlan,
  name: "tiny",
  buyers: 60,
  attempts: 1_500,
  normalItems: 20,
  workerKills: 1,
  databaseKills: 1,
  ttlMs: { from: 1_000, to: 2_000 },
}

const onTestServer = () => {
  const databaseUrl = process.env.TEST_DATABASE_URL
  if (!databaseUrl)
    throw new Error(
      "TEST_DATABASE_URL is not set. Run `npm test`, or name a PostgreSQL on which a database may be created."
    )
  return databaseUrl
}

/** A checker that has never failed proves nothing. */
describe("a storm on an inventory with a fault in it fails, and names the law", () => {
  test.each<[Fault, Law]>([
    ["read, then write", "oversold"],
    ["forgets what it promised", "lost"],
    ["does it, and says no", "ghost"],
    ["knows no keys", "replay"],
    ["writes past the ledger", "drift"],
  ])("%s: %s", async (fault, law) => {
    const environment = { ANYSHELF_PLANTED_FAULT: fault }
    const report = await runStorm(plan, faultyWorker, { databaseUrl: onTestServer(), environment })
    expect(report.passed).toBe(false)
    expect(report.breaches[law]).toBeGreaterThan(0)
  })
})

test("the same storm on the inventory as it is passes, on a server that was given", async () => {
  const report = await runStorm(plan, trueWorker, { databaseUrl: onTestServer() })
  expect(report).toMatchObject({ passed: true, findings: [], workerKills: 1, databaseKills: 1 })
  expect(report.attempts).toBeGreaterThanOrEqual(plan.attempts)
})
