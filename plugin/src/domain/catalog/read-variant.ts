import type { CellReader } from "./product-columns"
import type { FileVariant, ProductRow } from "./product-file"

interface Frame {
  readonly handle: string
  readonly options: readonly string[]
  readonly read: CellReader
  /** The product has this one row, so nothing has to be chosen. */
  readonly isOnly: boolean
}

const choices = ["option1Value", "option2Value", "option3Value"] as const
/** What Shopify writes where nothing can be chosen. */
const noChoice = "Default Title"

/** Reads one row as a variant, or says what has to be mended. */
export function readVariant(row: ProductRow, frame: Frame): FileVariant | { readonly reason: string } {
  const cell = (column: Parameters<CellReader>[1]) => frame.read(row.cells, column)
  const optionValues = readChoices(cell, frame)
  if ("reason" in optionValues) return optionValues
  const price = readPrice(cell("price"))
  const compareAtPrice = cell("compareAtPrice") === "" ? null : readPrice(cell("compareAtPrice"))
  const quantity = readWhole(cell("quantity") || "0")
  if (price === null) return { reason: `The price "${cell("price")}" is not a number like 19.99.` }
  if (compareAtPrice === null && cell("compareAtPrice") !== "")
    return { reason: `The compare-at price "${cell("compareAtPrice")}" is not a number like 19.99.` }
  if (quantity === null) return { reason: `The quantity "${cell("quantity")}" is not a whole number.` }
  return {
    line: row.line,
    sku: cell("sku") || makeSku(frame.handle, optionValues.values),
    isSkuMade: cell("sku") === "",
    barcode: cell("barcode").replace(/^'/, "") || null,
    price,
    compareAtPrice,
    optionValues: optionValues.values,
    // A shop that let an article go below zero has none of it.
    inventoryQuantity: Math.max(0, quantity),
    // Shopify leaves the tracker blank where it does not count; a quantity says that somebody does.
    isTracked: cell("tracker") !== "" || cell("quantity") !== "",
    isBackordered: /^(continue|true|yes)$/i.test(cell("policy")),
    requiresShipping: !/^(false|no|0)$/i.test(cell("requiresShipping")),
    weightGrams: Number(cell("grams")) > 0 ? Number(cell("grams")) : null,
  }
}

function readChoices(
  cell: (column: (typeof choices)[number]) => string,
  { options, isOnly }: Frame
): { readonly values: string[] } | { readonly reason: string } {
  if (options.length === 0) {
    const value = cell("option1Value")
    return isOnly || value !== "" ? { values: [value || noChoice] } : { values: [noChoice] }
  }
  const values = options.map((_, index) => cell(choices[index] ?? "option1Value"))
  const blank = options.find((_, index) => values[index] === "")
  return blank ? { reason: `The row does not say its ${blank}.` } : { values }
}

/** `1,299.00` and `€9.99` are how people write prices into such files. Null when it is no price. */
function readPrice(text: string): string | null {
  const plain = text.replace(/[^\d.,-]/g, "").replace(/,(?=\d{3}(\D|$))/g, "")
  return /^\d+(\.\d+)?$/.test(plain) ? plain : null
}

const readWhole = (text: string): number | null => (/^-?\d{1,9}$/.test(text) ? Number(text) : null)

/** The same row always gets the same SKU, so that a second run finds the first one's variant. */
function makeSku(handle: string, values: readonly string[]): string {
  const chosen = values.filter((value) => value !== noChoice)
  return [handle, ...chosen]
    .join("-")
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "")
    .toUpperCase()
}
