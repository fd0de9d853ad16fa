import { gatherProduct } from "./gather-product"
import type { CellReader } from "./product-columns"
import type { FileItem, ProductRow } from "./product-file"

/** How many rows one product may have: 2,048 variants and their pictures, with room to spare. */
const rowsMax = 5_000

/**
 * Turns rows into products, one at a time: rows of one handle that follow each other are one product. Keeps one product and the
 * handles and SKUs seen, nothing else, so a file may be as long as it likes.
 *
 * @param rows - the file's records after its headings, in order
 * @param read - reads a cell by our name for its column
 */
export async function* readProducts(rows: AsyncIterable<ProductRow>, read: CellReader): AsyncGenerator<FileItem> {
  const seen = { handles: new Map<string, number>(), skus: new Map<string, number>() }
  let group: ProductRow[] = []
  let handle = ""
  for await (const row of rows) {
    const own = read(row.cells, "handle")
    if (isBlank(row)) continue
    if (own !== "" && own !== handle) {
      yield* gatherProduct(handle, group, read, seen)
      group = []
      handle = own
    }
    if (handle === "") yield problem(row.line, null, "The row has no handle: give it one, or remove the row.")
    else if (group.length >= rowsMax)
      yield problem(row.line, handle, `The product has more than ${rowsMax} rows: split it.`)
    else group.push(row)
  }
  yield* gatherProduct(handle, group, read, seen)
}

const isBlank = ({ cells }: ProductRow) => Object.values(cells).every((cell) => cell.trim() === "")

const problem = (line: number, handle: string | null, reason: string): FileItem => ({
  kind: "problem",
  problem: { line, handle, reason },
})
