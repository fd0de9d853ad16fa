import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { Contended, InventoryBusy } from "./busy"
import type { ClaimRequest, Judged } from "./claim-request"
import { ClaimQueue, type Settled } from "./queue"
import { sendClaims } from "./send"

/** How long a claim waits for a level that someone else holds, before it steps out of the way of the others. */
const patienceMs = 500
/** How long it waits then. */
const slowPatienceMs = 5_000

/**
 * Claims of a process go out through here. One or two statements at a time: on a hot row, more would only wait for each
 * other in the database and be woken in vain. Claims that meet a level which a long transaction holds go on in a lane of
 * their own, so that they keep nobody else waiting.
 */
export class ClaimEngine {
  private readonly fast: ClaimQueue<ClaimRequest, Judged>
  private readonly slow: ClaimQueue<ClaimRequest, Judged>

  constructor(knex: () => Knex) {
    const lane = (send: (batch: readonly ClaimRequest[]) => Promise<readonly Settled<Judged>[]>) =>
      new ClaimQueue({ send, exclusive: exclusiveNames, batchMax: 256, inFlightMax: 2, waitingMax: 10_000 })
    this.slow = lane(async (batch) => (await sendClaims(knex(), batch, slowPatienceMs)).map(busyIfContended))
    this.fast = lane(async (batch) => {
      const settled = await sendClaims(knex(), batch, patienceMs)
      return settled.map((outcome, at) => this.goOnSlowly(outcome, batch[at]!))
    })
  }

  /** The judge's answer, committed. Rejects with `InventoryBusy` when too many wait; nothing was done then. */
  claim(request: ClaimRequest): Promise<Judged> {
    return this.fast.submit(request)
  }

  /** Takes no more; resolves when everything that was taken is answered. */
  async drain(): Promise<void> {
    await this.fast.drain()
    await this.slow.drain()
  }

  private goOnSlowly(outcome: Settled<Judged>, request: ClaimRequest): Settled<Judged> {
    if (!("error" in outcome) || !(outcome.error instanceof Contended)) return outcome
    return { pending: this.slow.submit({ ...request, again: outcome.error.again }) }
  }
}

function busyIfContended(outcome: Settled<Judged>): Settled<Judged> {
  if (!("error" in outcome) || !(outcome.error instanceof Contended)) return outcome
  return { error: new InventoryBusy(1000, `its stock is held by another transaction (${outcome.error.message})`) }
}

const exclusiveNames = ({ header }: ClaimRequest) => [
  ...(header?.key === undefined ? [] : [`key ${header.key}`]),
  ...(header?.owner === undefined ? [] : [`owner ${header.owner}`]),
]
