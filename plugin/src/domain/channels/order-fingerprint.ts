import type { Order } from "./order"

/**
 * All of an order that ours follows, as one text: when it has not changed, there is nothing to do. What only the channel cares
 * about (tags, risk, the hour of the last look) is not in it.
 */
export function fingerprintText(order: Order): string {
  const { raw: _raw, updatedAt: _updatedAt, ...followed } = order as Order & { raw?: unknown }
  return JSON.stringify(sorted(followed))
}

/** With the fields of every object in one order, so that a channel that gives them in another says the same. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== "object") return value
  const entries = Object.entries(value).filter(([, each]) => each !== undefined)
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, sorted(each)]))
}
