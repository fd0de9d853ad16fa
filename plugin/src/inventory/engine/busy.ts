import { MedusaError } from "@medusajs/framework/utils"

/**
 * Too many calls wait, or the database did not answer in time. Nothing of this call was done: a caller waits
 * `retryAfterMs` and sends it again. Medusa's routes answer it with 409 and the advice to repeat the request.
 */
export class InventoryBusy extends MedusaError {
  readonly retryAfterMs: number

  constructor(retryAfterMs: number, why: string) {
    super(
      MedusaError.Types.CONFLICT,
      `Inventory is busy: ${why}. Nothing was changed; try again in ${retryAfterMs} ms.`,
      "inventory_busy"
    )
    this.name = "InventoryBusy"
    this.retryAfterMs = retryAfterMs
  }
}

/**
 * The database went while a claim was on its way, and did not come back in time: it may have been granted. Send it again
 * with the same idempotency key, or look for its reservations.
 */
export class OutcomeUnknown extends MedusaError {
  constructor(why: string) {
    super(
      MedusaError.Types.UNEXPECTED_STATE,
      `Nobody knows whether this claim was granted: ${why}. Send it again with the same idempotency key, or read the reservations.`,
      "outcome_unknown"
    )
    this.name = "OutcomeUnknown"
  }
}

/** A level was not had in time: another transaction holds it. Nothing was done in this try; `again` says so of earlier ones. */
export class Contended extends Error {
  constructor(
    message: string,
    readonly again: boolean
  ) {
    super(message)
    this.name = "Contended"
  }
}
