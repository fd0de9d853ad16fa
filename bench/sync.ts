import { Client } from "pg"
import { untilInStep } from "../examples/store/journeys/support/shelf"
import { openShop } from "../examples/store/journeys/support/shop"
import { residentMb } from "./support/memory"
import { percentile } from "./support/load"
import { report } from "./support/report"
import { Changes, readPairs, type Pair } from "./support/stock-changes"
import { listenToShopify } from "./support/shopify-listener"

/**
 * From the commit of a change of stock to the webhook by which Shopify says that it shows it: 50 changes a second for a minute,
 * spread over every article and location. A change that was overtaken by a newer one of the same article and
 * location counts as shown when the newer one is.
 */
const changesPerSecond = 50
const seconds = Number(process.env.BENCH_SECONDS ?? 60)
const goalMs = 1_000

/** V8 lets a heap grow as long as memory is cheap; under a cap, what is not released shows as a crash and not as a slope. */
const heapMb = 320

async function main(): Promise<void> {
  process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ""} --max-old-space-size=${heapMb}`.trim()
  const shop = await openShop()
  const database = new Client({ connectionString: shop.databaseUrl })
  const listener = await listenToShopify(shop)
  try {
    await database.connect()
    await untilInStep(shop)
    const { locations } = await shop.standIn.control<{ locations: { id: string; name: string }[] }>("/state")
    const changes = new Changes(await readPairs(database, locations))
    listener.onLevel((level) => changes.shown(level))
    const memory: number[] = []
    await everySecond(seconds, async (second) => {
      memory.push(residentMb(shop.processIds.medusa))
      if (second % 10 === 9) console.log(`  … ${second + 1} of ${seconds} s, ${changes.open} changes on their way`)
      await spread(changesPerSecond, () => change(database, changes))
    })
    await changes.settled(30_000)
    await tell(changes, memory)
  } finally {
    await database.end()
    await listener.close()
    await shop.close()
  }
}

/** One more unit, or one less, in the way that the trigger sees whoever writes; timed when it is committed. */
async function change(database: Client, changes: Changes): Promise<void> {
  const { pair, onHand } = changes.next()
  await write(database, pair, onHand)
  changes.committed(pair, onHand)
}

const write = (database: Client, { itemId, locationId }: Pair, onHand: number) =>
  database.query(
    `update inventory_level
     set stocked_quantity = $3::numeric, raw_stocked_quantity = jsonb_build_object('value', $3::numeric::text, 'precision', 20)
     where inventory_item_id = $1 and location_id = $2 and deleted_at is null`,
    [itemId, locationId, onHand]
  )

async function tell(changes: Changes, memory: readonly number[]): Promise<void> {
  const { lags } = changes
  const p99 = percentile(lags, 0.99)
  // The first third warms caches up; steady means that the last third is not above the middle one by more than a tenth.
  const third = Math.floor(memory.length / 3)
  const mean = (part: readonly number[]) => part.reduce((sum, value) => sum + value, 0) / Math.max(1, part.length)
  const growth = mean(memory.slice(-third)) / mean(memory.slice(third, -third))
  report("sync", [
    { figure: "stock change → Shopify, p99", value: p99, unit: "ms", goal: "≤ 1000", ok: p99 <= goalMs },
    {
      figure: "Medusa's memory, last third ÷ middle third",
      value: growth,
      unit: "×",
      goal: "≤ 1.1",
      ok: growth <= 1.1,
    },
    { figure: "changes never shown", value: changes.open, unit: "", goal: "0", ok: changes.open === 0 },
    { figure: "stock change → Shopify, p50", value: percentile(lags, 0.5), unit: "ms", goal: null, ok: true },
    { figure: "changes", value: lags.length, unit: "", goal: null, ok: true },
    { figure: "Medusa's memory at the end", value: memory.at(-1) ?? 0, unit: "MB", goal: null, ok: true },
  ])
}

async function everySecond(count: number, run: (second: number) => Promise<void>): Promise<void> {
  const begun = Date.now()
  for (let second = 0; second < count; second++) {
    await run(second)
    await sleep(begun + (second + 1) * 1_000 - Date.now())
  }
}

/** Spreads work evenly over most of a second. */
async function spread(count: number, run: () => Promise<void>): Promise<void> {
  const begun = Date.now()
  for (let index = 0; index < count; index++) {
    await run()
    await sleep(begun + ((index + 1) * 950) / count - Date.now())
  }
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)))

void main()
