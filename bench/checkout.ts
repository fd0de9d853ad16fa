import { storm, type Storm } from "./checkout/storm"
import { openSide, type Reserved, type Side } from "./checkout/side"
import { report, type Figure } from "./support/report"

/**
 * Sixty shoppers press "buy" at once for an article with forty units, over HTTP; and core's reservation workflow at 64 callers.
 * Medusa as it comes and Medusa with the plugin run side by side, each in a process and on a database of its own, and take
 * turns.
 */
const shoppers = 60
const units = 40
const rounds = 3
const callers = 64
const sprintMs = Number(process.env.BENCH_SECONDS ?? 3) * 1000

interface Both<T> {
  readonly ours: T
  readonly stock: T
}

/** Measures both sides. Slow: some minutes, most of them for filling carts. */
export async function checkoutFigures(): Promise<Figure[]> {
  const [ours, stock] = [await openSide("ours"), await openSide("stock")]
  try {
    const storms = await stormsOf({ ours, stock })
    const sprints = await sprintsOf({ ours, stock })
    return [...stormFigures(storms), ...sprintFigures(sprints)]
  } finally {
    await Promise.all([ours.close(), stock.close()])
  }
}

/** The first round only warms up. Who begins changes from round to round. */
async function stormsOf(sides: Both<Side>): Promise<Both<Storm[]>> {
  const storms = { ours: [] as Storm[], stock: [] as Storm[] }
  for (let round = 0; round <= rounds; round += 1) {
    const size = round === 0 ? { shoppers: 8, units: 6 } : { shoppers, units }
    for (const side of round % 2 ? (["ours", "stock"] as const) : (["stock", "ours"] as const)) {
      const came = await storm(sides[side], `STORM-${round}`, size)
      if (round === 0) continue
      storms[side].push(came)
      console.log(`  … storm ${round}, ${side}: ${tell(came)}`)
    }
  }
  return storms
}

const tell = ({ orders, refused, lockTimeouts, others, ms }: Storm) =>
  `${orders} orders, ${refused} told "not enough stock", ${lockTimeouts} lock time-outs, ${others} else, ${Math.round(ms)} ms`

async function sprintsOf(sides: Both<Side>): Promise<Both<Reserved[]>> {
  const sprints = { ours: [] as Reserved[], stock: [] as Reserved[] }
  for (let round = 0; round <= rounds; round += 1) {
    for (const side of round % 2 ? (["ours", "stock"] as const) : (["stock", "ours"] as const)) {
      const ms = round === 0 ? sprintMs / 3 : sprintMs
      const made = await sides[side].ask<Reserved>({ do: "reserve", sku: "SPRINT", callers, ms })
      if (round > 0) sprints[side].push({ ...made, perSecond: made.reserved / (ms / 1000) })
    }
  }
  return sprints
}

function stormFigures({ ours, stock }: Both<Storm[]>): Figure[] {
  const worst = (of: (each: Storm) => number) => ours.map(of).sort((a, b) => Math.abs(b) - Math.abs(a))[0]!
  const time = { ours: middle(ours.map(({ ms }) => ms)), stock: middle(stock.map(({ ms }) => ms)) }
  const ratio = time.ours / time.stock
  const each = (figure: string, value: number, wanted: number): Figure => ({
    figure: `60 checkouts, 40 units: ${figure}`,
    value,
    unit: "",
    goal: `${wanted}`,
    ok: value === wanted,
  })
  const told = (figure: string, of: (each: Storm) => number, unit = ""): Figure => ({
    figure: `the same storm on stock Medusa: ${figure}`,
    value: middle(stock.map(of)),
    unit,
    goal: null,
    ok: true,
  })
  return [
    each("orders", units + worst(({ orders }) => orders - units), units),
    each(
      'told "not enough stock"',
      shoppers - units + worst(({ refused }) => refused - (shoppers - units)),
      shoppers - units
    ),
    each(
      "lock time-outs",
      worst(({ lockTimeouts }) => lockTimeouts),
      0
    ),
    each(
      "units reserved, less orders",
      worst(({ reserved, orders }) => reserved - orders),
      0
    ),
    each(
      "orders in the database, less those answered",
      worst(({ orphans }) => orphans),
      0
    ),
    { figure: "60 checkouts: time, ours ÷ stock", value: ratio, unit: "×", goal: "≤ 1", ok: ratio <= 1 },
    { figure: "60 checkouts: time, ours", value: time.ours, unit: "ms", goal: null, ok: true },
    told("orders", ({ orders }) => orders),
    told('told "not enough stock"', ({ refused }) => refused),
    told("lock time-outs", ({ lockTimeouts }) => lockTimeouts),
    told("time", ({ ms }) => ms, "ms"),
  ]
}

function sprintFigures({ ours, stock }: Both<Reserved[]>): Figure[] {
  const rate = (made: readonly Reserved[]) => middle(made.map(({ perSecond }) => perSecond))
  const ratio = rate(ours) / rate(stock)
  const told = (figure: string, value: number, unit: string): Figure => ({ figure, value, unit, goal: null, ok: true })
  return [
    {
      figure: "createReservationsWorkflow, 64 callers: ours ÷ stock",
      value: ratio,
      unit: "×",
      goal: "≥ 5",
      ok: ratio >= 5,
    },
    told("createReservationsWorkflow, 64 callers: ours", rate(ours), "/s"),
    told("createReservationsWorkflow, 64 callers: stock", rate(stock), "/s"),
    told("createReservationsWorkflow, 64 callers: ours, p99", middle(ours.map(({ p99 }) => p99)), "ms"),
    told("createReservationsWorkflow, 64 callers: stock, p99", middle(stock.map(({ p99 }) => p99)), "ms"),
  ]
}

const middle = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!

async function main(): Promise<void> {
  report("checkout", await checkoutFigures())
}

if (require.main === module) {
  main().then(
    () => process.exit(),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    }
  )
}
