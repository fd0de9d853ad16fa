import type { RemoteQueryFunction } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import type {
  AllocationRule,
  AnyshelfInventory,
  ChannelBufferRule,
  LocationServiceRule,
  SafetyStockRule,
} from "../../inventory/contract"

/** What is withheld where, what channels may show, and what locations serve. A rule of null is removed. */
export interface StockPolicies {
  readonly safetyStock: readonly SafetyStockRule[]
  readonly channelBuffers: readonly ChannelBufferRule[]
  readonly channelAllocations: readonly AllocationRule[]
  readonly locationServices: readonly LocationServiceRule[]
}

/** Refuses rules about things that do not exist: they would never be missed. It writes nothing, so there is nothing to undo. */
const checkPoliciesStep = createStep("anyshelf-check-stock-policies", async (input: StockPolicies, { container }) => {
  const { safetyStock, channelBuffers, channelAllocations, locationServices } = input
  const channels = [...channelBuffers, ...channelAllocations]
  const items = [...safetyStock, ...channels].map((rule) => rule.inventoryItemId)
  const locations = [...safetyStock, ...locationServices].map((rule) => rule.locationId)
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  await refuseUnknown(query, "inventory_item", "inventory item", items)
  await refuseUnknown(query, "stock_location", "stock location", locations)
  await refuseUnknown(
    query,
    "sales_channel",
    "sales channel",
    [...channels, ...locationServices].map((rule) => rule.salesChannelId)
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

/** Sets what channels may show; undone by putting back what stood there. */
const setChannelAllocationsStep = createStep(
  "anyshelf-set-channel-allocations",
  async (rules: readonly AllocationRule[], { container }) => {
    const before = rules.length === 0 ? [] : await inventoryOf(container).setChannelAllocations(rules)
    return new StepResponse(before, before)
  },
  async (before, { container }) => {
    if (before?.length) await inventoryOf(container).setChannelAllocations(before)
  }
)

/** Sets what locations serve; undone by putting back what stood there. */
const setLocationServicesStep = createStep(
  "anyshelf-set-location-services",
  async (rules: readonly LocationServiceRule[], { container }) => {
    const before = rules.length === 0 ? [] : await inventoryOf(container).setLocationServices(rules)
    return new StepResponse(before, before)
  },
  async (before, { container }) => {
    if (before?.length) await inventoryOf(container).setLocationServices(before)
  }
)

/** Sets rules of what may be promised, all or nothing. Gives what stood there before. */
export const setStockPolicies = createWorkflow("anyshelf.set-stock-policies", (input: WorkflowData<StockPolicies>) => {
  checkPoliciesStep(input)
  const before = {
    safetyStock: setSafetyStockStep(input.safetyStock),
    channelBuffers: setChannelBuffersStep(input.channelBuffers),
    channelAllocations: setChannelAllocationsStep(input.channelAllocations),
    locationServices: setLocationServicesStep(input.locationServices),
  }
  return new WorkflowResponse(before)
})

const inventoryOf = (container: { resolve<T>(key: string): T }) =>
  container.resolve<AnyshelfInventory>(Modules.INVENTORY)
