import type { OurOrder } from "../../domain/channels/command-facts"
import type { CommandMemory } from "../../modules/channels/commands/memory"

/** What the engine needs to tell channels of our orders. */
export interface OrderDesk {
  readonly memory: CommandMemory
  /** How our orders stand now. One that does not exist is left out. */
  readOrders(orderIds: readonly string[]): Promise<OurOrder[]>
}
