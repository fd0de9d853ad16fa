import { parseArgs } from "node:util"
import { figurePlan, figureTiming } from "./figure"
import { runMutants } from "./run-mutants"
import { runPlan } from "./run-simulation"
import { runSeeds } from "./run-seeds"
import type { SimulationReport } from "./report"

const usage = `anyshelf prove channels: runs the channels' engine in virtual time.

  figure [--events 10000] [--seed 1]   three channels, 20 % of webhooks twice, 20 % late, 10 % lost, 5 % of answers lost,
                                       two deaths, one outage of 30 minutes
  seeds  [--count 1000] [--from 1]     many small courses; one that breaks a law is made smaller and printed
  mutants [--only name,name]           one guard of the engine switched off at a time; each must be noticed

  --json    prints the report as JSON, and nothing else`

const options = {
  events: { type: "string", default: "10000" },
  seed: { type: "string", default: "1" },
  count: { type: "string", default: "1000" },
  from: { type: "string", default: "1" },
  only: { type: "string" },
  json: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const

/** Runs what the arguments ask for, and gives the exit code: 0 when every law held, 1 when one did not, 2 for a wrong question. */
export async function proveChannels(
  args: readonly string[],
  say: (text: string) => void = console.log
): Promise<number> {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const [what = "figure"] = positionals
    const run = commands[what]
    if (!run || values.help) {
      say(usage)
      return values.help ? 0 : 2
    }
    const told = await run(values, values.json ? () => undefined : say)
    if (values.json) say(JSON.stringify(told.report))
    return told.ok ? 0 : 1
  } catch (error) {
    if (!(error instanceof TypeError) && !(error instanceof RangeError)) throw error
    say(`${error.message}\n\n${usage}`)
    return 2
  }
}

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>["values"]
type Command = (values: Values, say: (text: string) => void) => Promise<{ ok: boolean; report: unknown }>

const commands: Readonly<Record<string, Command>> = {
  figure: async ({ events, seed }, say) => {
    const plan = figurePlan({ seed: numberOf(seed, "seed"), events: numberOf(events, "events") })
    const report = await runPlan(plan, { timing: figureTiming, restMs: 3 * 60 * 60_000 })
    say(describe(report))
    return { ok: report.ok, report }
  },
  seeds: async ({ count, from }, say) => {
    const report = await runSeeds({
      count: numberOf(count, "count"),
      from: numberOf(from, "from"),
      onReport: (scenario, each) => each.ok || say(`${scenario}, seed ${each.seed}:\n${describe(each)}`),
    })
    for (const { scenario, smallest } of report.failed)
      if (smallest)
        say(`The smallest course of "${scenario}", seed ${smallest.seed}: ${JSON.stringify(smallest.happenings)}`)
    const seconds = Math.round(report.wallMs / 1_000)
    say(`${report.courses} courses, ${report.events} events, ${report.failed.length} broke a law; ${seconds} s.`)
    return { ok: report.failed.length === 0, report }
  },
  mutants: async ({ only }, say) => {
    const report = await runMutants({
      ...(only !== undefined && { only: only.split(",") }),
      onVerdict: ({ name, about, killedBy }) => {
        const by = killedBy && `${killedBy.scenario}, seed ${killedBy.seed}: ${killedBy.breach.law}`
        say(`${killedBy ? "noticed" : "LIVES  "}  ${name}: ${about}${by ? `\n           ${by}` : ""}`)
      },
    })
    const alive = report.filter(({ killedBy }) => !killedBy).length
    say(`${report.length - alive} of ${report.length} were noticed.`)
    return { ok: alive === 0, report }
  },
}

function numberOf(text: string | undefined, name: string): number {
  const number = Number(text)
  if (Number.isSafeInteger(number) && number > 0) return number
  throw new RangeError(`--${name} is a whole number above 0, not "${text}".`)
}

function describe(report: SimulationReport): string {
  const { breaches, events, kills, oversold, lagMs, restedMs, virtualHours, wallMs, channels } = report
  const lines = [
    `${report.ok ? "PASS" : "FAIL"}  seed ${report.seed}: ${events.done} events, ${kills} deaths, ${virtualHours} virtual hours in ${Math.round(wallMs / 1_000)} s`,
    ...channels.map(
      ({ id, orders, requests, pushed, effects, webhooks }) =>
        `  ${id}: ${orders} orders, ${requests} requests, ${pushed} numbers sent, ${effects} changed something; of ${webhooks.told} webhooks ` +
        `${webhooks.lost} lost, ${webhooks.duplicated} twice, ${webhooks.late} late`
    ),
    `  sold beyond what was there: ${oversold.sold} units, all explained by what nobody could know yet`,
    `  a number that was too high was lowered within ${lagMs.p50} ms (half), ${lagMs.p99} ms (99 %)`,
    `  all right ${restedMs / 60_000} minutes after the last fault`,
    ...breaches.map(({ law, example, count }) => `  BROKEN ${count} times: ${law}. ${example}`),
  ]
  return lines.join("\n")
}
