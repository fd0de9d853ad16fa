import { writeFile } from "node:fs/promises"
import { conform, type ConformancePlan } from "../conform"
import { isGreen, type ConformanceReport } from "../report"
import { findSimulation } from "../simulation"
import { help, readArguments, type Asked } from "./arguments"
import { junitOf } from "./junit"
import { CannotLoad, loadConnector, loadStandIn, resolverFrom } from "./load"
import { progressOn } from "./progress"
import { textOf } from "./text"

/** Runs the command line; the result is the exit code. */
export async function main(argv: readonly string[], folder = process.cwd()): Promise<number> {
  const asked = readArguments(argv)
  if (asked.do === "help") return say(help, 0)
  if (asked.do === "fail") return complain(asked.sentence)
  try {
    return await run(asked, await planOf(asked, folder))
  } catch (error) {
    if (error instanceof CannotLoad) return complain(error.message)
    throw error
  }
}

type Run = Extract<Asked, { do: "conform" }>

async function planOf({ connector, standIn, only, seed, mutants }: Run, folder: string): Promise<ConformancePlan> {
  return {
    connector: await loadConnector(connector, folder),
    standIn: await loadStandIn(standIn, folder),
    ...(only !== undefined && { only }),
    seed,
    mutants,
    simulation: await findSimulation(resolverFrom(folder)),
  }
}

async function run(asked: Run, plan: ConformancePlan): Promise<number> {
  const progress = progressOn(process.stderr)
  const report = await conform(plan, progress)
  progress.done()
  if (asked.junit !== undefined) await writeFile(asked.junit, junitOf(report))
  const colours = process.stdout.isTTY && !process.env.NO_COLOR
  say(textOf(report, { colours, verbose: asked.verbose }), 0)
  return exitCode(report, asked)
}

/** A part that was asked for by name and is not there is no success. */
function exitCode(report: ConformanceReport, { only }: Run): number {
  if (!isGreen(report)) return 1
  return report.notRun.some(({ part }) => part === only) ? 3 : 0
}

function say(text: string, code: number): number {
  process.stdout.write(`${text}\n`)
  return code
}

function complain(text: string): number {
  process.stderr.write(`${text}\n`)
  return 2
}
