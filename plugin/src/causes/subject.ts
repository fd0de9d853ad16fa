import type { MovementCause } from "../inventory/contract"

/** Medusa's workflow that turns a cart into an order; both its routes and payment webhooks start it by this name. */
const completeCart = "complete-cart"

/** Where a workflow's input names the thing that it is about, the most telling first. */
const names = ["order_id", "return_id", "exchange_id", "claim_id", "cart_id", "orderId", "cartId", "id"]

/** What becomes of units that a workflow of Medusa's takes off a shelf or puts there; the figures alone cannot say it. */
const kinds: Readonly<Record<string, NonNullable<MovementCause["kind"]>>> = {
  "create-order-fulfillment": "shipped",
  "confirm-return-receive": "returned",
}

/** The longest id that is worth keeping: none of Medusa's is half as long. */
const idMax = 255

/** What a run of a workflow is about, as far as its name and its input tell. */
export function subjectOf(workflowId: string, input: unknown): Pick<MovementCause, "causeId" | "kind" | "holder"> {
  const causeId = idIn(input)
  const kind = kinds[workflowId]
  const holder = holderIn(workflowId, input)
  return {
    ...(causeId !== undefined && { causeId }),
    ...(kind !== undefined && { kind }),
    ...(holder !== undefined && { holder }),
  }
}

/**
 * A cart's holds turn into what its completion reserves; and what it holds is there for it while it is being changed: without
 * that, nobody who holds the last unit could touch the cart any more.
 */
function holderIn(workflowId: string, input: unknown): string | undefined {
  if (workflowId === completeCart) return idIn(input)
  return idIn({ cart_id: (input as { cart_id?: unknown } | null | undefined)?.cart_id })
}

function idIn(input: unknown): string | undefined {
  if (typeof input !== "object" || input === null) return undefined
  const values = names.map((name) => (input as Record<string, unknown>)[name])
  return values.find((value): value is string => typeof value === "string" && value !== "" && value.length <= idMax)
}
