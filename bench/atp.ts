import { openInventory, type InventoryOnTrial } from "./support/inventory"
import { percentile } from "./support/load"
import { report, type Figure } from "./support/report"

/**
 * What it costs to read what can be promised of 100 SKUs at 50 locations, with the catalogue growing a hundredfold. The rows are
 * read, never a history, so the cost must stay flat.
 */
const sizes = [10_000, 100_000, 1_000_000] as const
const places = 50
const skus = 100
const reads = Number(process.env.BENCH_READS ?? 300)
const warmUp = 30
const channel = "sc_bench"

const itemOf = (n: number) => `iitem_bench_${String(n).padStart(7, "0")}`
const placeOf = (n: number) => `sloc_bench_${String(n).padStart(3, "0")}`

/** Figures of the read at each size; the goal is that of the largest. Builds a database of its own, and drops it. */
export async function atpFigures(): Promise<Figure[]> {
  const trial = await openInventory()
  try {
    const figures: Figure[] = []
    const p50: number[] = []
    await setRules(trial)
    for (const [at, size] of sizes.entries()) {
      await grow(trial, sizes[at - 1] ?? 0, size)
      const timings = await measure(trial, size, false)
      const withTerms = await measure(trial, size, true)
      p50.push(percentile(timings, 0.5))
      figures.push(...figuresAt(size, timings, withTerms))
    }
    const growth = p50.at(-1)! / p50[0]!
    return [
      ...figures,
      { figure: "p50 at 1,000,000 ÷ 10,000 levels", value: growth, unit: "×", goal: "≤ 1.5", ok: growth <= 1.5 },
    ]
  } finally {
    await trial.close()
  }
}

function figuresAt(size: number, timings: readonly number[], withTerms: readonly number[]): Figure[] {
  const name = `${skus} SKUs × ${places} locations of ${size.toLocaleString("en")} levels`
  const p99 = percentile(timings, 0.99)
  const isLargest = size === sizes.at(-1)
  const told = (figure: string, value: number): Figure => ({ figure, value, unit: "ms", goal: null, ok: true })
  return [
    told(`${name}, p50`, percentile(timings, 0.5)),
    { ...told(`${name}, p99`, p99), ...(isLargest && { goal: "≤ 20", ok: p99 <= 20 }) },
    told(`${name}, every term, p50`, percentile(withTerms, 0.5)),
    told(`${name}, every term, p99`, percentile(withTerms, 0.99)),
  ]
}

/** Fills the table as a catalogue import would: item by item. The ledger is not what is measured here. */
async function grow({ pool }: InventoryOnTrial, from: number, to: number): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query(`set session_replication_role = replica`)
    await client.query(
      `insert into inventory_item (id, sku) select 'iitem_bench_' || lpad(n::text, 7, '0'), 'BENCH-' || n
       from generate_series($1::int, $2::int) n`,
      [from / places + 1, to / places]
    )
    await client.query(
      `insert into inventory_level (id, inventory_item_id, location_id, stocked_quantity, raw_stocked_quantity,
         reserved_quantity, raw_reserved_quantity, incoming_quantity, raw_incoming_quantity, anyshelf_version, anyshelf_changed_at)
       select 'ilev_bench_' || n || '_' || p, 'iitem_bench_' || lpad(n::text, 7, '0'), 'sloc_bench_' || lpad(p::text, 3, '0'),
         q, jsonb_build_object('value', q::text, 'precision', 20), n % 4, jsonb_build_object('value', (n % 4)::text, 'precision', 20),
         0, '{"value": "0", "precision": 20}', 1, now()
       from generate_series($1::int, $2::int) n, lateral (select p, 5 + (n * 7 + p * 3) % 20 as q from generate_series(1, $3::int) p) x
       order by n, p`,
      [from / places + 1, to / places, places]
    )
    await client.query(`set session_replication_role = origin`)
    await client.query(`vacuum analyze inventory_level`)
  } finally {
    client.release()
  }
}

/** A shop with rules of each kind: they are looked up for each read too. */
async function setRules({ service }: InventoryOnTrial): Promise<void> {
  const all = Array.from({ length: places }, (_, n) => placeOf(n + 1))
  await service.setSafetyStock(all.map((locationId) => ({ inventoryItemId: null, locationId, quantity: 2 })))
  await service.setSafetyStock(
    Array.from({ length: 500 }, (_, n) => ({
      inventoryItemId: itemOf(n + 1),
      locationId: all[n % places]!,
      quantity: 3,
    }))
  )
  await service.setChannelBuffers([{ inventoryItemId: null, salesChannelId: channel, quantity: 5, unit: "percent" }])
  await service.setChannelAllocations([
    { inventoryItemId: null, salesChannelId: channel, allocation: { kind: "share", percent: 80 } },
  ])
}

async function measure({ service }: InventoryOnTrial, size: number, withTerms: boolean): Promise<number[]> {
  const items = size / places
  const took: number[] = []
  for (let n = 0; n < warmUp + reads; n += 1) {
    const query = { ...someSkus(items), withTerms }
    const started = performance.now()
    const { promises } = await service.readPromises(query)
    if (n >= warmUp) took.push(performance.now() - started)
    check(promises)
  }
  return took.sort((a, b) => a - b)
}

/** Other SKUs each time, from all over the catalogue, so that no cache of a few rows flatters the figure. */
function someSkus(items: number) {
  const first = Math.floor(Math.random() * items)
  const stride = Math.floor(items / skus)
  return {
    articles: Array.from({ length: skus }, (_, n) => ({
      id: String(n),
      components: [{ inventoryItemId: itemOf(((first + n * stride) % items) + 1), requiredQuantity: 1 }],
    })),
    places: Array.from({ length: places }, (_, n) => ({ locationId: placeOf(n + 1), salesChannelIds: [channel] })),
    salesChannelIds: [channel],
  }
}

/** A fast answer that leaves something out is no answer. */
function check(promises: Awaited<ReturnType<InventoryOnTrial["service"]["readPromises"]>>["promises"]): void {
  const isWhole =
    promises.length === skus && promises.every(({ any, places: here }) => any.quantity > 0 && here.length === places)
  if (!isWhole) throw new Error("The reading left something out.")
}

async function main(): Promise<void> {
  report("atp", await atpFigures())
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error)
    process.exitCode = 1
  })
}
