import { readCsvCell } from "../shared/csv"

/** The columns of a file of listings. Those it is judged by come last, so that a person fills them in beside what is shown. */
export const mappingColumns = [
  "external_id",
  "title",
  "listing_sku",
  "listing_barcode",
  "state",
  "reason",
  "variant_id",
  "variant_sku",
  "action",
] as const

export type MappingCells = Partial<Record<(typeof mappingColumns)[number], string>>

/** What one row of a file asks for. */
export type MappingRow =
  | { readonly do: "map"; readonly externalId: string; readonly variantId: string | null; readonly sku: string | null }
  | { readonly do: "ignore"; readonly externalId: string }
  | { readonly do: "unmap"; readonly externalId: string }
  /** A row that was left as it was. */
  | { readonly do: "nothing" }
  | { readonly do: "refuse"; readonly message: string }

/** Why a file cannot be read by its header, or null. */
export function mistakeInHeader(names: readonly string[]): string | null {
  const missing = names.includes("external_id") ? null : "external_id"
  const targets = ["variant_id", "variant_sku", "action"]
  if (missing) return "The file has no column external_id: it names the channel's listing."
  if (!targets.some((name) => names.includes(name)))
    return "The file has neither variant_id nor variant_sku nor action: one of them says what a listing is."
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  return twice === undefined ? null : `The column ${twice} stands in the file twice.`
}

/** Understands a row. Blanks around a cell are not part of it. */
export function readMappingRow(cells: MappingCells): MappingRow {
  const cell = (name: keyof MappingCells) => readCsvCell(cells[name] ?? "").trim()
  const externalId = cell("external_id")
  if (externalId === "") return refuse("It names no listing: fill in external_id.")
  const [variantId, sku, action] = [cell("variant_id"), cell("variant_sku"), cell("action").toLowerCase()]
  if (action === "ignore") return { do: "ignore", externalId }
  if (action === "unmap") return { do: "unmap", externalId }
  if (action !== "" && action !== "map")
    return refuse(`"${action.slice(0, 40)}" is no action: write map, ignore or unmap, or nothing.`)
  if (variantId === "" && sku === "")
    return action === "map"
      ? refuse("It is to be mapped, but to nothing: fill in variant_id or variant_sku.")
      : { do: "nothing" }
  return { do: "map", externalId, variantId: variantId || null, sku: variantId ? null : sku }
}

const refuse = (message: string): MappingRow => ({ do: "refuse", message })
