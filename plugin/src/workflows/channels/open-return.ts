import type { MedusaContainer } from "@medusajs/framework/types"
import { ChangeActionType, Modules, ReturnStatus } from "@medusajs/framework/utils"
import { planReturn, type Returnable } from "../../domain/channels/return-plan"
import { changeOnce } from "./change-order"
import { importIds } from "./import-ids"
import { readOurOrder } from "./our-order"
import type { FollowReturnInput } from "./types"

/** Our return for the channel's. */
export interface OpenedReturn {
  readonly items: readonly Returnable[]
  /** Units that the channel takes back, of which ours does not know that they have left. */
  readonly leftOver: number
}

/** Opens our return for the channel's, once; a try that was cut off is finished. */
export async function openReturn(container: MedusaContainer, input: FollowReturnInput): Promise<OpenedReturn> {
  const { connectionId, order, returned } = input
  const ids = importIds(connectionId, order.ref)
  const orders = container.resolve(Modules.ORDER)
  const known = await readItems(container, input)
  const wanted = returned.lines.reduce((sum, { quantity }) => sum + quantity, 0)
  const { items, leftOver } = known.length > 0 ? beyond(known, wanted) : await plan(container, input)
  if (items.length === 0) return { items, leftOver }
  if (known.length === 0) await createReturn(container, input, items)
  await changeOnce(orders, {
    id: ids.changeId(`return:${returned.ref}`),
    orderId: ids.orderId,
    description: `Return on ${connectionId}`,
    connectionId,
    type: "return_request",
    returnId: ids.returnId(returned.ref),
    actions: items.map(({ itemId, quantity }) => ({
      action: ChangeActionType.RETURN_ITEM,
      return_id: ids.returnId(returned.ref),
      reference: "return",
      reference_id: ids.returnId(returned.ref),
      details: { reference_id: itemId, quantity },
    })),
  })
  return { items, leftOver }
}

/** Units that were added to the return after ours was opened. */
function beyond(items: readonly Returnable[], wanted: number): OpenedReturn {
  return { items, leftOver: Math.max(0, wanted - items.reduce((sum, { quantity }) => sum + quantity, 0)) }
}

async function plan(container: MedusaContainer, { connectionId, order, returned }: FollowReturnInput) {
  const ours = await readOurOrder(container.resolve(Modules.ORDER), importIds(connectionId, order.ref).orderId)
  const returnable = (ours?.items ?? []).flatMap(({ id, lineRef, left, returned: back, returnRequested }) =>
    lineRef === null ? [] : [{ itemId: id, lineRef, quantity: left - back - returnRequested }]
  )
  return planReturn(
    returned.lines,
    returnable.filter(({ quantity }) => quantity > 0)
  )
}

/** What our return is of, when it exists: its items say which of our lines. */
async function readItems(
  container: MedusaContainer,
  { connectionId, order, returned }: Pick<FollowReturnInput, "connectionId" | "order" | "returned">
): Promise<readonly Returnable[]> {
  const ids = importIds(connectionId, order.ref)
  const orders = container.resolve(Modules.ORDER)
  const [found] = await orders.listReturns({ id: ids.returnId(returned.ref) } as never, { relations: ["items"] })
  return (found?.items ?? []).map(({ item_id, quantity, metadata }) => ({
    itemId: item_id,
    lineRef: (metadata as { lineRef?: string } | null)?.lineRef ?? "",
    quantity: Number(quantity),
  }))
}

async function createReturn(
  container: MedusaContainer,
  { connectionId, order, returned, places, locationIds }: FollowReturnInput,
  items: readonly Returnable[]
): Promise<void> {
  const ids = importIds(connectionId, order.ref)
  const orders = container.resolve(Modules.ORDER)
  const id = ids.returnId(returned.ref)
  const place = (returned.locationRef === null ? undefined : places[returned.locationRef]?.[0]) ?? locationIds[0]
  const [exists] = await orders.listReturns({ id } as never, { select: ["id"] })
  // Their types know no ids, and of a return neither its status nor its metadata; Medusa stores what is given.
  if (!exists)
    await orders.createReturns({
      id,
      order_id: ids.orderId,
      status: ReturnStatus.REQUESTED,
      location_id: place ?? null,
      no_notification: true,
      created_by: connectionId,
      requested_at: new Date(returned.updatedAt),
      metadata: { anyshelf_channel: { connectionId, ref: returned.ref, number: returned.number } },
    } as never)
  await orders.createReturnItems(
    items.map(({ itemId, lineRef, quantity }) => ({
      id: ids.returnItemId(returned.ref, itemId),
      return_id: id,
      item_id: itemId,
      quantity,
      note: noteOf(returned, lineRef),
      metadata: { lineRef },
    })) as never
  )
}

function noteOf({ lines }: FollowReturnInput["returned"], lineRef: string): string {
  const line = lines.find(({ orderLineRef }) => orderLineRef === lineRef)
  return [line?.reason, line?.note].filter(Boolean).join(": ")
}
