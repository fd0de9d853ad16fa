import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { freeCart } from "../../../../../../workflows/reservations/free-cart"
import { holdCart, type CartRefusal } from "../../../../../../workflows/reservations/hold-cart"
import { orBusy } from "../../busy"
import type { HoldBody } from "../../schema"

/**
 * Holds what the cart's lines need, in place of what it held: nobody else is promised those units until `expires_at`. Again is
 * activity, and counts the time anew. 409 says line by line what cannot be held; the cart then keeps what it held before.
 */
export async function POST(request: MedusaRequest<HoldBody>, response: MedusaResponse): Promise<void> {
  await orBusy(response, async () => {
    const input = { cartId: request.params.id!, ttlMs: request.validatedBody.ttl_ms }
    const { result } = await holdCart(request.scope).run({ input })
    if (!result.ok) {
      response
        .status(409)
        .json({ type: "hold_refused", message: sentence(result.refusals), refusals: result.refusals.map(toBody) })
      return
    }
    const held = result.held.map(({ lineItemId, inventoryItemId, quantity }) => ({
      line_item_id: lineItemId,
      inventory_item_id: inventoryItemId,
      quantity,
    }))
    response.json({ held, expires_at: result.expiresAt })
  })
}

/** Frees what the cart holds. */
export async function DELETE(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  await orBusy(response, async () => {
    await freeCart(request.scope).run({ input: { cartId: request.params.id! } })
    response.json({ id: request.params.id!, object: "cart_hold", deleted: true })
  })
}

const toBody = ({ lineItemId, inventoryItemId, ...rest }: CartRefusal) => ({
  ...rest,
  line_item_id: lineItemId,
  inventory_item_id: inventoryItemId ?? null,
})

const sentence = (refusals: readonly CartRefusal[]) => refusals.map(({ message }) => message).join(" ")
