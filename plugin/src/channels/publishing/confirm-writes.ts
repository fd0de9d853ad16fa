import type { Result } from "@anyshelf/connector-kit"
import { needsFreshLook } from "../../domain/channels/decide-write"
import type { Channel } from "../channel"
import { habitsOf } from "./decide-writes"
import { look } from "./look-at-levels"
import type { Sending } from "./sending"

/**
 * Looks once more where a write says nothing of what is shown after it, and would have wiped out a sale that came just before. A
 * look that fails leaves the result as it is: the next write begins with one.
 */
export async function confirmWrites(
  channel: Channel,
  sendings: readonly Sending[],
  results: readonly Result[]
): Promise<readonly Result[]> {
  const { stock } = channel.connection.connector.capabilities
  if (stock.confirm !== "sync" || !needsFreshLook(habitsOf(channel))) return results
  const unseen = new Set(results.filter(isUnseen).map(({ key }) => key))
  const asked = sendings.flatMap(({ due, command }) =>
    unseen.has(command.key) ? [{ due, ref: `${due.stockRef}@${due.locationRef}`, key: command.key }] : []
  )
  if (asked.length === 0) return results
  const looks = await look(channel, asked)
  const shown = new Map(looks.flatMap((each, at) => (each.ok ? [[asked[at]!.key, each.shown ?? 0] as const] : [])))
  return results.map((result) => {
    const observed = shown.get(result.key)
    return observed !== undefined && isUnseen(result) ? { ...result, observed } : result
  })
}

const isUnseen = (result: Result): result is Extract<Result, { status: "applied" | "already" }> =>
  (result.status === "applied" || result.status === "already") && result.observed === undefined
