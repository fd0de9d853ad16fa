import type { ChannelMemory } from "../../shop"
import type { RecordRow, Tables } from "./tables"

type Methods = Pick<
  ChannelMemory["records"],
  "lock" | "unlock" | "saveFollowed" | "claimHealable" | "unfollowed" | "readCursor" | "saveCursor"
>

const minuteMs = 60_000

/** What `modules/channels/records/follow-queries.ts` does, as far as the engine asks for it. */
export function followMemory(tables: Tables): Methods {
  const { records, recordKeys, listings } = tables
  const change = (id: string, to: (row: RecordRow) => RecordRow | null): boolean => {
    const key = recordKeys.get(id)
    const row = key === undefined ? undefined : records.get(key)
    const after = row ? to(row) : null
    if (key === undefined || !after) return false
    records.set(key, after)
    return true
  }
  const isKnown = (connectionId: string, ref: string) =>
    ["mapped", "untracked"].includes(listings.get(`${connectionId} ${ref}`)?.state ?? "")
  const isHealable = ({ connectionId, state, waitsFor, checkedAt }: RecordRow) =>
    (state === "oversold" || (state === "imported" && waitsFor.some((ref) => isKnown(connectionId, ref)))) &&
    (checkedAt === null || checkedAt < tables.now() - minuteMs)
  return {
    readCursor: async ({ connectionId, feed }) => tables.cursors.get(`${connectionId}:${feed}`) ?? null,
    saveCursor: async ({ connectionId, feed, cursor }) => void tables.cursors.set(`${connectionId}:${feed}`, cursor),
    lock: async ({ id, owner, forMs }) =>
      change(id, (row) => {
        const isFree = row.lockedUntil === null || row.lockedUntil < tables.now() || row.lockedBy === owner
        return isFree ? { ...row, lockedUntil: tables.now() + forMs, lockedBy: owner } : null
      }),
    unlock: async ({ id, owner }) =>
      void change(id, (row) => (row.lockedBy === owner ? { ...row, lockedUntil: null, lockedBy: null } : null)),
    saveFollowed: async ({ id, fingerprint, waitsFor }) =>
      void change(id, (row) => ({ ...row, fingerprint, waitsFor })),
    claimHealable: async ({ connectionId, limit }) => {
      const due = [...records.values()].filter((row) => row.connectionId === connectionId && isHealable(row))
      const first = due.sort((a, b) => (a.checkedAt ?? 0) - (b.checkedAt ?? 0)).slice(0, limit)
      for (const { id } of first) change(id, (row) => ({ ...row, checkedAt: tables.now() }))
      return first.map(({ id, externalId, payload }) => ({ id, externalId, payload }))
    },
    unfollowed: async ({ connectionId, orders }) =>
      orders.flatMap(({ ref, fingerprint }) => {
        const row = records.get(`${connectionId} ${ref}`)
        const isFollowed = row && (["held", "cancelled"].includes(row.state) || row.fingerprint === fingerprint)
        return isFollowed ? [] : [ref]
      }),
  }
}
