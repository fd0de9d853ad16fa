import { spawn } from "node:child_process"
import fs from "node:fs"
import { createRequire } from "node:module"
import { join } from "node:path"
import type { Figure } from "../../support/report"
import { itemIdOf, locationId, seedCatalogue, skuOf } from "../world/catalogue"
import { openDatabase, type Database } from "../world/database"
import { startMedusa } from "../world/medusa"
import { placeName } from "../world/plan"
import { openShopify, type Shopify } from "../world/shopify"
import { until } from "../world/until"

const sales = 50
const rounds = 5
const units = 1_000
const connectionId = "shopify"

/** Fifty sales of one article at once, five times over; then bench/sync.ts, which times every change of a busy minute. */
export async function burstFigures(): Promise<Figure[]> {
  return [...(await stormsOfSales()), ...(await lagOfChanges())]
}

async function stormsOfSales(): Promise<Figure[]> {
  const database = await openDatabase()
  const shopify = await openShopify(rounds, 0, "standard")
  try {
    await seedCatalogue(database, rounds, units)
    const shops = [{ kind: "shopify", id: connectionId, url: shopify.url }] as const
    const medusa = await startMedusa({ mode: "shared", shops, databaseUrl: database.url })
    try {
      await inStep(database, rounds)
      const writes: number[] = []
      for (let round = 0; round < rounds; round += 1) {
        const before = await shopify.counters()
        await medusa.sell({ itemId: itemIdOf(round), locationId, sales })
        await until(30_000, async () => (await shopify.shown(skuOf(round), placeName)) === units - sales)
        await quiet(shopify)
        writes.push((await shopify.counters()).mutationsApplied - before.mutationsApplied)
      }
      console.log(`  … writes of ${sales} sales at once, by round: ${writes.join(", ")}`)
      const most = Math.max(...writes)
      return [
        { figure: `${sales} sales of one SKU at once: writes`, value: most, unit: "", goal: "≤ 3", ok: most <= 3 },
      ]
    } finally {
      await medusa.kill()
    }
  } finally {
    await shopify.close()
    await database.close()
  }
}

/** Waits until every number that we want shown is shown. */
async function inStep(database: Database, publications: number): Promise<void> {
  await until(60_000, async () => {
    const [row] = await database.query<{ count: number }>(
      `select count(*)::int as count from anyshelf_channel_publication
       where connection_id = $1 and confirmed_quantity = $2 and deleted_at is null`,
      [connectionId, units]
    )
    return row?.count === publications
  })
}

/** A write that comes late counts, too. */
async function quiet(shopify: Shopify): Promise<void> {
  let seen = -1
  await until(30_000, async () => {
    const { mutationsApplied } = await shopify.counters()
    const isQuiet = mutationsApplied === seen
    seen = mutationsApplied
    await new Promise((resolve) => setTimeout(resolve, 2_000))
    return isQuiet
  })
}

/** The figures of bench/sync.ts, which runs as it does by itself. */
async function lagOfChanges(): Promise<Figure[]> {
  const bench = join(__dirname, "..", "..")
  const tsx = createRequire(__filename).resolve("tsx/cli")
  const child = spawn(process.execPath, [tsx, join(bench, "sync.ts")], { stdio: "inherit" })
  const code = await new Promise((resolve) => child.once("close", resolve))
  const results = join(bench, "results", "sync.json")
  if (code !== 0 && !isNew(results)) throw new Error(`bench/sync.ts ended with exit code ${String(code)}.`)
  const figures = JSON.parse(fs.readFileSync(results, "utf8")) as Figure[]
  return figures.filter(({ figure }) => figure.includes("Shopify") || figure.includes("never"))
}

/** It fails when a goal of its own is missed, and has told its figures all the same. */
const isNew = (file: string) => fs.existsSync(file) && Date.now() - fs.statSync(file).mtimeMs < 10_000
