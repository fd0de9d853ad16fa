import { existsSync, readFileSync } from "node:fs"
import { mkdir, open, rename } from "node:fs/promises"
import { dirname } from "node:path"
import type { Clock } from "../clock"
import type { RuleBook } from "../rules/rule-book"
import type { KeyRecord, ShopRecord } from "./records"
import { ShopStore } from "./store"

/** Changes are written together, this long after the first of them. A kill in between loses them, and no more. */
const gatherMs = 200
/** A large shop takes long to write out. It is left alone for so many times as long, lest it do nothing else. */
const restFactor = 20

const tables = [
  "locations",
  "products",
  "variants",
  "levels",
  "orders",
  "subscriptions",
  "deliveries",
  "adjustments",
  "mails",
  "jobs",
  "bulks",
  "tokens",
  "consents",
] as const

const version = 2

type Rows = Record<(typeof tables)[number], { id: number }[]>
type Saved = Rows & {
  version: typeof version
  shop: ShopRecord
  lastId: number
  isUninstalled: boolean
  keys: KeyRecord[]
}

/** The shop as it was left in this file; null when there is none. A file that cannot be read is an error, not a new shop. */
export function loadShop(file: string, clock: Clock, ruleBook?: RuleBook): ShopStore | null {
  if (!existsSync(file)) return null
  const saved = readSaved(file)
  const store = new ShopStore(saved.shop, clock, saved.lastId, ruleBook)
  for (const name of tables) saved[name].forEach((row) => store[name].add(row as never))
  store.isUninstalled = saved.isUninstalled
  store.orders.all().forEach((order) => store.ownParts(order))
  // A mutation that was under way was not carried out: its key must not be in the way of the next attempt.
  saved.keys.filter(({ status }) => status !== "running").forEach((key) => store.rememberKey(key))
  return store
}

function readSaved(file: string): Saved {
  try {
    const saved = JSON.parse(readFileSync(file, "utf8")) as Saved
    if (saved.version === version) return saved
    throw new Error(`its version is ${String(saved.version)}, not ${version}`)
  } catch (error) {
    throw new Error(
      `The stand-in's state file ${file} cannot be read: ${(error as Error).message}. Move it away to begin with an empty shop.`
    )
  }
}

/** Keeps the shop in a file: written beside it, flushed, and put in its place at once. */
export class StateFile {
  private timer: NodeJS.Timeout | null = null
  private writing: Promise<void> = Promise.resolve()
  private lastTookMs = 0

  constructor(
    private readonly file: string,
    private readonly store: ShopStore
  ) {
    store.onChange(() => this.schedule())
  }

  /** Writes what is still to be written. */
  async close(): Promise<void> {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
    await this.write()
  }

  private schedule(): void {
    this.timer ??= setTimeout(
      () => {
        this.timer = null
        void this.write().catch((error: unknown) =>
          console.error(`The stand-in could not save its state: ${String(error)}`)
        )
      },
      Math.max(gatherMs, this.lastTookMs * restFactor)
    )
  }

  private write(): Promise<void> {
    this.writing = this.writing.catch(() => undefined).then(() => this.writeNow())
    return this.writing
  }

  private async writeNow(): Promise<void> {
    await mkdir(dirname(this.file), { recursive: true })
    const next = `${this.file}.next`
    const startedAt = performance.now()
    const content = JSON.stringify(this.snapshot())
    this.lastTookMs = performance.now() - startedAt
    const handle = await open(next, "w")
    try {
      await handle.writeFile(content)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(next, this.file)
  }

  private snapshot(): Saved {
    const { store } = this
    const rows = Object.fromEntries(tables.map((name) => [name, store[name].all()])) as unknown as Rows
    return {
      version,
      shop: store.shop,
      lastId: store.idsUpTo,
      isUninstalled: store.isUninstalled,
      keys: [...store.keys.values()],
      ...rows,
    }
  }
}
