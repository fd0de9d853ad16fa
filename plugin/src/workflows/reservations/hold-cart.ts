import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import type { AnyshelfInventory, HeldUnits, Refusal } from "../../inventory/contract"
import { cartNeeds, type CartNeed } from "./cart-needs"
import { readCart, readPools } from "./read-cart"

export interface HoldCartInput {
  readonly cartId: string
  /** How long, by the database's clock: 1 second to 4 hours. */
  readonly ttlMs: number
}

/** Why a line of the cart, or the cart as a whole, cannot be held. */
export interface CartRefusal {
  readonly reason: Refusal["reason"] | "completed"
  /** Null when it is the cart as a whole. */
  readonly lineItemId: string | null
  readonly message: string
  readonly inventoryItemId?: string
  readonly wanted?: number
  readonly available?: number
}

export type HoldCartOutcome =
  /** `expiresAt` is null when the cart has nothing that needs holding. */
  | { readonly ok: true; readonly expiresAt: Date | null; readonly held: readonly CartNeed[] }
  | { readonly ok: false; readonly refusals: readonly CartRefusal[] }

/** What to put back: everything that the cart held. */
interface Before {
  readonly cartId: string
  readonly held: readonly HeldUnits[]
}

/** Holds what the cart needs in place of what it held; undone by holding that again. A refusal changes nothing. */
const holdCartStep = createStep(
  "anyshelf-hold-cart",
  async ({ cartId, ttlMs }: HoldCartInput, { container }) => {
    const inventory = container.resolve<AnyshelfInventory>(Modules.INVENTORY)
    const before: Before = { cartId, held: await inventory.readHolds({ owners: [cartId] }) }
    const outcome = await hold(container, inventory, { cartId, ttlMs })
    return new StepResponse<HoldCartOutcome, Before | null>(outcome, outcome.ok ? before : null)
  },
  async (before, { container }) => {
    if (before) await holdAgain(container.resolve<AnyshelfInventory>(Modules.INVENTORY), before)
  }
)

/** Holds what a cart's lines need until it is completed or the time is over. Calling it again is activity: it holds anew. */
export const holdCart = createWorkflow("anyshelf.hold-cart", (input: WorkflowData<HoldCartInput>) => {
  return new WorkflowResponse(holdCartStep(input))
})

async function hold(
  container: MedusaContainer,
  inventory: AnyshelfInventory,
  { cartId, ttlMs }: HoldCartInput
): Promise<HoldCartOutcome> {
  const cart = await readCart(container, cartId)
  if (cart.completed_at) return completed(cartId)
  const needs = cartNeeds(cart)
  const pools = await readPools(container, inventory, cart.sales_channel_id, needs)
  const homeless = needs.filter((need) => !pools.has(need.inventoryItemId))
  if (homeless.length > 0) return { ok: false, refusals: homeless.map(notStocked) }

  const lines = needs.map((need) => ({ ...need, locationIds: pools.get(need.inventoryItemId)! }))
  const outcome = await inventory.hold({ owner: cartId, ttlMs, lines })
  if (!outcome.ok) return { ok: false, refusals: outcome.refusals.map((refusal) => ofLine(refusal, needs)) }
  // The cart may have become an order meanwhile, which has its units: what is held now would only keep others from them.
  if ((await readCart(container, cartId)).completed_at) {
    await inventory.release({ owners: [cartId] })
    return completed(cartId)
  }
  return { ok: true, expiresAt: outcome.expiresAt, held: needs }
}

/** Holds what was held, for as long as it would still have lived. What has lapsed meanwhile, or was taken, stays free. */
async function holdAgain(inventory: AnyshelfInventory, { cartId, held }: Before): Promise<void> {
  const leftMs = Math.max(0, ...held.map(({ expiresAt }) => new Date(expiresAt ?? 0).getTime() - Date.now()))
  const lines = held.map(({ inventoryItemId, locationId, pool, quantity, lineItemId }) => ({
    inventoryItemId,
    locationIds: pool ?? [locationId],
    quantity,
    ...(lineItemId !== null && { lineItemId }),
  }))
  const again = leftMs >= 1000 && (await inventory.hold({ owner: cartId, ttlMs: leftMs, lines })).ok
  if (!again) await inventory.release({ owners: [cartId] })
}

const completed = (cartId: string): HoldCartOutcome => ({
  ok: false,
  refusals: [
    { reason: "completed", lineItemId: null, message: `Cart ${cartId} is completed. Create a new cart to buy more.` },
  ],
})

const notStocked = ({ lineItemId, inventoryItemId }: CartNeed): CartRefusal => ({
  reason: "not_stocked",
  lineItemId,
  inventoryItemId,
  message: "No location of this sales channel stocks this item. Remove the line.",
})

/** Of a refusal a shopper learns what is wrong with which line; where stock lies is the merchant's. */
function ofLine({ reason, line, wanted, available, message }: Refusal, needs: readonly CartNeed[]): CartRefusal {
  const need = line === null ? undefined : needs[line]
  const told = reason === "short" ? `Not enough stock: ${available} available, ${wanted} wanted. Take fewer.` : message
  return {
    reason,
    lineItemId: need?.lineItemId ?? null,
    message: told,
    ...(need && { inventoryItemId: need.inventoryItemId }),
    ...(wanted !== undefined && { wanted }),
    ...(available !== undefined && { available }),
  }
}
