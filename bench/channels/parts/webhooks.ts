import { fork } from "node:child_process"
import { createRequire } from "node:module"
import { join } from "node:path"
import { percentile } from "../../support/load"
import type { Figure } from "../../support/report"
import { openDatabase, type Database } from "../world/database"
import { startMedusa } from "../world/medusa"
import { openSlowRoad } from "../world/slow-road"
import type { Posted, Posting } from "../world/webhook-post"

const perSecond = 500
const seconds = Number(process.env.BENCH_SECONDS ?? 20)
const slowMs = 500
const connectionId = "shopify"

/**
 * Shopify's webhooks, signed, at 500 a second; each is counted from when it was due. The server is a Medusa without the engine, as
 * a shop runs several; a tenth of the events come twice.
 */
export async function webhookFigures(): Promise<Figure[]> {
  const database = await openDatabase()
  const road = await openSlowRoad(database.url)
  try {
    const shops = [{ kind: "shopify", id: connectionId, url: "http://127.0.0.1:9" }] as const
    const medusa = await startMedusa({ mode: "server", shops, databaseUrl: road.url })
    const url = `${medusa.url}/anyshelf/webhooks/${connectionId}`
    const sender = openSender()
    try {
      // A server that has just started compiles its code meanwhile; a shop's has been running for long.
      for (const slowly of [100, 250, perSecond])
        await sender.post({ url, perSecond: slowly, seconds: 4, name: `first-${slowly}`, repeatedEvery: 10 })
      const usual = await sender.post({ url, perSecond, seconds, name: "usual", repeatedEvery: 10 })
      tell("usual", usual)
      road.delay(slowMs)
      const slow = await sender.post({ url, perSecond, seconds, name: "slow", repeatedEvery: 10 })
      tell("slow", slow)
      road.delay(0)
      return [
        ...figuresOf("at 500/s", usual, 100, await stored(database, "usual")),
        ...figuresOf("with PostgreSQL 500 ms away", slow, 1_000, await stored(database, "slow")),
      ]
    } finally {
      sender.close()
      await medusa.kill()
    }
  } finally {
    await road.close()
    await database.close()
  }
}

function openSender(): { post(posting: Posting): Promise<Posted>; close(): void } {
  const child = fork(join(__dirname, "..", "world", "webhook-process.ts"), [], {
    execArgv: ["--import", createRequire(__filename).resolve("tsx")],
  })
  return {
    post: (posting) =>
      new Promise((resolve, reject) => {
        child.once("message", (posted) => resolve(posted as Posted))
        child.once("exit", () => reject(new Error("The sender of webhooks ended by itself.")))
        child.send(posting)
      }),
    close: () => void child.kill("SIGKILL"),
  }
}

async function stored(database: Database, name: string): Promise<number> {
  const [row] = await database.query<{ count: number }>(
    `select count(*)::int as count from anyshelf_channel_inbox where connection_id = $1 and dedupe like '%' || $2 || '-%'`,
    [connectionId, name]
  )
  return row?.count ?? 0
}

const tell = (how: string, { requests, events, tookMs, refused }: Posted) =>
  console.log(
    `  … ${how}: ${requests} webhooks of ${events} events, p50 ${Math.round(percentile(tookMs, 0.5))} ms, p99 ${Math.round(percentile(tookMs, 0.99))} ms, refused ${JSON.stringify(refused)}`
  )

function figuresOf(how: string, { events, tookMs, refused }: Posted, goalMs: number, rows: number): Figure[] {
  const p99 = percentile(tookMs, 0.99)
  const refusals = Object.values(refused).reduce((sum, count) => sum + count, 0)
  const name = `webhooks ${how}`
  return [
    { figure: `${name}: answered, p99`, value: p99, unit: "ms", goal: `< ${goalMs}`, ok: p99 < goalMs },
    { figure: `${name}: answered, p50`, value: percentile(tookMs, 0.5), unit: "ms", goal: null, ok: true },
    { figure: `${name}: not answered with 200`, value: refusals, unit: "", goal: "0", ok: refusals === 0 },
    { figure: `${name}: events less rows`, value: events - rows, unit: "", goal: "0", ok: events === rows },
  ]
}
