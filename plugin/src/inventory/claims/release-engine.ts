import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ClaimQueue, type Settled } from "../engine/queue"
import { releaseClaims, type ReleaseAnswer, type ReleaseRow } from "../queries/holds"
import { patienceMs, untilKnown } from "./until-known"

type Release = Omit<ReleaseRow, "n">

/** Releases of a process go out through here, many in one statement. They queue apart from claims: giving back never waits to take. */
export class ReleaseEngine {
  private readonly queue: ClaimQueue<Release, ReleaseAnswer>

  constructor(knex: () => Knex) {
    this.queue = new ClaimQueue({
      send: (batch) => sendReleases(knex(), batch),
      exclusive: ({ key }) => (key === undefined ? [] : [key]),
      batchMax: 256,
      inFlightMax: 1,
      waitingMax: 10_000,
    })
  }

  /** The answer, committed. Rejects with `InventoryBusy` when too many wait; nothing was done then. */
  release(request: Release): Promise<ReleaseAnswer> {
    return this.queue.submit(request)
  }

  /** Takes no more; resolves when everything that was taken is answered. */
  drain(): Promise<void> {
    return this.queue.drain()
  }
}

/** Sends a batch; one that cannot be stored as a whole is halved until what is wrong with it stands alone. */
async function sendReleases(knex: Knex, batch: readonly Release[]): Promise<readonly Settled<ReleaseAnswer>[]> {
  try {
    const requests = batch.map((request, n) => ({ ...request, n }))
    const rows = await untilKnown(() => releaseClaims(knex, requests, { forGood: false, patienceMs }))
    const answers = new Map(rows.map(({ n, answer }) => [n, answer]))
    return batch.map((_, n) => ({ answer: answers.get(n)! }))
  } catch (error) {
    if (batch.length === 1) return [{ error }]
    const middle = Math.ceil(batch.length / 2)
    return [...(await sendReleases(knex, batch.slice(0, middle))), ...(await sendReleases(knex, batch.slice(middle)))]
  }
}
