import type { Result, StockCommand } from "../../commands"
import type { Host } from "../../connector"
import { failed } from "../../failure"
import { call } from "../client"
import type { ToyConfig } from "../config"
import type { ToyOutcome, ToyWrite } from "../shop/shelf"
import type { ToyVariant } from "../variant"

const DAY_MS = 86_400_000

/** Writes numbers: one request for each batch, one result for each command. */
export async function pushStock(
  config: ToyConfig,
  host: Host,
  variant: ToyVariant,
  commands: readonly StockCommand[]
): Promise<readonly Result[]> {
  const results: Result[] = []
  for (let at = 0; at < commands.length; at += variant.batch) {
    const batch = commands.slice(at, at + variant.batch)
    results.push(...(await pushBatch(config, host, variant, batch)))
  }
  return results
}

async function pushBatch(
  config: ToyConfig,
  host: Host,
  variant: ToyVariant,
  batch: readonly StockCommand[]
): Promise<readonly Result[]> {
  try {
    const outcomes = await call<ToyOutcome[]>(
      config,
      host,
      "/levels",
      batch.map((each) => toWrite(each, variant))
    )
    return batch.map((command, at) => toResult(command, outcomes?.[at], host.now()))
  } catch (error) {
    return batch.map(({ key }) => failed(key, error))
  }
}

/** Each kind of shop is told what it reads, and no more. */
function toWrite(command: StockCommand, { write }: ToyVariant): ToyWrite {
  const { key, stockRef: articleRef, locationRef, quantity, expected, sequence, change } = command
  const to = { key, articleRef, locationRef }
  if (write === "delta") return { ...to, change: change ?? 0 }
  if (write === "cas") return { ...to, quantity, expected }
  return write === "sequenced" ? { ...to, quantity, sequence } : { ...to, quantity }
}

function toResult(command: StockCommand, outcome: ToyOutcome | undefined, now: number): Result {
  const { key, stockRef, locationRef } = command
  switch (outcome?.outcome) {
    case undefined:
      return { key, status: "unknown", message: "The toy shop left this write out of its answer." }
    case "set":
      return { key, status: "applied", observed: outcome.shown }
    case "stale":
      return { key, status: "conflict", observed: outcome.shown }
    case "queued":
      return { key, status: "accepted", confirm: `${stockRef}@${locationRef}` }
    case "refused":
      if (outcome.code === "revisions-per-day")
        return { key, status: "retry", afterMs: DAY_MS - (now % DAY_MS), message: outcome.message }
      return { key, status: "rejected", code: outcome.code, message: `The toy shop says: ${outcome.message}` }
  }
}
