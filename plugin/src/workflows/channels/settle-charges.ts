import type { MedusaContainer } from "@medusajs/framework/types"
import { ChangeActionType, Modules } from "@medusajs/framework/utils"
import { changeOnce } from "./change-order"
import { importIds } from "./import-ids"
import type { OurOrder } from "./our-order"
import type { FollowOrderInput } from "./types"

/** A tip, a fee or a duty is a line of our order with nothing in it to send: it is done at once, so that no order waits for it. */
export async function settleCharges(
  container: MedusaContainer,
  { connectionId, order }: FollowOrderInput,
  { id, items }: OurOrder
): Promise<void> {
  const open = items.filter(({ charge, quantity, left }) => charge !== null && quantity > left)
  if (open.length === 0) return
  const ids = importIds(connectionId, order.ref)
  const kinds = [ChangeActionType.FULFILL_ITEM, ChangeActionType.SHIP_ITEM, ChangeActionType.DELIVER_ITEM]
  const actions = open.flatMap((item) =>
    kinds.map((action) => ({
      action,
      reference: "channel",
      reference_id: order.ref,
      details: { reference_id: item.id, quantity: item.quantity - item.left },
    }))
  )
  await changeOnce(container.resolve(Modules.ORDER), {
    id: ids.changeId(`charges:${open.map(({ charge }) => charge).join(",")}`),
    orderId: id,
    description: `Charged on ${connectionId}`,
    connectionId,
    actions,
  })
}
