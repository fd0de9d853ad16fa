import type { Money } from "@anyshelf/connector-kit"
import type { OurOrder } from "../../domain/channels/command-facts"
import type { CommandMemory } from "../../modules/channels/commands/memory"

/** What the engine needs to tell channels of our orders. */
export interface OrderDesk {
  readonly memory: CommandMemory
  /** How our orders stand now. One that does not exist is left out. */
  readOrders(orderIds: readonly string[]): Promise<OurOrder[]>
  /** Writes into our order that money went back through the channel. Any number of times under the same key is once. */
  recordRefund(refund: { readonly orderId: string; readonly key: string; readonly amount: Money }): Promise<void>
}
