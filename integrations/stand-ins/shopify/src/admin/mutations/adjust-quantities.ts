import type { GraphQLResolveInfo } from "graphql"
import { idOf } from "../../shop/global-ids"
import { activateLevel, applyMovements, quantityOf, type QuantityState } from "../../shop/levels"
import type { RequestContext, View } from "../context"
import type { Attempt } from "../idempotent"
import { changeQuantities, type Adjusted } from "./quantity-mutation"
import { checkRows, headErrors, levelOfRow, placeError, staleError, type Row, type UserError } from "./quantity-rules"

interface ChangeRow extends Row {
  readonly delta: number
  readonly ledgerDocumentUri?: string | null
}

interface AdjustInput {
  readonly name: string
  readonly reason: string
  readonly referenceDocumentUri?: string | null
  readonly changes: readonly ChangeRow[]
}

const quantityMax = 2_000_000_000
/** `on_hand` is a sum and `committed` is the orders' own: neither can be adjusted. */
const adjustable = ["available", "damaged", "incoming", "quality_control", "reserved", "safety_stock"]

/**
 * `inventoryAdjustQuantities`: so many more, or fewer. All of it or none.
 * https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/inventoryAdjustQuantities
 */
export async function adjustQuantities(
  { input }: { input: AdjustInput },
  context: RequestContext,
  info: GraphQLResolveInfo
): Promise<View> {
  checkRows(context.store, input.changes, "InventoryChangeInput")
  return changeQuantities(context, info, input, () => attempt(context, input))
}

function attempt(context: RequestContext, input: AdjustInput): Attempt<Adjusted> {
  const errors = [...headErrors(input), ...nameErrors(input)]
  const refused =
    errors.length > 0 ? errors : input.changes.flatMap((row, index) => rowErrors(context, input, row, index))
  if (refused.length > 0) return { refused }
  const { store } = context
  const movements = input.changes.map((row) => ({
    level: activateLevel(
      store,
      idOf("InventoryItem", row.inventoryItemId) as number,
      idOf("Location", row.locationId) as number
    ),
    deltas: { [input.name as QuantityState]: row.delta },
    ledgerDocumentUri: row.ledgerDocumentUri ?? null,
  }))
  return {
    done: applyMovements(store, movements, {
      reason: input.reason,
      referenceDocumentUri: input.referenceDocumentUri ?? null,
    }),
  }
}

function nameErrors({ name }: AdjustInput): UserError[] {
  if (adjustable.includes(name)) return []
  return [
    { code: "INVALID_QUANTITY_NAME", field: ["input", "name"], message: "The specified quantity name is invalid." },
  ]
}

function rowErrors({ store, vendor }: RequestContext, input: AdjustInput, row: ChangeRow, index: number): UserError[] {
  const path = ["input", "changes", String(index)]
  const fault =
    placeError(row, { store, path, mustBeStocked: vendor.version === "2026-07" }) ?? documentError(input, row, path)
  if (fault) return [fault]
  const level = levelOfRow(store, row)
  const present = (level && quantityOf(level, input.name)) ?? 0
  const after = present + deltaUpTo(input, index)
  const field = [...path, "delta"]
  if (after > quantityMax)
    return [{ code: "INVALID_QUANTITY_TOO_HIGH", field, message: "The quantity can't be higher than 2,000,000,000." }]
  if (after < -quantityMax)
    return [{ code: "INVALID_QUANTITY_TOO_LOW", field, message: "The quantity can't be lower than -2,000,000,000." }]
  const stale = staleError(store, row, present, path)
  return stale ? [stale] : []
}

/** The same level may come several times; each row is judged with those before it. */
function deltaUpTo({ changes }: AdjustInput, index: number): number {
  const row = changes[index] as ChangeRow
  return changes
    .slice(0, index + 1)
    .filter((other) => other.inventoryItemId === row.inventoryItemId && other.locationId === row.locationId)
    .reduce((sum, other) => sum + other.delta, 0)
}

/** Every quantity but `available` needs the document that it is accounted for in. */
function documentError(
  { name }: AdjustInput,
  { ledgerDocumentUri: uri }: ChangeRow,
  path: readonly string[]
): UserError | null {
  const field = [...path, "ledgerDocumentUri"]
  if (name === "available")
    return uri == null
      ? null
      : {
          code: "INVALID_AVAILABLE_DOCUMENT",
          field,
          message: "A ledger document URI is not allowed when adjusting available.",
        }
  if (uri == null)
    return {
      code: "INVALID_QUANTITY_DOCUMENT",
      field,
      message: "A ledger document URI is required except when adjusting available.",
    }
  if (uri.startsWith("gid://shopify/"))
    return {
      code: "INTERNAL_LEDGER_DOCUMENT",
      field,
      message: "Internal (gid://shopify/) ledger documents are not allowed to be adjusted via API.",
    }
  return null
}
