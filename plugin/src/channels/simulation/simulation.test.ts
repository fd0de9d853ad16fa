import { engineMutants, minimise, runMutants, runPlan, scenarios, scenarioOf } from "."
import { drills } from "./drills"
import { modelled, createTables } from "./memory"
import { replaced } from "./replaced"
import { proveChannels } from "./run"

jest.setTimeout(240_000)

test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
  "every law holds: %s",
  async (_name, scenario) => {
    const { timing, restMs } = scenario
    const report = await runPlan(scenario.plan(1), { timing, restMs })
    expect(report.breaches).toEqual([])
    expect(report.events.done).toBeGreaterThan(0)
  }
)

test.each(drills.map((drill) => [drill.name, drill] as const))("every law holds when %s", async (_name, drill) => {
  for (let seed = 1; seed <= 20; seed += 1) expect(await drill.run(seed, (ports) => ports)).toEqual([])
})

test("the same plan gives the same report", async () => {
  const { timing, plan } = scenarioOf("storm")
  const [first, second] = [await runPlan(plan(3), { timing }), await runPlan(plan(3), { timing })]
  expect({ ...second, wallMs: 0 }).toEqual({ ...first, wallMs: 0 })
})

test("a guard that is missing is noticed, and its course made smaller", async () => {
  const scenario = scenarioOf("storm")
  const plan = scenario.plan(1)
  const dropsTests = engineMutants.find(({ name }) => name === "test-orders-taken-for-real")!
  const options = { timing: scenario.timing, wrap: dropsTests.wrap, restMs: 120_000 }
  const calm = { ...plan, faults: { ...plan.faults, kills: [] } }
  const law = "nothing is imported that was not ordered"
  const { breaches } = await runPlan(calm, options)
  expect(breaches.map((breach) => breach.law)).toContain(law)
  const smallest = await minimise(calm, law, options)
  expect(smallest.happenings.map(({ kind }) => kind)).toEqual(["test-order"])
})

test("mutants are hunted by their names, and each has one", async () => {
  expect(new Set(engineMutants.map(({ name }) => name)).size).toBe(engineMutants.length)
  const [verdict] = await runMutants({ only: ["oversold-orders-dropped"], seeds: 3 })
  expect(verdict?.killedBy?.breach.law).toBe("every order is imported")
})

test("what is not modelled is named when it is called", () => {
  const memory = modelled(createTables(Date.now))
  expect(Object.keys(memory)).toContain("claimPublications")
  const half = replaced({ a: 1, b: 2 }, () => ({ a: 3 }))
  expect([half.a, half.b]).toEqual([3, 2])
})

test("the command says what it can do when it is asked something else", async () => {
  const said: string[] = []
  expect(await proveChannels(["weather"], (text) => said.push(text))).toBe(2)
  expect(await proveChannels(["seeds", "--count", "none"], (text) => said.push(text))).toBe(2)
  expect(await proveChannels(["--help"], (text) => said.push(text))).toBe(0)
  expect(said.join("\n")).toContain("--count is a whole number above 0")
})
