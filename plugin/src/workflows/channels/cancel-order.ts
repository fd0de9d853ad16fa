import { Modules } from "@medusajs/framework/utils"
import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import type { AnyshelfInventory } from "../../inventory/contract"
import { channelsModule } from "../../modules/channels"
import type ChannelsService from "../../modules/channels/service"
import { importIds } from "./import-ids"

/** An order that the channel says is cancelled. */
export interface CancelOrderInput {
  readonly connectionId: string
  readonly recordId: string
  readonly orderRef: string
  readonly number: string
}

const cancelOrderStep = createStep(
  "anyshelf-cancel-channel-order",
  // Not undone: the channel's cancellation is a fact, and the next try goes on from here.
  async ({ connectionId, recordId, orderRef, number }: CancelOrderInput, { container }) => {
    const orders = container.resolve(Modules.ORDER)
    const channels = container.resolve<ChannelsService>(channelsModule)
    const { orderId } = importIds(connectionId, orderRef)
    const [order] = await orders.listOrders(
      { id: orderId },
      { select: ["id", "status"], relations: ["items", "items.detail"] }
    )
    const gone = order?.items?.some(({ detail }) => Number(detail.fulfilled_quantity) > 0) ?? false
    if (gone) {
      const reason = `The order ${number} was cancelled on the channel after goods left here: stop the parcel or take it back, then cancel the order.`
      await channels.openTasks([{ connectionId, kind: "order-differs", subject: orderRef, reason }])
      return new StepResponse({ released: false, recordId })
    }
    if (order && order.status !== "canceled") await orders.cancel(orderId)
    return new StepResponse({ released: true, recordId })
  }
)

const releaseStockStep = createStep(
  "anyshelf-release-channel-order-stock",
  // Not undone: what the customer no longer wants is free, and releasing it twice changes nothing.
  async ({ input, cancelled }: { input: CancelOrderInput; cancelled: { released: boolean } }, { container }) => {
    if (!cancelled.released) return new StepResponse(undefined)
    const inventory = container.resolve<AnyshelfInventory>(Modules.INVENTORY)
    const channels = container.resolve<ChannelsService>(channelsModule)
    const { connectionId, orderRef, recordId } = input
    const { orderId } = importIds(connectionId, orderRef)
    const external = `${connectionId}:${orderRef}`
    const reservations = await inventory.listReservationItems({ external_id: external } as object, {
      select: ["id"],
      take: 10_000,
    })
    const cause = { cause: "channel-order", causeId: orderId, actor: connectionId }
    await inventory.withCause(cause, () => inventory.deleteReservationItems(reservations.map(({ id }) => id)))
    await channels.settleOrder({ id: recordId, state: "cancelled", applied: {} })
    const kinds = ["oversold", "unmapped-line", "order-not-imported"]
    await channels.closeTasks({ connectionId, kinds, subjects: [orderRef] })
    return new StepResponse(undefined)
  }
)

export const cancelChannelOrderId = "anyshelf-cancel-channel-order-workflow"

/** Cancels our order after the channel cancelled its own, and lets go of its stock. Twice, or without an import, is harmless. */
export const cancelChannelOrderWorkflow = createWorkflow(cancelChannelOrderId, (input: CancelOrderInput) => {
  const cancelled = cancelOrderStep(input)
  releaseStockStep({ input, cancelled })
  return new WorkflowResponse(cancelled)
})
