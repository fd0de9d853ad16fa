import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { orderDesk } from "../workflows/channel-commands/order-desk"
import { adjustChannelOrderWorkflow } from "../workflows/channels/adjust-order"
import { cancelChannelOrderWorkflow } from "../workflows/channels/cancel-order"
import { followChannelFulfilmentsWorkflow } from "../workflows/channels/follow-fulfilments"
import { followChannelMoneyWorkflow } from "../workflows/channels/follow-money"
import { followChannelReturnWorkflow } from "../workflows/channels/follow-return"
import { importChannelOrderWorkflow } from "../workflows/channels/import-order"
import { productDesk } from "../workflows/channels-listing/product-desk"
import type { Candidate } from "../domain/channels/match-listing"
import type { SalesChannelFacts } from "../domain/channels/map-places"
import type { Shop } from "./shop"

/** Medusa, as the engine needs it. */
export function medusaShop(container: MedusaContainer): Shop {
  return {
    findVariants: (keys) => findVariants(container, keys),
    listSalesChannels: () => listSalesChannels(container),
    importOrder: async (input) => (await importChannelOrderWorkflow(container).run({ input })).result.wasThere,
    adjustOrder: async (input) => void (await adjustChannelOrderWorkflow(container).run({ input })),
    cancelOrder: async (input) => void (await cancelChannelOrderWorkflow(container).run({ input })),
    desk: orderDesk(container),
    products: productDesk(container),
    follower: {
      followFulfilments: async (input) => void (await followChannelFulfilmentsWorkflow(container).run({ input })),
      followReturn: async (input) => (await followChannelReturnWorkflow(container).run({ input })).result,
      followMoney: async (input) => void (await followChannelMoneyWorkflow(container).run({ input })),
    },
  }
}

interface VariantRow {
  id: string
  sku: string | null
  barcode: string | null
  manage_inventory: boolean
  inventory_items: { inventory_item_id: string; required_quantity: number }[] | null
}

const variantFields = [
  "id",
  "sku",
  "barcode",
  "manage_inventory",
  "inventory_items.inventory_item_id",
  "inventory_items.required_quantity",
]

/** Three statements at most, however many are asked for. */
async function findVariants(
  container: MedusaContainer,
  { skus, barcodes, variantIds = [] }: Parameters<Shop["findVariants"]>[0]
): Promise<Candidate[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const find = async (key: "sku" | "barcode" | "id", values: readonly string[]) => {
    if (values.length === 0) return []
    const { data } = await query.graph({ entity: "variant", fields: variantFields, filters: { [key]: [...values] } })
    return data as unknown as VariantRow[]
  }
  const rows = [...(await find("sku", skus)), ...(await find("barcode", barcodes)), ...(await find("id", variantIds))]
  return [...new Map(rows.map((row) => [row.id, row])).values()].map((row) => ({
    variantId: row.id,
    sku: row.sku,
    barcode: row.barcode,
    tracked: row.manage_inventory,
    components: (row.inventory_items ?? []).map((item) => ({
      inventoryItemId: item.inventory_item_id,
      requiredQuantity: Number(item.required_quantity),
    })),
  }))
}

async function listSalesChannels(container: MedusaContainer): Promise<SalesChannelFacts[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "sales_channel",
    fields: ["id", "name", "stock_locations.id", "stock_locations.name"],
  })
  const rows = data as unknown as { id: string; name: string; stock_locations: (Place | null)[] | null }[]
  return rows.map(({ id, name, stock_locations }) => ({
    id,
    name,
    locations: (stock_locations ?? []).flatMap((location) => location ?? []),
  }))
}

type Place = SalesChannelFacts["locations"][number]
