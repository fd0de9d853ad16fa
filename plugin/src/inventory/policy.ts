import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import { MedusaError } from "@medusajs/framework/utils"
import type { ChannelBuffer } from "./contract"
import { readQuantity } from "./demand"
import { refuseMoreThan } from "./limits"
import { lockPolicy, readBuffers, readRules, removeRules, writeRules, type Policy, type Rule } from "./queries/policy"

/** A rule in the caller's words: an item or the default of the place, and how much is withheld there. */
export interface PolicyRule {
  readonly inventoryItemId: string | null
  readonly place: string
  readonly quantity: number | null
}

/**
 * Sets rules of one policy and returns what stood there before, to undo it with. Channels are told of what changed by
 * the tables' triggers. Throws INVALID_DATA for a quantity below zero, two rules for one thing, or over 1,000 rules.
 */
export async function setPolicy(
  manager: SqlEntityManager,
  policy: Policy,
  rules: readonly PolicyRule[]
): Promise<PolicyRule[]> {
  refuseMoreThan(1000, "rules", rules.length)
  const wanted = rules.map(toRule)
  refuseTwice(wanted)
  await lockPolicy(manager, policy)
  const before = await readRules(manager, policy, wanted)
  await removeRules(manager, policy, wanted)
  await writeRules(manager, policy, wanted)
  return before.map(fromRule)
}

/** What channels withhold of items. Throws INVALID_DATA above 1,000 items or 200 channels. */
export async function readChannelBuffers(
  manager: SqlEntityManager,
  query: { salesChannelIds: readonly string[]; inventoryItemIds: readonly string[] }
): Promise<ChannelBuffer[]> {
  refuseMoreThan(1000, "inventory items", query.inventoryItemIds.length)
  refuseMoreThan(200, "sales channels", query.salesChannelIds.length)
  const rows = await readBuffers(manager, query.salesChannelIds, query.inventoryItemIds)
  return rows.map((row) => ({
    salesChannelId: row.sales_channel_id,
    inventoryItemId: row.inventory_item_id,
    quantity: Number(row.quantity),
  }))
}

const toRule = (rule: PolicyRule): Rule => ({
  item: rule.inventoryItemId,
  place: rule.place,
  quantity: rule.quantity === null ? null : readQuantity(rule.quantity, "A withheld quantity"),
})

const fromRule = (rule: Rule): PolicyRule => ({
  inventoryItemId: rule.item,
  place: rule.place,
  quantity: rule.quantity === null ? null : Number(rule.quantity),
})

function refuseTwice(rules: readonly Rule[]): void {
  const keys = new Set(rules.map((rule) => JSON.stringify([rule.item, rule.place])))
  if (keys.size === rules.length) return
  throw new MedusaError(MedusaError.Types.INVALID_DATA, "Two rules for the same item and place. Send each only once.")
}
