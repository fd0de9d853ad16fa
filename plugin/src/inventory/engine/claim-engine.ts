import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ClaimQueue } from "./queue"
import type { ClaimRequest, Judged } from "./claim-request"
import { sendClaims } from "./send"

/**
 * Claims of a process go out through here. One or two statements at a time: on a hot row, more would only wait for each
 * other in the database and be woken in vain.
 */
export class ClaimEngine {
  private readonly queue: ClaimQueue<ClaimRequest, Judged>

  constructor(knex: () => Knex) {
    this.queue = new ClaimQueue({
      send: (batch) => sendClaims(knex(), batch),
      exclusive: ({ header }) => (header ? exclusiveNames(header) : []),
      batchMax: 256,
      inFlightMax: 2,
      waitingMax: 10_000,
    })
  }

  /** The judge's answer, committed. Rejects with `InventoryBusy` when too many wait; nothing was done then. */
  claim(request: ClaimRequest): Promise<Judged> {
    return this.queue.submit(request)
  }

  /** Takes no more; resolves when everything that was taken is answered. */
  drain(): Promise<void> {
    return this.queue.drain()
  }
}

const exclusiveNames = ({ key, owner }: NonNullable<ClaimRequest["header"]>) => [
  ...(key === undefined ? [] : [`key ${key}`]),
  ...(owner === undefined ? [] : [`owner ${owner}`]),
]
