import { atpFigures } from "./atp"
import { checkoutFigures } from "./checkout"
import { openInventory, type InventoryOnTrial } from "./support/inventory"
import { report, type Figure } from "./support/report"
import { median, sprint, type Sprint } from "./support/sprint"

/**
 * Every figure of the stock core: claims, then reading what can be promised, then checkouts over HTTP beside stock Medusa. The
 * last two are benches of their own too.
 *
 * Claims: how fast units are reserved, beside the plainest safe way: one conditional UPDATE with its reservation, in one
 * statement, prepared, on 32 connections. Both write the ledger and the outbox (the triggers see to that), and both are on disk when
 * the caller is told. The two take turns in one run.
 */
const sprintMs = Number(process.env.BENCH_SECONDS ?? 3) * 1000
const rounds = 3
const place = "depot"

type Reserve = () => Promise<unknown>

async function main(): Promise<void> {
  report("stock", [...(await claimFigures()), ...(await atpFigures()), ...(await checkoutFigures())])
}

async function claimFigures(): Promise<Figure[]> {
  const trial = await openInventory()
  try {
    const items = await stockItems(trial, 1000)
    const hot = { ours: ours(trial, () => items[0]!), direct: direct(trial, () => items[1]!) }
    const any = () => items[Math.floor(Math.random() * items.length)]!
    const wide = { ours: ours(trial, any), direct: direct(trial, any) }
    await warmUp([hot.ours, hot.direct, wide.ours, wide.direct])
    const at = {
      alone: await compare("one caller, one SKU", 1, hot),
      few: await compare("16 callers, one SKU", 16, hot),
      hot: await compare("256 callers, one SKU", 256, hot),
      wide: await compare("256 callers, 1,000 SKUs", 256, wide),
    }
    await checkBooks(trial)
    return figures(at)
  } finally {
    await trial.close()
  }
}

interface Pair {
  readonly ours: Sprint
  readonly direct: Sprint
}

function figures(at: Record<"alone" | "few" | "hot" | "wide", Pair>): Figure[] {
  const times = (pair: Pair) => pair.ours.perSecond / pair.direct.perSecond
  const slower = at.alone.ours.p50 / at.alone.direct.p50
  const rises = at.hot.ours.perSecond / at.few.ours.perSecond
  return [
    atLeast("256 callers, one SKU: reservations", at.hot.ours.perSecond, "/s", 20_000),
    atMost("256 callers, one SKU: p99", at.hot.ours.p99, "ms", 25),
    atLeast("256 callers, one SKU: ours ÷ direct", times(at.hot), "×", 20),
    atLeast("one SKU: 256 callers ÷ 16 callers", rises, "×", 1),
    atLeast("256 callers, 1,000 SKUs: ours ÷ direct", times(at.wide), "×", 3),
    atMost("one caller: ours ÷ direct, p50", slower, "×", 1.3),
    { figure: "256 callers, one SKU: direct", value: at.hot.direct.perSecond, unit: "/s", goal: null, ok: true },
    { figure: "256 callers, 1,000 SKUs: ours", value: at.wide.ours.perSecond, unit: "/s", goal: null, ok: true },
  ]
}

const atLeast = (figure: string, value: number, unit: string, goal: number): Figure => ({
  figure,
  value,
  unit,
  goal: `≥ ${goal}`,
  ok: value >= goal,
})

const atMost = (figure: string, value: number, unit: string, goal: number): Figure => ({
  figure,
  value,
  unit,
  goal: `≤ ${goal}`,
  ok: value <= goal,
})

/** Items with more units than any sprint can take. */
async function stockItems({ service }: InventoryOnTrial, count: number): Promise<string[]> {
  const items = await service.createInventoryItems(Array.from({ length: count }, (_, n) => ({ sku: `BENCH-${n}` })))
  await service.createInventoryLevels(
    items.map(({ id }) => ({ inventory_item_id: id, location_id: place, stocked_quantity: 1_000_000_000 }))
  )
  return items.map(({ id }) => id)
}

const ours =
  ({ service }: InventoryOnTrial, item: () => string): Reserve =>
  () =>
    service.createReservationItems({
      inventory_item_id: item(),
      location_id: place,
      quantity: 1,
      line_item_id: "bench",
    })

let made = 0
const runId = Date.now().toString(36)

const direct =
  ({ pool }: InventoryOnTrial, item: () => string): Reserve =>
  async () => {
    const { rowCount } = await pool.query({
      ...conditionalUpdate,
      values: [item(), place, 1, `direct_${runId}_${(made += 1)}`],
    })
    if (rowCount !== 1) throw new Error("The direct reservation was refused, though there was stock.")
  }

const conditionalUpdate = {
  name: "direct",
  text: `with claimed as (
      update inventory_level il set reserved_quantity = il.reserved_quantity + $3::numeric,
        raw_reserved_quantity = jsonb_build_object('value', (il.reserved_quantity + $3::numeric)::text, 'precision', 20), updated_at = now()
      where il.inventory_item_id = $1 and il.location_id = $2 and il.deleted_at is null
        and il.stocked_quantity - il.reserved_quantity >= $3::numeric
      returning il.id)
    insert into reservation_item (id, line_item_id, inventory_item_id, location_id, quantity, raw_quantity)
    select $4, 'bench', $1, $2, $3::numeric, jsonb_build_object('value', ($3::numeric)::text, 'precision', 20) from claimed`,
}

async function warmUp(all: readonly Reserve[]): Promise<void> {
  for (const reserve of all) await sprint(64, sprintMs / 3, reserve)
}

async function compare(
  what: string,
  callers: number,
  { ours, direct }: { ours: Reserve; direct: Reserve }
): Promise<Pair> {
  const sprints: { ours: Sprint[]; direct: Sprint[] } = { ours: [], direct: [] }
  for (let round = 0; round < rounds; round += 1) {
    sprints.ours.push(await sprint(callers, sprintMs, ours))
    sprints.direct.push(await sprint(callers, sprintMs, direct))
  }
  const pair = { ours: median(sprints.ours), direct: median(sprints.direct) }
  console.log(`  … ${what}: ours ${told(pair.ours)}, direct ${told(pair.direct)}`)
  return pair
}

const told = ({ perSecond, p50, p99 }: Sprint) =>
  `${perSecond.toFixed(0)}/s (p50 ${p50.toFixed(1)}, p99 ${p99.toFixed(1)} ms)`

/** A fast claim that loses count is worth nothing. */
async function checkBooks({ pool }: InventoryOnTrial): Promise<void> {
  const { rows } = await pool.query(
    `select il.inventory_item_id from inventory_level il
     left join (select inventory_item_id, sum(quantity) as sum from reservation_item where deleted_at is null group by 1) r
       on r.inventory_item_id = il.inventory_item_id
     left join (select inventory_item_id, sum(reserved_delta) as sum from anyshelf_stock_movement group by 1) m
       on m.inventory_item_id = il.inventory_item_id
     where il.reserved_quantity <> coalesce(r.sum, 0) or il.reserved_quantity <> coalesce(m.sum, 0)`
  )
  if (rows.length > 0) throw new Error(`The books of ${rows.length} items do not balance after the sprints.`)
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
