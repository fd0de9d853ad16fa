/**
 * The columns of a Shopify product export, under the names of the older and of the newer template.
 * Source: https://help.shopify.com/en/manual/products/import-export/using-csv
 */
const names = {
  handle: ["Handle", "URL handle"],
  title: ["Title"],
  description: ["Body (HTML)", "Description"],
  vendor: ["Vendor"],
  type: ["Type", "Custom Product Type", "Product type"],
  tags: ["Tags"],
  published: ["Published", "Published on online store"],
  status: ["Status"],
  option1Name: ["Option1 Name"],
  option1Value: ["Option1 Value"],
  option2Name: ["Option2 Name"],
  option2Value: ["Option2 Value"],
  option3Name: ["Option3 Name"],
  option3Value: ["Option3 Value"],
  sku: ["Variant SKU", "SKU"],
  barcode: ["Variant Barcode", "Barcode"],
  grams: ["Variant Grams", "Weight value (grams)"],
  tracker: ["Variant Inventory Tracker", "Inventory tracker"],
  quantity: ["Variant Inventory Qty", "Inventory quantity"],
  policy: ["Variant Inventory Policy", "Continue selling when out of stock"],
  price: ["Variant Price", "Price"],
  compareAtPrice: ["Variant Compare At Price", "Compare-at price"],
  requiresShipping: ["Variant Requires Shipping", "Requires shipping"],
  image: ["Image Src", "Product image URL"],
  variantImage: ["Variant Image", "Variant image URL"],
} as const

/** A column, in our words. */
export type Column = keyof typeof names

/** Reads cells of one file by our names. */
export type CellReader = (cells: Readonly<Record<string, string>>, column: Column) => string

const plain = (name: string) => name.trim().toLowerCase()

/**
 * Finds which of the file's columns mean what. Case and spaces around a name do not matter.
 *
 * @param headings - the file's first record
 * @returns a reader, or the columns without which nothing can be imported
 */
export function readColumns(headings: readonly string[]): { read: CellReader } | { missing: readonly string[] } {
  const given = new Map(headings.map((heading) => [plain(heading), heading]))
  const found = new Map(
    (Object.keys(names) as Column[]).map((column) => [
      column,
      names[column].map((name) => given.get(plain(name))).find((heading) => heading !== undefined),
    ])
  )
  const missing = (["handle", "title"] as const).filter((column) => found.get(column) === undefined)
  if (missing.length > 0) return { missing: missing.map((column) => names[column].join(" or ")) }
  return {
    read: (cells, column) => {
      const heading = found.get(column)
      return heading === undefined ? "" : (cells[heading] ?? "").trim()
    },
  }
}
