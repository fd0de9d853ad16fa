import type { IOrderModuleService } from "@medusajs/framework/types"
import type { DraftItem } from "./build-items"
import { changeOnce } from "./change-order"
import { digest, type ImportIds } from "./import-ids"
import type { Edit } from "./plan-edit"
import type { OurOrder } from "./our-order"

/**
 * Makes our order the draft. Lines and tax rates come first, since the change reckons the totals by them; killed in between, the
 * next try finds them there and goes on.
 */
export async function applyEdit(
  orders: IOrderModuleService,
  ours: OurOrder,
  edit: Edit,
  { connectionId, ids }: { readonly connectionId: string; readonly ids: ImportIds }
): Promise<void> {
  await addLines(orders, edit.added)
  for (const { id, quantity: _quantity, tax_lines: _taxes, adjustments: _adjustments, ...shown } of edit.completed)
    await orders.updateOrderLineItems(id, shown)
  await setRates(orders, edit, ids)
  if (edit.delivery) await setDelivery(orders, ours, edit.delivery, ids)
  await changeOnce(orders, {
    // The same edit of the same version is the same change.
    id: ids.changeId(`edit:${ours.version}:${digest([JSON.stringify(edit.actions)])}`),
    orderId: ours.id,
    description: `Edited on ${connectionId}`,
    connectionId,
    type: "edit",
    actions: edit.actions,
  })
}

/** Lines that were given up earlier exist still, outside of the order's present version. */
async function addLines(orders: IOrderModuleService, added: readonly DraftItem[]): Promise<void> {
  if (added.length === 0) return
  const ids = added.map(({ id }) => id)
  const known = new Set((await orders.listOrderLineItems({ id: ids }, { select: ["id"] })).map(({ id }) => id))
  const lines = added
    .filter(({ id }) => !known.has(id))
    // Discounts belong to a version of the order, and come with the change.
    .map(({ adjustments: _adjustments, ...line }) => line)
  // Without an order: which lines it has is said by the change, and only by that.
  if (lines.length > 0) await orders.createOrderLineItems(lines as never)
}

/** A rate that is none any more is set to 0: the row's id is derived, so that setting it twice is setting it once. */
async function setRates(orders: IOrderModuleService, { rates }: Edit, ids: ImportIds): Promise<void> {
  if (rates.length === 0) return
  const lines = rates.map(({ itemId, rate }) => ({ id: ids.taxId(itemId), item_id: itemId, ...taxLine(rate) }))
  await orders.upsertOrderLineItemTaxLines(lines)
}

async function setDelivery(
  orders: IOrderModuleService,
  { delivery }: OurOrder,
  { amount, rate }: NonNullable<Edit["delivery"]>,
  ids: ImportIds
): Promise<void> {
  if (!delivery) return
  await orders.updateOrderShippingMethods([{ id: delivery.id, amount }])
  const line = { id: ids.taxId(delivery.id), shipping_method_id: delivery.id, ...taxLine(rate) }
  await orders.upsertOrderShippingMethodTaxLines([line])
}

const taxLine = (rate: number) => ({ code: "channel", description: "Tax as reckoned by the channel", rate })
