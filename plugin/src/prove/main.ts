import { parseArgs } from "node:util"
import { fullPlan, seedsOfFullPlan, shortPlan } from "./plan"
import { showStorm } from "./progress"
import { prove } from "./prove"
import { describePlan, describeReports, reportOf } from "./report"

export const proveHelp = `  anyshelf prove                         prove on a scratch database that no unit is sold twice
      --short                            one storm of at most three minutes instead of five long ones
      --seeds <n>                        how many storms, 1 to 100
      --json                             the table as JSON, and nothing else
      --database-url <postgres://…>      make the scratch database on this server, instead of starting one`

const options = {
  short: { type: "boolean" },
  seeds: { type: "string" },
  json: { type: "boolean" },
  "database-url": { type: "string" },
} as const

interface Asked {
  readonly isShort: boolean
  readonly seeds: number
  readonly isJson: boolean
  readonly databaseUrl?: string
}

/** Runs `anyshelf prove`; the exit code is 0 for PASS, 1 for FAIL, 2 for a command that was not understood. */
export async function proveMain(argv: readonly string[]): Promise<number> {
  const asked = readAsked(argv)
  if (typeof asked === "string") return fail(asked, 2)
  const { isShort, seeds, isJson, databaseUrl } = asked
  const plan = isShort ? shortPlan : fullPlan
  const over = new AbortController()
  const end = () => over.abort()
  process.once("SIGINT", end).once("SIGTERM", end)
  const progress = showStorm(plan, seeds)
  if (!isJson) console.log(describePlan(plan, seeds))
  try {
    const outcomes = await prove({
      plan,
      seeds,
      signal: over.signal,
      onServer: ({ description }) => isJson || console.log(`On ${description}.`),
      onProgress: progress.show,
      ...(databaseUrl === undefined ? {} : { databaseUrl }),
    })
    progress.clear()
    const reports = outcomes.map(reportOf)
    const clock = `One worker's clock is wrong by ${plan.clockShiftMs / 60_000} minutes (${outcomes[0]?.clock}).`
    console.log(isJson ? JSON.stringify(reports, null, 2) : `${clock}\n\n${describeReports(reports)}`)
    return reports.every(({ passed }) => passed) ? 0 : 1
  } catch (error) {
    progress.clear()
    return fail(error instanceof Error ? error.message : String(error), over.signal.aborted ? 130 : 1)
  } finally {
    process.off("SIGINT", end).off("SIGTERM", end)
  }
}

/** Understands the arguments, or says what is wrong with them. */
export function readAsked(argv: readonly string[]): Asked | string {
  try {
    const { values } = parseArgs({ args: [...argv], options })
    const isShort = values.short ?? false
    const seeds = Number(values.seeds ?? (isShort ? 1 : seedsOfFullPlan))
    const url = values["database-url"]
    if (!Number.isInteger(seeds) || seeds < 1 || seeds > 100)
      return `--seeds must be a number from 1 to 100, not ${values.seeds}.`
    if (url !== undefined && !/^postgres(ql)?:\/\//.test(url)) return "--database-url must begin with postgres://."
    return { isShort, seeds, isJson: values.json ?? false, ...(url === undefined ? {} : { databaseUrl: url }) }
  } catch (error) {
    return `${(error as Error).message}\n\n${proveHelp}`
  }
}

function fail(text: string, code: number): number {
  console.error(text)
  return code
}
