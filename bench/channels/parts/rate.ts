import { startToyServer, ToyShop } from "@anyshelf/connector-kit/toy"
import type { Figure } from "../../support/report"
import { seedCatalogue, skuOf } from "../world/catalogue"
import { openDatabase, type Database } from "../world/database"
import { startMedusa, type Medusa } from "../world/medusa"
import { placeName, secrets, toyVariant, type ShopPlan } from "../world/plan"
import { until } from "../world/until"

const perSecond = 20
const seconds = Number(process.env.BENCH_SECONDS ?? 20)
const articles = 3_000
const connectionId = "toy"

/**
 * A shop that allows twenty requests a second, each with one number, and three thousand numbers that it does not show yet; two
 * workers. All requests count, for whatever they are. Measured from the second in which the writes have begun, when what could be
 * sent in advance is used up.
 */
export async function rateFigures(): Promise<Figure[]> {
  const database = await openDatabase()
  const shop = new ToyShop({
    ...secrets,
    articles: Array.from({ length: articles }, (_none, at) => ({ ref: `a${at}`, title: skuOf(at), sku: skuOf(at) })),
    locations: { web: placeName },
    variant: toyVariant(perSecond),
    pageSize: 250,
  })
  const server = await startToyServer(shop)
  const workers: Medusa[] = []
  try {
    await seedCatalogue(database, articles, 7)
    const shops: ShopPlan[] = [{ kind: "toy", id: connectionId, url: server.url, perSecond }]
    for (let count = 0; count < 2; count += 1)
      workers.push(await startMedusa({ mode: "worker", shops, databaseUrl: database.url }))
    await until(120_000, async () => shop.counts.stockWrites >= 2 * perSecond)
    return await measured(shop, database)
  } finally {
    await Promise.all(workers.map((worker) => worker.kill()))
    await server.close()
    await database.close()
  }
}

async function measured(shop: ToyShop, database: Database): Promise<Figure[]> {
  const before = { ...shop.counts, at: performance.now() }
  const bySecond: number[] = []
  for (let second = 0; second < seconds; second += 1) {
    const { requests } = shop.counts
    await new Promise((resolve) => setTimeout(resolve, before.at + (second + 1) * 1_000 - performance.now()))
    bySecond.push(shop.counts.requests - requests)
  }
  const sent = shop.counts.requests - before.requests
  const writes = shop.counts.stockWrites - before.stockWrites
  const allowed = (perSecond * (performance.now() - before.at)) / 1_000
  const left = await waiting(database)
  if (left === 0) throw new Error("There was nothing left to write: the rate was not measured under a backlog.")
  const share = sent / allowed
  const { overLimit } = shop.counts
  console.log(`  … ${sent} requests, ${writes} of them writes, in ${seconds} s; ${left} numbers still to be written`)
  console.log(`  … by the second: ${bySecond.join(" ")}`)
  return [
    { figure: "rate used under a backlog, two workers", value: share, unit: "×", goal: "≥ 0.95", ok: share >= 0.95 },
    { figure: "requests over the rate", value: overLimit, unit: "", goal: "0", ok: overLimit === 0 },
    { figure: "of the requests, writes", value: writes / sent, unit: "×", goal: null, ok: true },
  ]
}

async function waiting(database: Database): Promise<number> {
  const [row] = await database.query<{ count: number }>(
    `select count(*)::int as count from anyshelf_channel_publication
     where connection_id = $1 and confirmed_quantity is distinct from 7 and deleted_at is null`,
    [connectionId]
  )
  return row?.count ?? 0
}
