import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { setStockPolicies, type StockPolicies } from "../../../../../workflows/availability/set-stock-policies"
import type { PoliciesBody } from "../schema"

/** Sets rules of what may be promised. All rules or none. */
export async function POST(
  request: MedusaRequest<PoliciesBody>,
  response: MedusaResponse<PoliciesBody>
): Promise<void> {
  await setStockPolicies(request.scope).run({ input: toPolicies(request.validatedBody) })
  response.json(request.validatedBody)
}

const toPolicies = (body: PoliciesBody): StockPolicies => ({
  safetyStock: body.safety_stock.map((rule) => ({
    inventoryItemId: rule.inventory_item_id,
    locationId: rule.location_id,
    quantity: rule.quantity,
  })),
  channelBuffers: body.channel_buffers.map((rule) => ({
    inventoryItemId: rule.inventory_item_id,
    salesChannelId: rule.sales_channel_id,
    quantity: rule.quantity,
    unit: rule.unit,
  })),
  channelAllocations: body.channel_allocations.map((rule) => ({
    inventoryItemId: rule.inventory_item_id,
    salesChannelId: rule.sales_channel_id,
    allocation: rule.allocation,
  })),
  locationServices: body.location_services.map((rule) => ({
    locationId: rule.location_id,
    salesChannelId: rule.sales_channel_id,
    method: rule.method,
    enabled: rule.enabled,
  })),
})
