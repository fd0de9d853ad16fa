import type { Books, Prepared, Side } from "./side"

/** What came of many shoppers who pressed "buy" at once. */
export interface Storm {
  readonly orders: number
  /** Told that there is not enough stock. */
  readonly refused: number
  readonly lockTimeouts: number
  readonly others: number
  readonly reserved: number
  /** Orders in the database beyond those that shoppers were told of. */
  readonly orphans: number
  /** From the first press to the last answer. */
  readonly ms: number
}

type Answer = "order" | "refused" | "lock" | "other"

/** Fills carts, presses "buy" on all of them at once over HTTP, and compares what was said with what the database holds. */
export async function storm(side: Side, sku: string, size: { shoppers: number; units: number }): Promise<Storm> {
  const { itemId, cartIds } = await side.ask<Prepared>({ do: "prepare", sku, ...size })
  const before = await side.ask<Books>({ do: "books", itemId })
  const startedAt = performance.now()
  const answers = await Promise.all(cartIds.map((id) => complete(side, id)))
  const ms = performance.now() - startedAt
  const after = await side.ask<Books>({ do: "books", itemId })
  const count = (wanted: Answer) => answers.filter((each) => each === wanted).length
  return {
    orders: count("order"),
    refused: count("refused"),
    lockTimeouts: count("lock"),
    others: count("other"),
    reserved: after.reserved,
    orphans: after.orders - before.orders - count("order"),
    ms,
  }
}

async function complete(side: Side, cartId: string): Promise<Answer> {
  const response = await fetch(`${side.url}/store/carts/${cartId}/complete`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-publishable-api-key": side.publishableKey },
    body: "{}",
    signal: AbortSignal.timeout(120_000),
  })
  return read((await response.json()) as { type?: string; message?: string })
}

function read({ type, message = "" }: { type?: string; message?: string }): Answer {
  if (type === "order") return "order"
  if (/^not enough stock/i.test(message)) return "refused"
  // Core hides the time-out of a lock behind "unknown error".
  return /lock|unknown error/i.test(message) ? "lock" : "other"
}
