import type { OrderRecord } from "@anyshelf/connector-kit"
import type { CreateOrderChangeDTO, IOrderModuleService, OrderDTO } from "@medusajs/framework/types"
import { ChangeActionType, Modules } from "@medusajs/framework/utils"
import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import type { OrderEdit } from "../../domain/channels/order-action"
import { lowerParts } from "../../domain/channels/lower-parts"
import { majorUnits } from "../../domain/channels/order-money"
import type { AnyshelfInventory } from "../../inventory/contract"
import { channelsModule } from "../../modules/channels"
import type ChannelsService from "../../modules/channels/service"
import { importIds, type ImportIds } from "./import-ids"
import { lowerReservations, readRequired, type Target } from "./lower-reservations"

/** An order of a channel that was edited there after it became ours. */
export interface AdjustOrderInput {
  readonly connectionId: string
  readonly recordId: string
  readonly order: OrderRecord
  readonly edit: OrderEdit
  readonly state: "imported" | "oversold"
  /** The channel's line id → units that our order carries now. */
  readonly applied: Readonly<Record<string, number>>
}

/** No line is split over more locations than this. */
const partsMax = 200

const lowerLinesStep = createStep(
  "anyshelf-lower-channel-order-lines",
  // Not undone: the customer no longer wants these units. The targets are absolute, so the next try goes on from here.
  async (input: AdjustOrderInput, { container }) => {
    const orders = container.resolve(Modules.ORDER)
    const ids = importIds(input.connectionId, input.order.ref)
    const order = await orders.retrieveOrder(ids.orderId, { relations: ["items", "items.detail", "transactions"] })
    const plans = input.edit.lowered.map((line) => ({ ...line, targets: targetsOf(order, line, ids) }))
    const stuck = plans.filter(({ targets }) => targets === null)
    const targets = plans.flatMap((plan) => plan.targets ?? [])
    await changeOrder(orders, order.id, targets, input)
    return new StepResponse({ targets, stuck: stuck.map(({ lineRef }) => lineRef) })
  }
)

/** Null when more has left here than the channel still wants. */
function targetsOf(order: OrderDTO, line: OrderEdit["lowered"][number], ids: ImportIds): Target[] | null {
  const items = Array.from({ length: partsMax }, (_none, part) => ids.lineItemId(line.lineRef, part)).flatMap((id) => {
    const item = order.items?.find((each) => each.id === id)
    return item ? [{ id, quantity: Number(item.quantity), gone: Number(item.detail.fulfilled_quantity) }] : []
  })
  const lowered = lowerParts(items, line.to)
  return (
    lowered &&
    items.map(({ id, quantity }, index) => ({
      lineRef: line.lineRef,
      lineItemId: id,
      from: quantity,
      to: lowered[index] ?? 0,
    }))
  )
}

async function changeOrder(
  orders: IOrderModuleService,
  orderId: string,
  targets: readonly Target[],
  input: AdjustOrderInput
): Promise<void> {
  const actions = targets
    .filter(({ from, to }) => from !== to)
    .map(({ lineItemId, to }) => ({
      action: ChangeActionType.ITEM_UPDATE,
      reference: "order_line_item",
      reference_id: lineItemId,
      details: { reference_id: lineItemId, quantity: to },
    }))
  if (actions.length === 0) return
  const edit: CreateOrderChangeDTO = {
    order_id: orderId,
    change_type: "edit",
    description: `Edited on ${input.connectionId}`,
    created_by: input.connectionId,
    actions,
  }
  const change = await orders.createOrderChange(edit)
  await orders.confirmOrderChange(change.id)
}

interface Lowered {
  readonly targets: readonly Target[]
  /** Lines of which more has left here than the channel still wants. */
  readonly stuck: readonly string[]
}

const lowerReservationsStep = createStep(
  "anyshelf-lower-channel-order-reservations",
  // Not undone, for the same reason.
  async ({ input, lowered }: { input: AdjustOrderInput; lowered: Lowered }, { container }) => {
    const inventory = container.resolve<AnyshelfInventory>(Modules.INVENTORY)
    const channels = container.resolve<ChannelsService>(channelsModule)
    const { orderId } = importIds(input.connectionId, input.order.ref)
    const required = await readRequired(channels, input)
    const cause = { cause: "channel-order", causeId: orderId, actor: input.connectionId }
    await inventory.withCause(cause, () => lowerReservations(inventory, lowered.targets, required))
    return new StepResponse(undefined)
  }
)

const settleEditStep = createStep(
  "anyshelf-settle-channel-order-edit",
  // Not undone: it writes down what is so, and writing it again changes nothing.
  async ({ input, lowered }: { input: AdjustOrderInput; lowered: Lowered }, { container }) => {
    const orders = container.resolve(Modules.ORDER)
    const channels = container.resolve<ChannelsService>(channelsModule)
    const { connectionId, order, recordId } = input
    const ours = await orders.retrieveOrder(importIds(connectionId, order.ref).orderId, { select: ["id", "total"] })
    const reason = differences(input, lowered, Number(ours.total))
    if (reason) await channels.openTasks([{ connectionId, kind: "order-differs", subject: order.ref, reason }])
    else await channels.closeTasks({ connectionId, kinds: ["order-differs"], subjects: [order.ref] })
    const applied = {
      ...input.applied,
      ...Object.fromEntries(done(input, lowered).map(({ lineRef, to }) => [lineRef, to])),
    }
    await channels.settleOrder({ id: recordId, state: input.state, applied })
    return new StepResponse({ differs: reason !== null })
  }
)

const done = ({ edit }: AdjustOrderInput, { stuck }: Lowered) =>
  edit.lowered.filter(({ lineRef }) => !stuck.includes(lineRef))

/** What a person has to settle, in a sentence each. Null when the orders agree. */
function differences({ order, edit }: AdjustOrderInput, { stuck }: Lowered, total: number): string | null {
  const theirs = majorUnits(order.total)
  const sentences = [
    ...edit.raised.map(
      ({ line, from }) => `"${line.title}" is now ${line.quantity}, ours has ${from}: edit our order.`
    ),
    ...stuck.map((lineRef) => `Fewer units of the line ${lineRef} are wanted than have left here: take them back.`),
    ...(Math.abs(theirs - total) >= 0.0005
      ? [`The total there is ${theirs} ${order.currencyCode}, ours is ${total}: correct prices or discounts.`]
      : []),
  ]
  return sentences.length > 0 ? `The order ${order.number} was edited on the channel. ${sentences.join(" ")}` : null
}

export const adjustChannelOrderId = "anyshelf-adjust-channel-order"

/**
 * Follows an edit of an order on its channel: fewer units are given up here too. More units, new lines and money that no longer
 * agrees become one task that says what differs, since where the units come from is a person's decision.
 */
export const adjustChannelOrderWorkflow = createWorkflow(adjustChannelOrderId, (input: AdjustOrderInput) => {
  const lowered = lowerLinesStep(input)
  lowerReservationsStep({ input, lowered })
  return new WorkflowResponse(settleEditStep({ input, lowered }))
})
