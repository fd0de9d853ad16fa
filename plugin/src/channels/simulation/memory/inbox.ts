import type { ChannelMemory } from "../../shop"
import { isFree, type InboxRow, type Tables } from "./tables"

type Methods = Pick<
  ChannelMemory,
  "receiveWebhook" | "claimWebhooks" | "settleWebhooks" | "postponeWebhook" | "forgetWebhooks"
>

const dayMs = 24 * 60 * 60_000
const forgottenAtOnce = 1_000

/** What `modules/channels/inbox/queries.ts` does. */
export function inboxMemory(tables: Tables): Methods {
  const { inbox } = tables
  /** Those that still wait: what is done is only kept to know it again. */
  const waiting = new Map<string, InboxRow>()
  const mine = (id: string, owner: string) => {
    const row = waiting.get(id)
    return row?.leasedBy === owner ? row : undefined
  }
  return {
    receiveWebhook: async ({ connectionId, dedupe, hints }) => {
      const key = `${connectionId} ${dedupe}`
      if (inbox.has(key)) return false
      const row = newRow({ id: tables.newId("anyinb"), connectionId, dedupe, hints }, tables.now())
      inbox.set(key, row)
      waiting.set(row.id, row)
      return true
    },
    claimWebhooks: async ({ connectionId, orders, owner, limit, leaseMs }) => {
      const now = tables.now()
      const due = [...waiting.values()].filter(
        (row) =>
          row.connectionId === connectionId &&
          (row.feed === "orders") === orders &&
          isFree(row, now) &&
          (row.nextAttemptAt === null || row.nextAttemptAt <= now)
      )
      const claimed = due.sort((a, b) => a.receivedAt - b.receivedAt).slice(0, limit)
      for (const row of claimed) {
        Object.assign(row, { leasedUntil: now + leaseMs, leasedBy: owner, attempts: row.attempts + 1 })
      }
      return claimed.map(({ id, hints, attempts }) => ({ id, hints, attempts }))
    },
    settleWebhooks: async ({ ids, owner, error }) => {
      for (const row of ids.flatMap((id) => mine(id, owner) ?? [])) {
        Object.assign(row, { doneAt: tables.now(), leasedUntil: null, lastError: error ?? null })
        waiting.delete(row.id)
      }
    },
    postponeWebhook: async ({ id, owner, afterMs, error, counts }) => {
      const row = mine(id, owner)
      if (!row) return
      Object.assign(row, { nextAttemptAt: tables.now() + afterMs, leasedUntil: null, lastError: error })
      if (!counts) row.attempts -= 1
    },
    forgetWebhooks: async ({ days }) => {
      const before = tables.now() - days * dayMs
      const old = [...inbox].filter(([, { doneAt }]) => doneAt !== null && doneAt < before)
      for (const [key] of old.slice(0, forgottenAtOnce)) inbox.delete(key)
    },
  }
}

const newRow = (
  { id, connectionId, dedupe, hints }: Pick<InboxRow, "id" | "connectionId" | "dedupe" | "hints">,
  receivedAt: number
): InboxRow => ({
  id,
  connectionId,
  dedupe,
  feed: hints[0]?.feed ?? "none",
  hints,
  receivedAt,
  attempts: 0,
  nextAttemptAt: null,
  doneAt: null,
  lastError: null,
  leasedUntil: null,
  leasedBy: null,
})
