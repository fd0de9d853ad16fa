import { spawn } from "node:child_process"
import { createRequire } from "node:module"
import { Readable } from "node:stream"
import { productLines } from "./catalogue"
import { secrets, shopDomain } from "./plan"

/** A Shopify shop on this machine, in a process of its own. */
export interface Shopify {
  readonly url: string
  readonly processId: number
  /** What it has counted since it started. */
  counters(): Promise<Counters>
  /** What it shows of an article at its place; null when it has none. */
  shown(sku: string, place: string): Promise<number | null>
  close(): Promise<void>
}

export interface Counters {
  readonly requests: number
  readonly throttled: number
  readonly sentOverLimit: number
  readonly mutationsApplied: number
}

interface State {
  readonly counters: Counters
  readonly levels: Readonly<Record<string, Readonly<Record<string, { readonly available: number }>>>>
}

const startMs = 60_000

/**
 * Opens a shop that sells so many variants and has so many units of each.
 *
 * @param plan - Shopify's plan, which sets the rate: `standard` is 100 points a second, `plus` 1,000
 */
export async function openShopify(variants: number, units: number, plan: "standard" | "plus"): Promise<Shopify> {
  const child = spawn(
    process.execPath,
    [createRequire(__filename).resolve("@anyshelf/stand-in-shopify/dist/main.js")],
    {
      env: {
        ...process.env,
        NODE_OPTIONS: "",
        ANYSHELF_STAND_INS_PORT: "0",
        SHOPIFY_SHOP: shopDomain,
        SHOPIFY_ACCESS_TOKEN: secrets.token,
        SHOPIFY_WEBHOOK_SECRET: secrets.webhookSecret,
        STAND_IN_PLAN: plan,
      },
      stdio: ["ignore", "pipe", "inherit"],
    }
  )
  const close = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const exit = new Promise((resolve) => child.once("exit", resolve))
    child.kill("SIGKILL")
    await exit
  }
  try {
    const url = await addressIn(child.stdout)
    const ask = async (path: string) => (await (await fetch(`${url}/control${path}`)).json()) as State
    await load(url, variants, units)
    return {
      url,
      processId: child.pid!,
      counters: async () => (await ask("/state?levels=0&orders=0")).counters,
      shown: async (sku, place) => {
        const { levels } = await ask(`/state?levels=1&orders=0&sku=${encodeURIComponent(sku)}`)
        return levels[sku]?.[place]?.available ?? null
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** It says where it listens when it does. */
function addressIn(output: Readable): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("The Shopify stand-in did not start in time.")), startMs)
    output.on("data", (chunk: Buffer) => {
      const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(chunk.toString()) ?? []
      if (url) resolve((clearTimeout(late), url))
    })
    output.once("end", () => reject(new Error("The Shopify stand-in ended by itself.")))
  })
}

async function load(url: string, variants: number, units: number): Promise<void> {
  const response = await fetch(`${url}/control/products`, {
    method: "POST",
    headers: { "content-type": "application/x-ndjson" },
    body: Readable.toWeb(Readable.from(productLines(variants, units))) as NonNullable<RequestInit["body"]>,
    // Node sends a stream only when it may answer before it has read all of it.
    duplex: "half",
  } as RequestInit)
  const report = (await response.json()) as { rejected?: readonly { reason: string }[] }
  const [rejected] = report.rejected ?? []
  if (!response.ok || rejected)
    throw new Error(`The stand-in did not take the catalogue: ${rejected?.reason ?? response.status}`)
}
