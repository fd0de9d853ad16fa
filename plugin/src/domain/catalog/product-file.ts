/** What a product file says, in our words: a row is a line with named cells, a product is one handle's rows together. */

/** One record of the file. */
export interface ProductRow {
  /** The line on which the record begins, counting from 1. */
  readonly line: number
  /** Cells by column name, as the file spells it. */
  readonly cells: Readonly<Record<string, string>>
}

/** A product as the file describes it. */
export interface FileProduct {
  /** The line of its first row. */
  readonly line: number
  readonly handle: string
  readonly title: string
  readonly descriptionHtml: string
  readonly vendor: string | null
  readonly type: string | null
  readonly tags: readonly string[]
  readonly status: "active" | "draft" | "archived"
  /** Names of what can be chosen, at most three. */
  readonly options: readonly string[]
  readonly variants: readonly FileVariant[]
  readonly images: readonly string[]
}

/** One variant of a product of the file. */
export interface FileVariant {
  readonly line: number
  readonly sku: string
  /** True when the file had no SKU and one was made from the handle and the choices. */
  readonly isSkuMade: boolean
  readonly barcode: string | null
  /** Decimal text, as in the file: `9.99`. */
  readonly price: string
  readonly compareAtPrice: string | null
  /** One for each of the product's options, in their order. */
  readonly optionValues: readonly string[]
  readonly inventoryQuantity: number
  readonly isTracked: boolean
  readonly isBackordered: boolean
  readonly requiresShipping: boolean
  readonly weightGrams: number | null
}

/** Why a row or a product was left out, or what was done to let it in. */
export interface FileProblem {
  readonly line: number
  readonly handle: string | null
  /** A sentence for a merchant, with what to do. */
  readonly reason: string
}

/** What reading a file gives, piece by piece. */
export type FileItem =
  | { readonly kind: "product"; readonly product: FileProduct }
  /** Left out; the rest is imported. */
  | { readonly kind: "problem"; readonly problem: FileProblem }
