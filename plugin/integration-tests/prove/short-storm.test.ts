import { shortPlan } from "../../src/prove/plan"
import { runStorm, trueWorker } from "./support/run-storm"

// Three minutes are promised; a machine that is busy with something else may take longer without being wrong.
jest.setTimeout(600_000)

test("the short storm passes, on a PostgreSQL of its own that is killed while it commits", async () => {
  const report = await runStorm(shortPlan, trueWorker)
  expect(report).toMatchObject({ passed: true, findings: [] })
  expect(report.workerKills).toBeGreaterThanOrEqual(3)
  expect(report.databaseKills).toBeGreaterThanOrEqual(2)
})
