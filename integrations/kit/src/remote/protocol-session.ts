import { setTimeout as delay } from "node:timers/promises"
import type { Command, Result } from "../commands"
import type { Session } from "../connector"
import { BAD_CURSOR, Rejected, RetryLater } from "../errors"
import type { Feed, Page, RecordOf } from "../records"
import type { ProtocolHost } from "./protocol-host"

/** How long a connector outside may take before it is taken for dead. */
const patienceMs = 15_000
const pageSize = 50

/**
 * A connector outside, seen as a session: so that the laws of connectors hold it, too.
 *
 * @param feeds - those that it tells of
 */
export function protocolSession(host: ProtocolHost, feeds: readonly Feed[]): Session {
  return {
    pull: async (feed, cursor) => {
      if (!feeds.includes(feed)) throw new Rejected(`This connector tells of no ${feed}.`, "unsupported-feed")
      await settled(host)
      return readMail(host, feed, cursor)
    },
    get: async (feed, ref) => {
      await settled(host)
      return (host.mail.get(feed)?.get(ref) ?? null) as RecordOf<typeof feed> | null
    },
    push: (commands) => Promise.all(commands.map((command) => carryOut(host, command))),
  }
}

/** Waits until all that the connector knew has been told: it asks for commands after each round of telling. */
async function settled(host: ProtocolHost): Promise<void> {
  const until = host.claims + 2
  for (const end = Date.now() + patienceMs; host.claims < until; await delay(10))
    if (Date.now() > end) throw new RetryLater(`The connector has not asked for commands for ${patienceMs / 1_000} s.`)
}

async function carryOut(host: ProtocolHost, command: Command): Promise<Result> {
  const ending = new AbortController()
  const unknown: Result = { key: command.key, status: "unknown", message: "The connector has reported nothing." }
  const late = delay(patienceMs, unknown, { signal: ending.signal }).catch(() => unknown)
  const result = await Promise.race([host.carryOut(command), late])
  ending.abort()
  return result
}

function readMail<F extends Feed>(host: ProtocolHost, feed: F, cursor: string | null): Page<F> {
  if (cursor !== null && !/^\d+$/.test(cursor)) throw new Rejected("This cursor is not one of ours.", BAD_CURSOR)
  const letters = [...(host.mail.get(feed) ?? [])]
  const start = Number(cursor ?? 0)
  const items = letters
    .slice(start, start + pageSize)
    .map(([ref, record]) => (record as RecordOf<F> | null) ?? { feed, ref, deleted: true as const })
  const end = start + items.length
  // What is told anew moves to the end: a place in the middle is safe to read again, and nothing is passed by.
  return end < letters.length
    ? { items, next: String(end) }
    : { items, next: null, resume: String(Math.max(0, end - pageSize)) }
}
