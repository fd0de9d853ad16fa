import { drawPlan, stormy, type ChannelPlan, type SimulationPlan } from "../../../plugin/src/channels/simulation/plan"
import type { SimulationReport } from "../../../plugin/src/channels/simulation/report"
import { runPlan } from "../../../plugin/src/channels/simulation/run-simulation"
import { calmTiming } from "../../../plugin/src/channels/simulation/scenarios"
import type { Figure } from "../../support/report"

const events = Number(process.env.BENCH_EVENTS ?? 10_000)
const seed = Number(process.env.BENCH_SEED ?? 4)
const everyMs = 1_000
const minute = 60_000
const shop: ChannelPlan = { publishing: { mode: "shared" }, variant: {} }

/** Ten thousand events on each of three channels that sell the same shelves, in virtual time and through every fault. */
export async function chaosFigures(): Promise<Figure[]> {
  const plan = planOf()
  const report = await runPlan(plan, { timing: calmTiming })
  tell(report)
  return figuresOf(plan, report)
}

/** Of the webhooks a fifth comes twice, a fifth late and a tenth never; of our answers a twentieth is lost. */
function planOf(): SimulationPlan {
  const whole = events * everyMs
  return drawPlan({
    seed,
    events,
    everyMs,
    channels: [shop, shop, shop],
    articles: 40,
    places: 2,
    stock: 200,
    faults: {
      ...stormy,
      processes: 2,
      kills: [whole / 4, (3 * whole) / 4].map((atMs) => ({ atMs, withinCalls: 40 })),
      outages: [{ channel: 0, atMs: whole / 2, forMs: 30 * minute }],
    },
  })
}

function tell({ breaches, channels, virtualHours, wallMs, restedMs }: SimulationReport): void {
  console.log(`  … ${virtualHours} virtual hours in ${Math.round(wallMs / 1_000)} s; right ${restedMs / minute} min after the last fault`)
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
    exact("oversold units that were not recorded", oversold.sold - oversold.recorded, 0),
    told("requests refused by the vendor's limit", overLimit),
    told("orders", count(channels.map(({ orders }) => orders))),
    told("from the last fault until all was right, virtual", restedMs / minute, "min"),
    told("a number that is too high is lowered, p99, virtual", lagMs.p99, "ms"),
  ]
}
