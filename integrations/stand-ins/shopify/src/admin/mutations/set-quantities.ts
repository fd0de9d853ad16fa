import type { GraphQLResolveInfo } from "graphql"
import { idOf } from "../../shop/global-ids"
import { activateLevel, applyMovements, quantityOf } from "../../shop/levels"
import type { RequestContext, View } from "../context"
import type { Attempt } from "../idempotent"
import { changeQuantities, type Adjusted } from "./quantity-mutation"
import { checkRows, headErrors, levelOfRow, placeError, staleError, type Row, type UserError } from "./quantity-rules"

interface SetRow extends Row {
  readonly quantity: number
}

interface SetInput {
  readonly name: string
  readonly reason: string
  readonly referenceDocumentUri?: string | null
  readonly quantities: readonly SetRow[]
}

const quantityMax = 1_000_000_000

/**
 * `inventorySetQuantities`: these levels have these numbers from now on. All of them or none: one bad row refuses the
 * rest. https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/inventorySetQuantities
 */
export async function setQuantities(
  { input }: { input: SetInput },
  context: RequestContext,
  info: GraphQLResolveInfo
): Promise<View> {
  checkRows(context.store, input.quantities, "InventoryQuantityInput")
  return changeQuantities(context, info, input, () => attempt(context, input))
}

function attempt(context: RequestContext, input: SetInput): Attempt<Adjusted> {
  const errors = [...headErrors(input), ...nameErrors(input), ...repeatErrors(context, input)]
  const refused =
    errors.length > 0 ? errors : input.quantities.flatMap((row, index) => rowErrors(context, input, row, index))
  const { store } = context
  if (refused.length > 0 && (errors.length > 0 || store.keeps("set-atomic"))) return { refused }
  const fit = input.quantities.filter((row, index) => rowErrors(context, input, row, index).length === 0)
  const movements = fit.map((row) => {
    const level = activateLevel(
      store,
      idOf("InventoryItem", row.inventoryItemId) as number,
      idOf("Location", row.locationId) as number
    )
    // More on hand is more to sell: what is committed or set aside stays as it is.
    return { level, deltas: { available: row.quantity - (quantityOf(level, input.name) as number) } }
  })
  const cause = {
    reason: input.reason,
    referenceDocumentUri: input.referenceDocumentUri ?? null,
  }
  const done = applyMovements(store, movements, cause)
  return refused.length > 0 ? { refused } : { done }
}

function nameErrors({ name }: SetInput): UserError[] {
  if (name === "available" || name === "on_hand") return []
  return [
    {
      code: "INVALID_NAME",
      field: ["input", "name"],
      message: "The quantity name must be either 'available' or 'on_hand'.",
    },
  ]
}

function repeatErrors({ store }: RequestContext, { quantities }: SetInput): UserError[] {
  if (!store.keeps("set-pair")) return []
  const seen = new Set<string>()
  return quantities.flatMap((row, index) => {
    const pair = `${row.inventoryItemId} ${row.locationId}`
    const isRepeated = seen.has(pair)
    seen.add(pair)
    const message = "The combination of inventoryItemId and locationId must be unique."
    const field = ["input", "quantities", String(index)]
    return isRepeated ? [{ code: "NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR", field, message }] : []
  })
}

function rowErrors({ store, vendor }: RequestContext, input: SetInput, row: SetRow, index: number): UserError[] {
  const path = ["input", "quantities", String(index)]
  const place = placeError(row, { store, path, mustBeStocked: vendor.version === "2026-07" })
  if (place) return [place]
  const field = [...path, "quantity"]
  const isBounded = store.keeps("set-bounds")
  if (row.quantity < 0 && isBounded)
    return [{ code: "INVALID_QUANTITY_NEGATIVE", field, message: "The quantity can't be negative." }]
  if (row.quantity > quantityMax && isBounded)
    return [
      { code: "INVALID_QUANTITY_TOO_HIGH", field, message: "The total quantity can't be higher than 1,000,000,000." },
    ]
  const level = levelOfRow(store, row)
  const stale = staleError(store, row, (level && quantityOf(level, input.name)) ?? 0, path)
  return stale ? [stale] : []
}
