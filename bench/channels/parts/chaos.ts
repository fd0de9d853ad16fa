import {
  figurePlan,
  figureTiming,
  runPlan,
  type SimulationPlan,
  type SimulationReport,
} from "../../../plugin/src/channels/simulation"
import type { Figure } from "../../support/report"

const events = Number(process.env.BENCH_EVENTS ?? 10_000)
const seed = Number(process.env.BENCH_SEED ?? 1)
const minute = 60_000
/** Long enough for what was given up for hours to be tried again. */
const restMs = 3 * 60 * minute

/**
 * Ten thousand events on each of three channels that sell the same shelves, in virtual time: of the webhooks a fifth comes twice, a
 * fifth late and a tenth never, of our answers a twentieth is lost, a worker dies twice, and a channel is away for half an hour.
 */
export async function chaosFigures(): Promise<Figure[]> {
  const plan = figurePlan({ seed, events })
  const report = await runPlan(plan, { timing: figureTiming, restMs })
  tell(report)
  return figuresOf(plan, report)
}

function tell({ breaches, channels, virtualHours, wallMs, restedMs }: SimulationReport): void {
  console.log(
    `  … ${virtualHours} virtual hours in ${Math.round(wallMs / 1_000)} s; right ${restedMs / minute} min after the last fault`
  )
  for (const { id, orders, requests, pushed, webhooks } of channels) {
    const { told, lost, duplicated, late } = webhooks
    console.log(
      `  … ${id}: ${orders} orders, ${requests} requests, ${pushed} numbers sent; ${told} webhooks, ${duplicated} twice, ${late} late, ${lost} lost`
    )
  }
  for (const { law, count, example } of breaches) console.log(`  ✗ ${law} (${count}×): ${example}`)
}

function figuresOf({ faults }: SimulationPlan, report: SimulationReport): Figure[] {
  const { breaches, channels, kills, oversold, lagMs, restedMs } = report
  const count = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
  const overLimit = count(channels.map(({ refusedByLimit }) => refusedByLimit))
  const name = `chaos, ${channels.length} channels of ${events} events`
  const exact = (figure: string, value: number, wanted: number): Figure => {
    return { figure: `${name}: ${figure}`, value, unit: "", goal: String(wanted), ok: value === wanted }
  }
  const told = (figure: string, value: number, unit = ""): Figure => {
    return { figure: `${name}: ${figure}`, value, unit, goal: null, ok: true }
  }
  return [
    // The laws say that each order is here once, that the final state is equal, and that nothing drifts.
    exact("laws that did not hold", breaches.length, 0),
    exact("workers killed", kills, faults.kills.length),
    told("units sold beyond what was there", oversold.sold),
    told("requests refused by the vendor's limit", overLimit),
    told("orders", count(channels.map(({ orders }) => orders))),
    told("from the last fault until all was right, virtual", restedMs / minute, "min"),
    told("a number that is too high is lowered, p99, virtual", lagMs.p99, "ms"),
  ]
}
