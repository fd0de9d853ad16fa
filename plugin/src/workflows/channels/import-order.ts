import type { Logger } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import type { AnyshelfInventory } from "../../inventory/contract"
import { buildOrder, type OrderDraft } from "./build-order"
import { claimStock, type Claimed } from "./claim-stock"
import { importDemands, importParts } from "./demands-of"
import { gatherImportFacts } from "./gather-import-facts"
import { importIds } from "./import-ids"
import { matchCustomer } from "./match-customer"
import { settleOrder } from "./settle-order"
import type { ImportFacts, ImportOrderInput } from "./types"

/** What became of an order of a channel. */
export interface ImportedOrder {
  readonly orderId: string
  readonly oversold: boolean
}

/** Emitted once an order of a channel is ours: `{ id, connection_id }`. */
export const channelOrderImported = "channel-order.imported"

const gatherStep = createStep(
  "anyshelf-gather-channel-order-facts",
  // Reads only, so there is nothing to undo.
  async (input: ImportOrderInput, { container }) => new StepResponse(await gatherImportFacts(container, input))
)

const claimStockStep = createStep(
  "anyshelf-claim-sold-stock",
  // Not undone on purpose: the units are sold, whatever fails after this. Giving them back until the next try would sell
  // them again. The next try finds these very reservations by their ids.
  async ({ input, facts }: { input: ImportOrderInput; facts: ImportFacts }, { container }) => {
    const inventory = container.resolve<AnyshelfInventory>(Modules.INVENTORY)
    const { connectionId, order, locationIds } = input
    const ids = importIds(connectionId, order.ref)
    const demands = importDemands(input, facts)
    const request = { connectionId, orderRef: order.ref, number: order.number, demands, locationIds, ids }
    const cause = { cause: "channel-order", causeId: ids.orderId, actor: connectionId }
    return new StepResponse(await inventory.withCause(cause, () => claimStock(inventory, request)))
  }
)

const customerStep = createStep(
  "anyshelf-match-channel-customer",
  // Not undone: a customer who ordered has ordered. The next try finds them by their e-mail, or by the channel's id.
  async ({ connectionId, order }: ImportOrderInput, { container }) =>
    new StepResponse(await matchCustomer(container, connectionId, order))
)

const createOrderOnceStep = createStep(
  "anyshelf-create-channel-order-once",
  // Not undone: the customer has bought. Its id is derived from the channel's, so the next try finds this order.
  async (draft: OrderDraft, { container }) => {
    const orders = container.resolve(Modules.ORDER)
    const find = async () => (await orders.listOrders({ id: draft.id }, { select: ["id"] }))[0]
    const wasThere = (await find()) !== undefined
    try {
      if (!wasThere) await orders.createOrders(draft)
    } catch (error) {
      // The primary key is the lock: whoever lost the race finds the winner's order.
      if (!(await find())) throw error
      container.resolve<Logger>(ContainerRegistrationKeys.LOGGER).debug(`The order ${draft.id} was imported meanwhile.`)
    }
    return new StepResponse({ orderId: draft.id, wasThere })
  }
)

interface Settle {
  readonly input: ImportOrderInput
  readonly facts: ImportFacts
  readonly claimed: Claimed
  readonly created: { readonly orderId: string; readonly wasThere: boolean }
}

const settleStep = createStep(
  "anyshelf-settle-channel-order",
  // Not undone: it writes down what is so, and writing it again changes nothing.
  async ({ input, facts, claimed, created }: Settle, { container }) => {
    const { orderId } = created
    const settled = await settleOrder(container, input, { facts, oversold: claimed.oversold, orderId })
    return new StepResponse({ ...created, ...settled })
  }
)

export const importChannelOrderId = "anyshelf-import-channel-order"

/**
 * Makes a channel's order ours, once: claims the stock that was sold, creates the order, writes down what became of it. It may run
 * any number of times, at once and after a crash anywhere: all ids are derived from the channel's.
 * `order.placed` is not emitted, since a merchant's mail for it would reach customers whom the channel has written to already;
 * `channel-order.imported` is.
 */
export const importChannelOrderWorkflow = createWorkflow(importChannelOrderId, (input: ImportOrderInput) => {
  const facts = gatherStep(input)
  const claimed = claimStockStep({ input, facts })
  const customerId = customerStep(input)
  const draft = transform({ input, facts, claimed, customerId }, ({ input, facts, claimed, customerId }) =>
    buildOrder(
      input,
      facts,
      importParts(input.order, claimed.shares),
      importIds(input.connectionId, input.order.ref),
      customerId
    )
  )
  const created = createOrderOnceStep(draft)
  const imported = settleStep({ input, facts, claimed, created })
  const event = transform({ input, imported }, ({ input, imported }) => ({
    id: imported.orderId,
    connection_id: input.connectionId,
  }))
  emitEventStep({ eventName: channelOrderImported, data: event })
  return new WorkflowResponse(imported)
})
