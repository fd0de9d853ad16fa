import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import { MedusaError } from "@medusajs/framework/utils"
import type {
  Allocation,
  AllocationRule,
  ChannelBufferRule,
  ChannelRules,
  LocationServiceRule,
  SafetyStockRule,
} from "./contract"
import { readQuantity } from "./demand"
import { refuseMoreThan } from "./limits"
import {
  lockPolicy,
  readChannelRulesRows,
  readRules,
  removeRules,
  writeRules,
  type ChannelRulesRow,
  type Policy,
  type Rule,
} from "./queries/policy"

/** How a rule in the caller's words becomes a row, and a row such a rule. */
interface Translation<Wanted> {
  readonly policy: Policy
  toRow(rule: Wanted): Rule
  fromRow(row: Rule): Wanted
}

export const safetyStock: Translation<SafetyStockRule> = {
  policy: "safety_stock",
  toRow: ({ inventoryItemId, locationId, quantity }) => ({
    inventory_item_id: inventoryItemId,
    location_id: locationId,
    quantity: withheld(quantity),
  }),
  fromRow: (row) => ({ ...itemOf(row), locationId: text(row.location_id), quantity: number(row.quantity) }),
}

export const channelBuffers: Translation<ChannelBufferRule> = {
  policy: "channel_buffer",
  toRow: ({ inventoryItemId, salesChannelId, quantity, unit = "units" }) => ({
    inventory_item_id: inventoryItemId,
    sales_channel_id: salesChannelId,
    quantity: unit === "percent" && quantity !== null ? percent(quantity) : withheld(quantity),
    unit,
  }),
  fromRow: (row) => ({
    ...itemOf(row),
    salesChannelId: text(row.sales_channel_id),
    quantity: number(row.quantity),
    ...(row.unit && { unit: row.unit as "units" | "percent" }),
  }),
}

export const channelAllocations: Translation<AllocationRule> = {
  policy: "channel_allocation",
  toRow: ({ inventoryItemId, salesChannelId, allocation }) => ({
    inventory_item_id: inventoryItemId,
    sales_channel_id: salesChannelId,
    ...allocationColumns(allocation),
  }),
  fromRow: (row) => ({
    ...itemOf(row),
    salesChannelId: text(row.sales_channel_id),
    allocation: allocationOf(row.kind, row.quantity, row.threshold),
  }),
}

export const locationServices: Translation<LocationServiceRule> = {
  policy: "location_service",
  toRow: ({ locationId, salesChannelId, method, enabled }) => {
    if (method === "ship" || method === "pickup") {
      return { location_id: locationId, sales_channel_id: salesChannelId, method, enabled }
    }
    throw invalid(`There is no method "${String(method)}". Use "ship" or "pickup".`)
  },
  fromRow: (row) => ({
    locationId: text(row.location_id),
    salesChannelId: row.sales_channel_id === null ? null : text(row.sales_channel_id),
    method: row.method as "ship" | "pickup",
    enabled: row.enabled as boolean | null,
  }),
}

/**
 * Sets rules of one policy and returns what stood there before, to undo it with. Channels are told of what changed by
 * the tables' triggers. Throws INVALID_DATA for a figure out of range, two rules for one thing, or over 1,000 rules.
 */
export async function setPolicy<Wanted>(
  manager: SqlEntityManager,
  { policy, toRow, fromRow }: Translation<Wanted>,
  rules: readonly Wanted[]
): Promise<Wanted[]> {
  refuseMoreThan(1000, "rules", rules.length)
  const wanted = rules.map(toRow)
  await lockPolicy(manager, policy)
  const before = await readRules(manager, policy, wanted)
  refuseTwice(before)
  await removeRules(manager, policy, wanted)
  await writeRules(manager, policy, wanted)
  return before.map(fromRow)
}

/** The rules that hold for items on channels. Throws INVALID_DATA above 1,000 items or 200 channels. */
export async function readChannelRules(
  manager: SqlEntityManager,
  query: { salesChannelIds: readonly string[]; inventoryItemIds: readonly string[] }
): Promise<ChannelRules[]> {
  refuseMoreThan(1000, "inventory items", query.inventoryItemIds.length)
  refuseMoreThan(200, "sales channels", query.salesChannelIds.length)
  return (await readChannelRulesRows(manager, query.salesChannelIds, query.inventoryItemIds)).map(rulesOf)
}

const rulesOf = (row: ChannelRulesRow): ChannelRules => ({
  salesChannelId: row.channel,
  inventoryItemId: row.item,
  buffer: row.buffer === null ? null : { quantity: Number(row.buffer), unit: row.buffer_unit ?? "units" },
  allocation: allocationOf(row.allocation, row.allotted, row.allotted_below),
  split:
    row.split_below === null
      ? null
      : { percent: Number(row.split_percent), below: Number(row.split_below), pooled: Number(row.pooled) },
})

type Column = Rule[string] | undefined

function allocationColumns(allocation: Allocation | null): Rule {
  if (allocation === null) return { kind: null, quantity: null, threshold: null }
  switch (allocation.kind) {
    case "share":
      return { kind: "share", quantity: percent(allocation.percent), threshold: null }
    case "fixed":
      return { kind: "fixed", quantity: readQuantity(allocation.quantity, "A fixed allocation"), threshold: null }
    case "split":
      return {
        kind: "split",
        quantity: percent(allocation.percent),
        threshold: readQuantity(allocation.below, "The threshold of a split"),
      }
    default:
      throw invalid(`There is no such allocation: ${JSON.stringify(allocation)}. Use "share", "fixed" or "split".`)
  }
}

function allocationOf(kind: Column, quantity: Column, below: Column): Allocation | null {
  if (kind === "share") return { kind, percent: Number(quantity) }
  if (kind === "fixed") return { kind, quantity: Number(quantity) }
  return kind === "split" ? { kind, percent: Number(quantity), below: Number(below) } : null
}

const itemOf = (row: Rule) => ({
  inventoryItemId: row.inventory_item_id === null ? null : text(row.inventory_item_id),
})
const text = (value: Column) => String(value)
const number = (value: Column) => (value === null ? null : Number(value))
const withheld = (quantity: number | null) => (quantity === null ? null : readQuantity(quantity, "A withheld quantity"))

function percent(quantity: number): string {
  const read = readQuantity(quantity, "A percentage")
  if (Number(read) <= 100) return read
  throw invalid(`A percentage must be 0 to 100, but is ${read}.`)
}

function refuseTwice(rules: readonly Rule[]): void {
  const keyOf = ({ inventory_item_id, location_id, sales_channel_id, method }: Rule) =>
    JSON.stringify([inventory_item_id, location_id, sales_channel_id, method])
  if (new Set(rules.map(keyOf)).size === rules.length) return
  throw invalid("Two rules for the same thing and place. Send each only once.")
}

const invalid = (message: string) => new MedusaError(MedusaError.Types.INVALID_DATA, message)
