import { seedCatalogue } from "./catalogue"
import { openDatabase, type Database } from "./database"
import { startMedusa, type Medusa } from "./medusa"
import { watch, type Passage } from "./passage"
import { openShopify, type Shopify } from "./shopify"
import type { ShopPlan } from "./plan"

/** V8 lets a heap grow as long as memory is cheap; under a cap, what is not released shows as a crash and not as a slope. */
export const heapMb = 320

const connectionId = "shopify"
const units = 7
const secondsMax = 3_600

/** A Shopify shop with many variants, a Medusa that has all of them, and its worker. */
export interface BigShop {
  /** Connects the shop: until all is matched, and the shop shows our number for each. */
  importAll(isKilled: boolean): Promise<Passage>
  /** Has listings and stock compared as a whole, as after an outage. */
  compareAll(isKilled: boolean): Promise<Passage>
  overLimit(): number
  close(): Promise<void>
}

/** Opens both with the same articles; the shop shows none of ours yet. */
export async function openBigShop(listings: number): Promise<BigShop> {
  const database = await openDatabase()
  const shopify = await openShopify(listings, 0, "standard")
  await seedCatalogue(database, listings, units)
  const shops: ShopPlan[] = [{ kind: "shopify", id: connectionId, url: shopify.url }]
  const start = () => startMedusa({ mode: "worker", shops, databaseUrl: database.url, heapMb })
  let worker: Medusa | null = null
  let overLimit = 0
  const pass = async (name: string, isKilled: boolean, share: () => Promise<number>): Promise<Passage> => {
    worker ??= await start()
    const half = async () => {
      if (!isKilled) return
      await worker?.kill()
      worker = await start()
    }
    const passage = await watch({ shopify, worker: () => worker!, share, half, name, secondsMax })
    overLimit += passage.overLimit
    return { ...passage, found: await foundOtherwise(database) }
  }
  return {
    importAll: (isKilled) => pass("first import", isKilled, () => importedShare(database, listings)),
    compareAll: async (isKilled) => {
      await wantAll(database)
      return pass("reconciliation", isKilled, () => comparedShare(database, listings))
    },
    overLimit: () => overLimit,
    close: () => closeAll(database, shopify, worker),
  }
}

async function closeAll(database: Database, shopify: Shopify, worker: Medusa | null): Promise<void> {
  await worker?.kill()
  await shopify.close()
  await database.close()
}

/** Half of the work is that the listings are known, the other half that their numbers are confirmed. */
async function importedShare(database: Database, listings: number): Promise<number> {
  const [row] = await database.query<{ known: number; shown: number; is_read: boolean }>(
    `select (select count(*)::int from anyshelf_channel_listing
             where connection_id = $1 and state = 'mapped' and deleted_at is null) as known,
       (select count(*)::int from anyshelf_channel_publication
        where connection_id = $1 and confirmed_quantity = $2 and deleted_at is null) as shown,
       exists (select 1 from anyshelf_channel_connection where id = $1 and listings_read_at is not null) as is_read`,
    [connectionId, units]
  )
  if (row?.is_read && row.shown === listings) return 1
  return Math.min(0.999, ((row?.known ?? 0) + (row?.shown ?? 0)) / (2 * listings))
}

/** What an outage or lost webhooks make the engine do: everything is read again, now. */
async function wantAll(database: Database): Promise<void> {
  await database.query(
    `update anyshelf_channel_reading set wanted_at = clock_timestamp() where connection_id = $1 and kind = 'sweep' and deleted_at is null`,
    [connectionId]
  )
}

/** Both feeds count alike. */
async function comparedShare(database: Database, listings: number): Promise<number> {
  const rows = await database.query<{ done: number; is_done: boolean }>(
    `select case when started_at >= wanted_at then done else 0 end as done, wanted_at is null as is_done
     from anyshelf_channel_reading
     where connection_id = $1 and kind = 'sweep' and feed in ('listings', 'stock') and deleted_at is null`,
    [connectionId]
  )
  if (rows.length === 0) throw new Error("Nothing is compared as a whole: no sweep of listings or stock has begun.")
  if (rows.every(({ is_done }) => is_done)) return 1
  const done = rows.reduce((sum, row) => sum + (row.is_done ? listings : Math.min(listings, row.done)), 0)
  return Math.min(0.999, done / (rows.length * listings))
}

async function foundOtherwise(database: Database): Promise<number> {
  const [row] = await database.query<{ found: number }>(
    `select coalesce(sum(found), 0)::int as found from anyshelf_channel_reading
     where connection_id = $1 and kind = 'sweep' and feed = 'stock'`,
    [connectionId]
  )
  return row?.found ?? 0
}
