import type { DuePublication, PublicationOutcome } from "../../../../src/domain/channels/publication"
import type { ChannelMemory } from "../../../../src/channels/shop"
import type { Random } from "../../../../src/prove/random"

/** What one side has given so far, which later calls name. */
export interface Given {
  readonly memory: ChannelMemory
  /** Ids of listings and records, by the channel's own. */
  readonly ids: Map<string, string>
  claimed: readonly DuePublication[]
  webhooks: readonly { readonly id: string }[]
}

/** One call, with everything drawn: made on both sides it must give the same answer. */
export interface Call {
  readonly name: string
  /** Gives the answer with our ids left out. */
  on(side: Given): Promise<unknown>
}

const connections = ["one", "two"] as const
const owners = ["a", "b"] as const
const refs = ["cup", "hat", "mug"] as const
const places = ["web", "store"] as const

type Draw = (chance: Random, now: number) => Call

const call = (name: string, on: Call["on"]): Call => ({ name, on })
const nameOf = ({ stockRef, locationRef }: { stockRef: string; locationRef: string }) => `${stockRef}@${locationRef}`

const draws: readonly Draw[] = [
  (chance) => {
    const connectionId = chance.pick(connections)
    return call("openConnection", async ({ memory }) => {
      const { connectedAt: _at, ...told } = await memory.openConnection({ connectionId, vendor: "toy" })
      return told
    })
  },
  (chance, now) => {
    const progress = { connectionId: chance.pick(connections), cursor: chance.happens(0.5) ? String(now) : null }
    const drainedAt = chance.happens(0.5) ? new Date(now - chance.between(0, 9_000)) : null
    return call("saveOrderProgress", ({ memory }) => memory.saveOrderProgress({ ...progress, drainedAt }))
  },
  (chance) => {
    const connectionId = chance.pick(connections)
    const status = chance.pick(["connected", "disconnected"] as const)
    return call("saveStatus, readStatus", async ({ memory }) => {
      await memory.saveStatus({ connectionId, status, reason: null })
      return memory.readStatus(connectionId)
    })
  },
  (chance) => {
    const hold = {
      connectionId: chance.pick(connections),
      owner: chance.pick(owners),
      leaseMs: chance.between(1, 6_000),
    }
    return call("holdConnection", async ({ memory }) => {
      const { held, takenOverAfterMs } = await memory.holdConnection(hold)
      return { held, takenOverAfterMs: takenOverAfterMs === null ? null : Math.round(takenOverAfterMs) }
    })
  },
  (chance) => {
    const hold = { connectionId: chance.pick(connections), owner: chance.pick(owners) }
    return call("releaseConnection", ({ memory }) => memory.releaseConnection(hold))
  },
  (chance) => {
    const hints = [{ feed: chance.pick(["orders", "stock"]), ref: chance.pick(refs) }]
    const webhook = { connectionId: chance.pick(connections), dedupe: `event-${chance.between(1, 8)}`, hints }
    return call("receiveWebhook", ({ memory }) => memory.receiveWebhook(webhook))
  },
  (chance) => {
    const claim = { connectionId: chance.pick(connections), orders: chance.happens(0.6), owner: chance.pick(owners) }
    const leaseMs = chance.between(1, 8_000)
    return call("claimWebhooks", async (side) => {
      const claimed = await side.memory.claimWebhooks({ ...claim, limit: 100, leaseMs })
      side.webhooks = claimed
      const inWords = ({ hints, attempts }: (typeof claimed)[number]) =>
        [...hints.map(({ feed, ref }) => `${feed} ${ref}`), attempts].join()
      return claimed.map(inWords).sort()
    })
  },
  (chance) => {
    const owner = chance.pick(owners)
    return call("settleWebhooks", ({ memory, webhooks }) =>
      memory.settleWebhooks({ ids: webhooks.map(({ id }) => id), owner })
    )
  },
  (chance) => {
    const postpone = { owner: chance.pick(owners), afterMs: chance.between(0, 5_000), counts: chance.happens(0.5) }
    return call("postponeWebhook", async ({ memory, webhooks }) => {
      for (const { id } of webhooks) await memory.postponeWebhook({ ...postpone, id, error: "Not yet." })
    })
  },
  (chance, now) => {
    const connectionId = chance.pick(connections)
    const row = listing(chance, now)
    return call("upsertListings, ensurePublications", async (side) => {
      const stored = await side.memory.upsertListings(connectionId, [row])
      for (const { id, externalId } of stored) side.ids.set(`${connectionId} ${externalId}`, id)
      await side.memory.retirePublications(stored.map(({ id }) => id))
      const mapped = stored.filter(({ state }) => state === "mapped")
      await side.memory.ensurePublications(
        mapped.flatMap(({ id: listingId, stockRef }) =>
          places.map((locationRef) => ({ connectionId, listingId, stockRef, locationRef }))
        )
      )
      return stored.map((each) => ({ ...each, id: "" }))
    })
  },
  (chance) => {
    const connectionId = chance.pick(connections)
    const gone = [chance.pick(refs)]
    return call("removeListings", ({ memory }) => memory.removeListings(connectionId, gone))
  },
  (chance) => {
    const connectionId = chance.pick(connections)
    return call("readListingMatches", async ({ memory }) =>
      [...(await memory.readListingMatches(connectionId, refs))].sort((a, b) => (a.externalId < b.externalId ? -1 : 1))
    )
  },
  (chance, now) => {
    const item = `item-${chance.pick(refs)}`
    const changedAt = chance.happens(0.7)
      ? { [item]: new Date(now - chance.between(0, 4_000)).toISOString() }
      : undefined
    return call("markByItems", async ({ memory }) => [...(await memory.markByItems([item], changedAt))].sort())
  },
  (chance) => {
    const connectionId = chance.pick(connections)
    return call("markByListings", ({ memory }) => memory.markByListings({ connectionId }))
  },
  (chance) => {
    const shown = level(chance)
    return call("observeStock", ({ memory }) => memory.observeStock(shown))
  },
  (chance) => {
    const { connectionId, ...shown } = level(chance)
    const askedMs = chance.between(0, 5_000)
    return call("compareLevels", ({ memory }) => memory.compareLevels({ connectionId, levels: [shown], askedMs }))
  },
  (chance) => {
    const claim = { connectionId: chance.pick(connections), owner: chance.pick(owners), limit: 100 }
    const leaseMs = chance.between(1, 8_000)
    return call("claimPublications", async (side) => {
      const claimed = await side.memory.claimPublications({ ...claim, leaseMs })
      side.claimed = [...claimed].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
      return side.claimed.map((each) => ({ ...each, id: "" }))
    })
  },
  (chance) => {
    const owner = chance.pick(owners)
    const intent = { quantity: chance.between(0, 9), expected: chance.happens(0.5) ? chance.between(0, 9) : null }
    const sequence = chance.between(1, 4)
    return call("recordIntents", async ({ memory, claimed }) => {
      const intents = claimed.map((each) => ({ ...intent, id: each.id, key: `${nameOf(each)}:${sequence}`, sequence }))
      const ours = await memory.recordIntents(owner, intents)
      return claimed.filter(({ id }) => ours.has(id)).map(nameOf)
    })
  },
  (chance) => {
    const owner = chance.pick(owners)
    const outcome = drawOutcome(chance)
    const settles = chance.happens(0.5)
    return call("recordOutcomes", async ({ memory, claimed }) => {
      const lags = await memory.recordOutcomes(
        owner,
        claimed.map(({ id, dirtyVersion }) => ({ ...outcome, id, settledVersion: settles ? dirtyVersion : null }))
      )
      return lags.map((lag) => Math.round(lag)).sort((a, b) => a - b)
    })
  },
  (chance) => {
    const connectionId = chance.pick(connections)
    return call("revivePublications", ({ memory }) => memory.revivePublications({ connectionId }))
  },
  (chance, now) => {
    const connectionId = chance.pick(connections)
    const externalId = chance.pick(refs)
    const updatedAt = new Date(now - chance.between(0, 20_000)).toISOString()
    return call("receiveOrder", async (side) => {
      const order = { connectionId, externalId, number: externalId, updatedAt, payload: { externalId } }
      const { id, ...told } = await side.memory.receiveOrder(order)
      side.ids.set(`${connectionId} order ${externalId}`, id)
      return told
    })
  },
  (chance) => {
    const key = `${chance.pick(connections)} order ${chance.pick(refs)}`
    const state = chance.pick(["imported", "oversold", "cancelled"] as const)
    const applied = chance.happens(0.7) ? { line: chance.between(0, 3) } : undefined
    return call("settleOrder", async ({ memory, ids }) => {
      const id = ids.get(key)
      if (id !== undefined) await memory.settleOrder({ id, state, orderId: "order-1", applied })
    })
  },
  (chance) => {
    const key = `${chance.pick(connections)} order ${chance.pick(refs)}`
    const lock = { owner: chance.pick(owners), forMs: chance.between(1, 6_000) }
    const unlocks = chance.happens(0.4)
    return call("lock, unlock", async ({ memory, ids }) => {
      const id = ids.get(key)
      if (id === undefined) return null
      return unlocks ? memory.records.unlock({ id, owner: lock.owner }) : memory.records.lock({ id, ...lock })
    })
  },
  (chance) => {
    const connectionId = chance.pick(connections)
    const externalId = chance.pick(refs)
    return call("readOrderRecord", async ({ memory }) => {
      const row = await memory.readOrderRecord({ connectionId, externalId })
      return row && { ...row, id: "" }
    })
  },
  (chance) => {
    const feed = { connectionId: chance.pick(connections), feed: chance.pick(["stock", "orders"]) }
    const step = chance.between(0, 3)
    const page = {
      cursor: chance.happens(0.4) ? "next" : null,
      done: 2,
      total: chance.happens(0.5) ? 9 : null,
      found: 1,
    }
    return call("sweeps", async ({ memory }) => {
      const before = await memory.openSweep(feed)
      if (step === 1) await memory.startSweep(feed)
      if (step === 2) await memory.saveSweep({ ...feed, ...page })
      if (step === 3) await memory.wantSweeps(feed.connectionId)
      return [before, await memory.openSweep(feed)]
    })
  },
  (chance) => {
    const connectionId = chance.pick(connections)
    const publishing = chance.happens(0.5)
      ? { mode: "shared" as const }
      : { mode: "buffered" as const, by: "units" as const, units: 2 }
    return call("saveMode", ({ memory }) => memory.saveMode({ connectionId, publishing }))
  },
  () =>
    call("readSharers", async ({ memory, claimed }) => {
      const nameById = new Map(claimed.map((each) => [each.id, nameOf(each)]))
      const sharers = await memory.readSharers(claimed.map(({ id }) => id))
      const inWords = ({ publicationId, connectionId, publishing, exposed }: (typeof sharers)[number]) =>
        [nameById.get(publicationId), connectionId, publishing.mode, exposed].join()
      return sharers.map(inWords).sort()
    }),
]

/** Any call, drawn. */
export const drawCall = (chance: Random, now: number): Call => chance.pick(draws)(chance, now)

function listing(chance: Random, now: number) {
  const ref = chance.pick(refs)
  const isMapped = chance.happens(0.8)
  const items = isMapped ? [`item-${ref}`] : []
  return {
    externalId: ref,
    productRef: ref,
    stockRef: chance.happens(0.9) ? ref : `${ref}-moved`,
    title: ref,
    sku: ref,
    barcode: null,
    externalUpdatedAt: new Date(now - chance.between(0, 3) * 1_000).toISOString(),
    state: isMapped ? ("mapped" as const) : ("unmatched" as const),
    reason: isMapped ? null : "Nobody knows it.",
    variantId: isMapped ? `variant-${ref}` : null,
    mappedBy: isMapped ? ("sku" as const) : null,
    components: items.map((inventoryItemId) => ({ inventoryItemId, requiredQuantity: chance.between(1, 2) })),
    inventoryItemIds: items,
  }
}

const level = (chance: Random) => ({
  connectionId: chance.pick(connections),
  stockRef: chance.pick(refs),
  locationRef: chance.pick(places),
  available: chance.between(0, 5),
})

function drawOutcome(chance: Random): Omit<PublicationOutcome, "id" | "settledVersion"> {
  return {
    confirmedQuantity: chance.happens(0.6) ? chance.between(0, 5) : null,
    forgetShown: chance.happens(0.1),
    keepPending: chance.happens(0.4),
    pendingConfirm: chance.happens(0.2) ? "look-here" : null,
    drainFirst: chance.happens(0.2),
    attempts: chance.between(0, 22),
    afterMs: chance.happens(0.4) ? chance.between(1, 4_000) : 0,
    error: chance.happens(0.3) ? "Why not." : null,
    waiting: chance.happens(0.2) ? "Tomorrow." : null,
    state: chance.happens(0.15) ? "poisoned" : "ok",
  }
}
