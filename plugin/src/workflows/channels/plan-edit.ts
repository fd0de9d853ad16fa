import { ChangeActionType } from "@medusajs/framework/utils"
import { majorUnits } from "../../domain/channels/order-money"
import type { DraftItem } from "./build-items"
import type { Draft } from "./build-order"
import type { KeyedChange } from "./change-order"
import type { OurItem, OurOrder } from "./our-order"

/** What has to be done to our order so that it becomes the draft. */
export interface Edit {
  /** Lines of ours that do not exist yet. */
  readonly added: readonly DraftItem[]
  /** Lines of which it is only now known which variant they are. */
  readonly completed: readonly DraftItem[]
  /** Tax rates are no part of an order's versions: they are set beside the change. */
  readonly rates: readonly { readonly itemId: string; readonly rate: number }[]
  readonly delivery: { readonly amount: number; readonly rate: number } | null
  readonly actions: KeyedChange["actions"]
}

/** Amounts that differ by less are the same: Medusa keeps more decimals than a currency has. */
const sameWithin = 0.0005

/** Compares our order with the draft. An edit with nothing in it means that ours is the draft already. */
export function planEdit(ours: OurOrder, draft: Draft, currencyCode: string): Edit {
  const current = new Map(ours.items.map((item) => [item.id, item]))
  const wanted = new Set(draft.items.map(({ id }) => id))
  const added = draft.items.filter(({ id }) => !current.has(id))
  const changed = draft.items.flatMap((item) => {
    const now = current.get(item.id)
    return now && differs(now, item) ? [item] : []
  })
  const gone = ours.items.filter(({ id }) => !wanted.has(id)).flatMap(toGone)
  const credit = majorUnits({ amount: draft.credit, currencyCode }) - ours.credit
  const delivery = deliveryChange(ours, draft)
  const actions = [
    ...added.flatMap(toAdd),
    ...changed.map((item) => toUpdate(item.id, item)),
    ...gone,
    ...(Math.abs(credit) > sameWithin ? [toCredit(credit, ours)] : []),
  ]
  return {
    added,
    completed: draft.items.filter(({ id, variant_id }) => variant_id && current.get(id)?.variantId === null),
    rates: changed.map((item) => ({ itemId: item.id, rate: rateOf(item) })),
    delivery,
    // A price of delivery changes the total without any action: a line that is set to what it is has it reckoned anew.
    actions: actions.length === 0 && delivery ? touch(ours) : actions,
  }
}

export const isEmptyEdit = ({ added, completed, rates, delivery, actions }: Edit) =>
  added.length + completed.length + rates.length + actions.length === 0 && delivery === null

function differs(now: OurItem, item: DraftItem): boolean {
  return (
    now.quantity !== Number(item.quantity) ||
    isOther(now.unitPrice, Number(item.unit_price)) ||
    isOther(now.discount, discountOf(item)) ||
    Math.abs(now.taxRate - rateOf(item)) > 1e-9
  )
}

function deliveryChange({ delivery: now }: OurOrder, { delivery }: Draft): Edit["delivery"] {
  const rate = Number(delivery.tax_lines[0]?.rate ?? 0)
  if (!now || (!isOther(now.amount, delivery.amount) && Math.abs(now.taxRate - rate) <= 1e-9)) return null
  return { amount: delivery.amount, rate }
}

function toAdd(item: DraftItem): KeyedChange["actions"] {
  const details = {
    reference_id: item.id,
    quantity: item.quantity,
    unit_price: item.unit_price,
    metadata: item.metadata,
  }
  const add = { action: ChangeActionType.ITEM_ADD, reference: "order_line_item", reference_id: item.id, details }
  if ((item.adjustments ?? []).length === 0) return [add]
  const adjusted = { reference_id: item.id, adjustments: item.adjustments }
  return [
    add,
    {
      action: ChangeActionType.ITEM_ADJUSTMENTS_REPLACE,
      reference: "order_line_item",
      reference_id: item.id,
      details: adjusted,
    },
  ]
}

/** What has left stays; a charge counts as done from the beginning, so it stays too, and costs nothing. */
function toGone({ id, charge, quantity, left, unitPrice }: OurItem): KeyedChange["actions"] {
  if (quantity > left) return [toUpdate(id, { quantity: left })]
  return charge !== null && unitPrice !== 0 ? [toUpdate(id, { quantity, unit_price: 0 })] : []
}

const toUpdate = (
  id: string,
  { quantity, unit_price, adjustments, metadata }: Pick<DraftItem, "quantity"> & Partial<DraftItem>
): KeyedChange["actions"][number] => ({
  action: ChangeActionType.ITEM_UPDATE,
  reference: "order_line_item",
  reference_id: id,
  details: {
    reference_id: id,
    quantity,
    ...(unit_price !== undefined && { unit_price }),
    ...(adjustments !== undefined && { adjustments }),
    ...(metadata !== undefined && { metadata }),
  },
})

const toCredit = (amount: number, { id }: OurOrder): KeyedChange["actions"][number] => ({
  action: ChangeActionType.CREDIT_LINE_ADD,
  reference: "channel",
  reference_id: id,
  amount,
})

const touch = ({ items }: OurOrder) => items.slice(0, 1).map(({ id, quantity }) => toUpdate(id, { quantity }))
const rateOf = ({ tax_lines }: DraftItem) => (tax_lines ?? []).reduce((sum, { rate }) => sum + Number(rate), 0)
const discountOf = ({ adjustments }: DraftItem) =>
  (adjustments ?? []).reduce((sum, { amount }) => sum + Number(amount), 0)
const isOther = (a: number, b: number) => Math.abs(a - b) > sameWithin
