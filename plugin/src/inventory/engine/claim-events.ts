import { MessageAggregator } from "@medusajs/framework/utils"
import type { CoreInventory, InventoryContext } from "../core"
import { announce } from "../transaction"

type Rows = readonly { readonly id: string }[]

/**
 * The events of claims that were answered together, emitted together: one message for a level that a hundred of them
 * changed, and one call of the event bus instead of hundreds.
 */
export class ClaimEvents {
  private gathered: MessageAggregator | undefined
  private emitted: Promise<void> | undefined

  constructor(private readonly service: CoreInventory) {}

  /** Resolves when the events are emitted, as callers of core's methods expect. Inside a caller that gathers its own, it emits them. */
  async tell(reservations: Rows, levels: Rows, context: InventoryContext): Promise<void> {
    const isOwn = context.messageAggregator !== undefined
    const inside = isOwn ? context : { ...context, messageAggregator: this.aggregator() }
    announce(this.service, "created", "reservation_item", reservations, inside as InventoryContext)
    announce(this.service, "updated", "inventory_level", levels, inside as InventoryContext)
    if (!isOwn) await this.emitted
  }

  /** The gathering of one batch: its callers go on one after the other, and when the last has told, all is emitted. */
  private aggregator(): MessageAggregator {
    if (this.gathered) return this.gathered
    const gathered = new MessageAggregator()
    this.gathered = gathered
    this.emitted = Promise.resolve().then(() => {
      this.gathered = undefined
      return this.service.emitEvents_(gathered.getMessages())
    })
    return gathered
  }
}
