import type { CellReader } from "./product-columns"
import type { FileItem, FileProduct, FileVariant, ProductRow } from "./product-file"
import { readVariant } from "./read-variant"

/** Where handles and SKUs of the file were first used. */
export interface Seen {
  readonly handles: Map<string, number>
  readonly skus: Map<string, number>
}

/** Medusa makes such handles; letters of other alphabets are fine, what breaks a URL is not. */
const handlePattern = /^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u

/** Makes one product of its rows. What is wrong with one row is told, and costs that row alone. */
export function* gatherProduct(
  handle: string,
  rows: readonly ProductRow[],
  read: CellReader,
  seen: Seen
): Generator<FileItem> {
  const [first] = rows
  if (!first) return
  const refusal = refuse(handle, first, read, seen)
  if (refusal) return yield problem(first.line, handle, refusal)
  seen.handles.set(handle, first.line)
  const options = optionNames(first, read)
  const variants: FileVariant[] = []
  for (const row of rows.filter((each) => isVariantRow(each, each === first, read))) {
    const variant = readVariant(row, { handle, options, read, isOnly: rows.length === 1 })
    const reason = "reason" in variant ? variant.reason : clash(variant, variants, seen)
    if (reason) yield problem(row.line, handle, reason)
    else variants.push(keep(variant as FileVariant, seen))
  }
  if (variants.length === 0)
    return yield problem(first.line, handle, "The product has no row that can be sold: give one of its rows a price.")
  yield { kind: "product", product: product(handle, { first, rows, options, variants, read }) }
}

function refuse(handle: string, first: ProductRow, read: CellReader, { handles }: Seen): string | null {
  const before = handles.get(handle)
  if (before !== undefined)
    return `The handle was used on line ${before} already, and other products stand between: put rows of one product together.`
  if (!handlePattern.test(handle)) return "The handle may hold letters, digits, dots, dashes and underscores only."
  if (read(first.cells, "title") === "") return "The product's first row has no title: give it one."
  return null
}

/** A row without a choice and a price only brings a picture; the first row always is a variant. */
function isVariantRow(row: ProductRow, isFirst: boolean, read: CellReader): boolean {
  return isFirst || ["option1Value", "sku", "price"].some((column) => read(row.cells, column as "sku") !== "")
}

function optionNames(first: ProductRow, read: CellReader): string[] {
  const names = (["option1Name", "option2Name", "option3Name"] as const).map((column) => read(first.cells, column))
  return names.filter((name) => name !== "")
}

function clash(variant: FileVariant, others: readonly FileVariant[], { skus }: Seen): string | null {
  const before = skus.get(variant.sku)
  if (before !== undefined)
    return `The SKU ${variant.sku} was used on line ${before} already: a SKU belongs to one variant.`
  const choice = JSON.stringify(variant.optionValues)
  const twin = others.find(({ optionValues }) => JSON.stringify(optionValues) === choice)
  return twin ? `The same choices stand on line ${twin.line} already.` : null
}

function keep(variant: FileVariant, { skus }: Seen): FileVariant {
  skus.set(variant.sku, variant.line)
  return variant
}

interface Gathered {
  readonly first: ProductRow
  readonly rows: readonly ProductRow[]
  readonly options: readonly string[]
  readonly variants: readonly FileVariant[]
  readonly read: CellReader
}

function product(handle: string, { first, rows, options, variants, read }: Gathered): FileProduct {
  const cell = (column: Parameters<CellReader>[1]) => read(first.cells, column)
  const images = rows.flatMap(({ cells }) => [read(cells, "image"), read(cells, "variantImage")])
  return {
    line: first.line,
    handle,
    title: cell("title"),
    descriptionHtml: cell("description"),
    vendor: cell("vendor") || null,
    type: cell("type") || null,
    tags: cell("tags")
      .split(",")
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ""),
    status: statusOf(cell("status"), cell("published")),
    options: options.length > 0 ? options : ["Title"],
    variants,
    images: [...new Set(images.filter((image) => image !== ""))],
  }
}

/** Older files have only `Published`; what is neither said to be active nor published is a draft. */
function statusOf(status: string, published: string): FileProduct["status"] {
  const said = status.toLowerCase()
  if (said === "active" || said === "draft" || said === "archived") return said
  return /^(false|no|0)$/i.test(published) ? "draft" : "active"
}

const problem = (line: number, handle: string, reason: string): FileItem => ({
  kind: "problem",
  problem: { line, handle, reason },
})
