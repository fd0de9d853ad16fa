import { jestArguments, selectedProjects } from "./jest-arguments.cjs"
import { createSteps } from "./steps.cjs"

describe("progress", () => {
  it("says when a step begins, how long it took, and that it failed", async () => {
    const lines: string[] = []
    let time = 0
    const { step } = createSteps({ write: (line) => lines.push(line), now: () => (time += 500) })
    await step("Build", async () => {})
    await expect(step("Migrate", () => Promise.reject(new Error("no")))).rejects.toThrow("no")
    expect(lines.map((line) => line.trim())).toEqual([
      expect.stringMatching(/s {2}… Build$/),
      expect.stringMatching(/✓ Build \(\d+\.\d s\)$/),
      expect.stringMatching(/… Migrate$/),
      expect.stringMatching(/✗ Migrate \(\d+\.\d s\)$/),
    ])
  })
})

describe("the projects of a test run", () => {
  it.each([
    [[], ["unit", "integration", "journeys"]],
    [["some/path"], ["unit", "integration", "journeys"]],
    [["--selectProjects", "unit"], ["unit"]],
    [
      ["--selectProjects", "unit", "integration", "scripts/lib"],
      ["unit", "integration"],
    ],
    [["--selectProjects=journeys", "--silent"], ["journeys"]],
  ])("%j are %j", (args, projects) => {
    expect(selectedProjects(args)).toEqual(projects)
  })
})

describe("a call of jest", () => {
  it("names projects last, since jest takes every word behind them for one", () => {
    expect(jestArguments(["--selectProjects", "unit", "scripts/lib", "-t", "law"])).toEqual([
      "scripts/lib",
      "-t",
      "law",
      "--selectProjects",
      "unit",
    ])
    expect(jestArguments(["--silent"])).toEqual(["--silent", "--selectProjects", "unit", "integration", "journeys"])
  })
})
