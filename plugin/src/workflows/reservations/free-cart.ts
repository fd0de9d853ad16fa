import { Modules } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import type { AnyshelfInventory } from "../../inventory/contract"
import { readCart } from "./read-cart"

export interface FreeCartInput {
  readonly cartId: string
}

/**
 * Frees what a cart holds; how many claims that were. It has no undo: units that are free may be gone the next moment, and who
 * wants them again holds again.
 */
const freeCartStep = createStep("anyshelf-free-cart", async ({ cartId }: FreeCartInput, { container }) => {
  await readCart(container, cartId)
  const outcome = await container.resolve<AnyshelfInventory>(Modules.INVENTORY).release({ owners: [cartId] })
  return new StepResponse({ released: outcome.ok ? outcome.released : 0 })
})

/** Frees what a cart holds. Throws NOT_FOUND when there is no such cart. */
export const freeCart = createWorkflow("anyshelf.free-cart", (input: WorkflowData<FreeCartInput>) => {
  return new WorkflowResponse(freeCartStep(input))
})
