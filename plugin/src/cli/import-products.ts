import type { FileProduct } from "../domain/catalog"
import { newReport, reject, type ImportReport } from "./import-report"
import { readProductFile } from "./read-file"

/** Where products go. A batch may be given twice and must then change nothing. */
export interface ProductSink {
  /** The most products of one batch. */
  readonly batch: number
  /** Stores products by handle; one outcome each, in their order. A bad one must not sink the others. */
  store(products: readonly FileProduct[]): Promise<readonly StoreOutcome[]>
}

/** What became of one product. */
export type StoreOutcome =
  { readonly outcome: "created" | "updated" | "unchanged" } | { readonly outcome: "rejected"; readonly reason: string }

/** How an import goes on. */
export interface ImportOptions {
  readonly file: string
  readonly sink: ProductSink
  /** Told after each batch. */
  readonly onProgress?: (report: Readonly<ImportReport>, bytesRead: number) => void
  /** Told of each product that was stored, for what the file knows beyond the catalogue. */
  readonly onStored?: (product: FileProduct) => void
}

/**
 * Imports a product file batch by batch: while a batch is being stored nothing more is read. A second run changes nothing.
 * Throws `UnreadableFile` when the file cannot be read; what stood before was stored.
 */
export async function importProducts({ file, sink, onProgress, onStored }: ImportOptions): Promise<ImportReport> {
  const report = newReport()
  let bytesRead = 0
  let batch: FileProduct[] = []
  const flush = async () => {
    const products = batch
    batch = []
    if (products.length === 0) return
    const outcomes = await sink.store(products)
    products.forEach((product, index) => note(report, product, outcomes[index], onStored))
    onProgress?.(report, bytesRead)
  }
  try {
    for await (const item of readProductFile(file, (bytes) => (bytesRead = bytes))) {
      if (item.kind === "problem") reject(report, item.problem)
      else batch.push(item.product)
      if (batch.length >= sink.batch) await flush()
    }
  } finally {
    await flush()
  }
  return report
}

function note(
  report: ImportReport,
  product: FileProduct,
  outcome: StoreOutcome | undefined,
  onStored: ImportOptions["onStored"]
): void {
  if (!outcome || outcome.outcome === "rejected") {
    const reason = outcome?.reason ?? "It was not stored, and nothing says why."
    return reject(report, { line: product.line, handle: product.handle, reason })
  }
  report[outcome.outcome]++
  report.skusMade += product.variants.filter(({ isSkuMade }) => isSkuMade).length
  onStored?.(product)
}
