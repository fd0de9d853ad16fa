import { faulty, isFaulty, type Faulty } from "../fault"
import { settleOrder } from "../fulfillment/work"
import { idOf } from "../global-ids"
import type { OrderRecord } from "../order-records"
import type { ReturnLineRecord, ReturnRecord } from "../return-records"
import type { ShopStore } from "../store"
import { returnReasons } from "./reasons"

export interface ReturnLineInput {
  readonly fulfillmentLineItemId: string
  readonly quantity: number
  readonly returnReason?: string | null
  readonly returnReasonDefinitionId?: string | null
  readonly returnReasonNote?: string | null
  readonly customerNote?: string | null
}

export interface OwnedReturn {
  readonly order: OrderRecord
  readonly returned: ReturnRecord
}

/**
 * Opens a return of units that were sent and are not on their way back already.
 * https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/returnCreate
 * @param isRequest It waits for the merchant's consent first.
 */
export function openReturn(
  store: ShopStore,
  input: { readonly orderId: string; readonly returnLineItems: readonly ReturnLineInput[] },
  isRequest: boolean
): OwnedReturn | Faulty {
  const order = store.orders.get(idOf("Order", input.orderId))
  if (!order) return faulty(["orderId"], "Order not found.", "NOT_FOUND")
  const lines = linesOf(store, order, input.returnLineItems)
  if (isFaulty(lines)) return lines
  const now = store.clock.now()
  const returned: ReturnRecord = {
    id: store.nextId(),
    name: `${order.name}-R${order.returns.length + 1}`,
    status: "REQUESTED",
    decline: null,
    lines,
    reverseOrders: [],
    approvedAt: null,
    closedAt: null,
    createdAt: now,
    updatedAt: now,
  }
  order.returns.push(returned)
  // A closed order with goods on their way back is open again.
  if (isRequest) store.emit({ topic: "RETURNS_REQUEST", order, returned })
  else expect(store, order, returned)
  settleOrder(store, order)
  return { order, returned }
}

/** What is to come back is written down, and the return is open. */
export function expect(store: ShopStore, order: OrderRecord, returned: ReturnRecord): void {
  const now = store.clock.now()
  Object.assign(returned, { status: "OPEN", approvedAt: now, updatedAt: now })
  returned.reverseOrders.push({
    id: store.nextId(),
    status: "OPEN",
    lines: returned.lines.map(({ id, fulfillmentLineId, quantity }) => ({
      id: store.nextId(),
      returnLineId: id,
      fulfillmentLineId,
      quantity,
      dispositions: [],
    })),
  })
  store.ownParts(order)
  store.emit({ topic: "RETURNS_APPROVE", order, returned })
}

function linesOf(
  store: ShopStore,
  order: OrderRecord,
  inputs: readonly ReturnLineInput[]
): ReturnLineRecord[] | Faulty {
  if (inputs.length === 0) return faulty(["returnLineItems"], "Return line items can't be blank.", "BLANK")
  const lines: ReturnLineRecord[] = []
  for (const [index, input] of inputs.entries()) {
    const line = lineOf(store, order, input, index, lines)
    if (isFaulty(line)) return line
    lines.push(line)
  }
  return lines
}

function lineOf(
  store: ShopStore,
  order: OrderRecord,
  input: ReturnLineInput,
  index: number,
  before: readonly ReturnLineRecord[]
): ReturnLineRecord | Faulty {
  const at = ["returnLineItems", String(index)]
  const id = idOf("FulfillmentLineItem", input.fulfillmentLineItemId)
  const sent = order.fulfillments
    .filter(({ status }) => status === "SUCCESS")
    .flatMap(({ lines }) => lines)
    .find((line) => line.id === id)
  if (!sent) return faulty([...at, "fulfillmentLineItemId"], "Fulfillment line item not found.", "NOT_FOUND")
  if (input.quantity < 1) return faulty([...at, "quantity"], "Quantity must be greater than 0.", "GREATER_THAN")
  const onTheWay = order.returns
    .filter(({ status }) => status !== "CANCELED" && status !== "DECLINED")
    .flatMap(({ lines }) => lines)
    .concat(before)
    .filter(({ fulfillmentLineId }) => fulfillmentLineId === sent.id)
    .reduce((sum, { quantity }) => sum + quantity, 0)
  if (store.keeps("return-fulfilled") && onTheWay + input.quantity > sent.quantity)
    return faulty([...at, "quantity"], "Return line item has an invalid quantity.", "INVALID")
  return {
    id: store.nextId(),
    fulfillmentLineId: sent.id,
    lineId: sent.lineId,
    quantity: input.quantity,
    processed: 0,
    refunded: 0,
    reasonId: reasonOf(input),
    reasonNote: input.returnReasonNote ?? "",
    customerNote: input.customerNote ?? null,
  }
}

function reasonOf({ returnReason, returnReasonDefinitionId }: ReturnLineInput): number {
  const given = returnReasonDefinitionId ? idOf("ReturnReasonDefinition", returnReasonDefinitionId) : null
  const found = returnReasons.find(({ id, legacy }) => id === given || (given === null && legacy === returnReason))
  return found?.id ?? 1
}
