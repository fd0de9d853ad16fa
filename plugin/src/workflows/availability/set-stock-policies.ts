import type { RemoteQueryFunction } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import type { AnyshelfInventory, ChannelBufferRule, SafetyStockRule } from "../../inventory/contract"

/** What is withheld, where. A quantity of null removes a rule. */
export interface StockPolicies {
  readonly safetyStock: readonly SafetyStockRule[]
  readonly channelBuffers: readonly ChannelBufferRule[]
}

/** Refuses rules about things that do not exist: they would never be missed. It writes nothing, so there is nothing to undo. */
const checkPoliciesStep = createStep("anyshelf-check-stock-policies", async (input: StockPolicies, { container }) => {
  const rules = [...input.safetyStock, ...input.channelBuffers]
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  await refuseUnknown(
    query,
    "inventory_item",
    "inventory item",
    rules.map((rule) => rule.inventoryItemId)
  )
  await refuseUnknown(
    query,
    "stock_location",
    "stock location",
    input.safetyStock.map((rule) => rule.locationId)
  )
  await refuseUnknown(
    query,
    "sales_channel",
    "sales channel",
    input.channelBuffers.map((rule) => rule.salesChannelId)
  )
  return new StepResponse(input)
})

async function refuseUnknown(
  query: Pick<RemoteQueryFunction, "graph">,
  entity: string,
  name: string,
  given: readonly (string | null)[]
): Promise<void> {
  const ids = [...new Set(given.filter((id) => id !== null))]
  if (ids.length === 0) return
  const { data } = await query.graph({ entity, fields: ["id"], filters: { id: ids } })
  const known = new Set(data.map((each: { id: string }) => each.id))
  const missing = ids.find((id) => !known.has(id))
  if (missing === undefined) return
  throw new MedusaError(MedusaError.Types.NOT_FOUND, `There is no ${name} "${missing}". Nothing was changed.`)
}

/** Sets safety stock; undone by putting back what stood there. */
const setSafetyStockStep = createStep(
  "anyshelf-set-safety-stock",
  async (rules: readonly SafetyStockRule[], { container }) => {
    const before = rules.length === 0 ? [] : await inventoryOf(container).setSafetyStock(rules)
    return new StepResponse(before, before)
  },
  async (before, { container }) => {
    if (before?.length) await inventoryOf(container).setSafetyStock(before)
  }
)

/** Sets channel buffers; undone by putting back what stood there. */
const setChannelBuffersStep = createStep(
  "anyshelf-set-channel-buffers",
  async (rules: readonly ChannelBufferRule[], { container }) => {
    const before = rules.length === 0 ? [] : await inventoryOf(container).setChannelBuffers(rules)
    return new StepResponse(before, before)
  },
  async (before, { container }) => {
    if (before?.length) await inventoryOf(container).setChannelBuffers(before)
  }
)

/** Sets what is withheld at locations and from sales channels, all or nothing. Gives what stood there before. */
export const setStockPolicies = createWorkflow("anyshelf.set-stock-policies", (input: WorkflowData<StockPolicies>) => {
  checkPoliciesStep(input)
  const before = {
    safetyStock: setSafetyStockStep(input.safetyStock),
    channelBuffers: setChannelBuffersStep(input.channelBuffers),
  }
  return new WorkflowResponse(before)
})

const inventoryOf = (container: { resolve<T>(key: string): T }) =>
  container.resolve<AnyshelfInventory>(Modules.INVENTORY)
