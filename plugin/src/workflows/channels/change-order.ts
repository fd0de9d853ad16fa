import type { CreateOrderChangeDTO, IOrderModuleService } from "@medusajs/framework/types"

/** One change of our order, under an id of our choosing: the same change is made once, whoever asks again. */
export interface KeyedChange {
  readonly id: string
  readonly orderId: string
  readonly description: string
  readonly connectionId: string
  readonly actions: NonNullable<CreateOrderChangeDTO["actions"]>
  readonly returnId?: string
  readonly type?: CreateOrderChangeDTO["change_type"]
}

/**
 * Makes a change, or finishes one that was cut off. True when it was made now. Throws while staff have a change of their own
 * open: then it is tried again later.
 */
export async function changeOnce(orders: IOrderModuleService, change: KeyedChange): Promise<boolean> {
  if (change.actions.length === 0) return false
  const [known] = await orders.listOrderChanges({ id: change.id }, { select: ["id", "status"] })
  if (known && known.status !== "pending") return false
  if (!known) await orders.createOrderChange(toMedusa(change))
  await orders.confirmOrderChange(change.id)
  return true
}

function toMedusa({ id, orderId, description, connectionId, actions, returnId, type }: KeyedChange) {
  // Its type knows no id, but Medusa stores the one that is given.
  const created: CreateOrderChangeDTO & { id: string } = {
    id,
    order_id: orderId,
    description,
    created_by: connectionId,
    // Whoever tells channels of our orders sees by it that this came from there.
    metadata: { anyshelf_channel: { connectionId } },
    ...(type && { change_type: type }),
    ...(returnId && { return_id: returnId, reference: "return", reference_id: returnId }),
    actions,
  }
  return created
}
