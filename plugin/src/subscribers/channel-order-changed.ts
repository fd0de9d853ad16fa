import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { FulfillmentWorkflowEvents, OrderEditWorkflowEvents, OrderWorkflowEvents } from "@medusajs/framework/utils"
import { hurryOrders } from "../workflows/channel-commands/hurry-orders"

/** What these events say of themselves: an order, or something that belongs to one. */
interface Told {
  readonly id?: string
  readonly order_id?: string
}

/**
 * Something became of an order: the channel that took it is told soon. The event only hurries; what it would have told is found without
 * it, since events are lost when a process dies.
 */
export default async function channelOrderChanged({ event, container }: SubscriberArgs<Told | Told[]>): Promise<void> {
  const told = Array.isArray(event.data) ? event.data : [event.data]
  const ids = told.flatMap(({ id, order_id }) => order_id ?? id ?? [])
  if (ids.length > 0) await hurryOrders(container, ids)
}

export const config: SubscriberConfig = {
  event: [
    OrderWorkflowEvents.FULFILLMENT_CREATED,
    OrderWorkflowEvents.FULFILLMENT_CANCELED,
    OrderWorkflowEvents.CANCELED,
    OrderWorkflowEvents.UPDATED,
    OrderWorkflowEvents.RETURN_REQUESTED,
    OrderWorkflowEvents.RETURN_RECEIVED,
    OrderWorkflowEvents.CLAIM_CREATED,
    OrderWorkflowEvents.EXCHANGE_CREATED,
    OrderEditWorkflowEvents.CONFIRMED,
    FulfillmentWorkflowEvents.SHIPMENT_CREATED,
    FulfillmentWorkflowEvents.DELIVERY_CREATED,
    "reservation-item.updated",
  ],
  context: { subscriberId: "anyshelf-channel-order-changed" },
}
