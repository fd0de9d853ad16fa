import { createReadStream } from "node:fs"
import { stat } from "node:fs/promises"
import { CsvError, parse } from "csv-parse"
import { readColumns, readProducts, type FileItem, type ProductRow } from "../domain/catalog"

/** A file that cannot be imported at all; the message says what to do. */
export class UnreadableFile extends Error {
  override readonly name = "UnreadableFile"
}

/** No cell of a product file is longer; a quote that is never closed would otherwise swallow the whole file. */
const recordBytesMax = 1024 * 1024

/**
 * Streams a product file: one product in memory at a time, whatever the file's length.
 *
 * @param file - path of a Shopify product export, UTF-8
 * @param progress - told how many bytes were read
 * @returns products and problems, in the order of the file. Throws `UnreadableFile` when the file is no such export.
 */
export async function* readProductFile(
  file: string,
  progress: (bytes: number) => void = () => {}
): AsyncGenerator<FileItem> {
  await assertFile(file)
  const bytes = createReadStream(file)
  const parser = bytes.pipe(
    parse({ bom: true, info: true, relax_column_count: true, skip_empty_lines: true, max_record_size: recordBytesMax })
  )
  bytes.on("error", (error) => parser.destroy(error))
  const records = withLines(parser as AsyncIterable<Parsed>, file)
  try {
    const headings = (await records.next()).value
    if (!headings) throw new UnreadableFile(`${file} is empty.`)
    const columns = readColumns(headings.cells)
    if ("missing" in columns)
      throw new UnreadableFile(
        `${file} is no Shopify product export: it has no column ${columns.missing.join(", and none ")}.`
      )
    for await (const item of readProducts(toRows(records, headings.cells), columns.read)) {
      progress(bytes.bytesRead)
      yield item
    }
  } finally {
    bytes.destroy()
  }
}

interface Parsed {
  readonly record: string[]
  readonly info: { readonly lines: number }
}

interface Line {
  readonly line: number
  readonly cells: string[]
}

/**
 * The parser counts the line on which a record ends, and a Windows line break inside a cell twice; people look for the line on
 * which the record begins.
 */
async function* withLines(parser: AsyncIterable<Parsed>, file: string): AsyncGenerator<Line> {
  let ended = 0
  let countedTwice = 0
  const count = (cells: readonly string[], what: RegExp) =>
    cells.reduce((sum, cell) => sum + (cell.match(what)?.length ?? 0), 0)
  try {
    for await (const { record, info } of parser) {
      countedTwice += count(record, /\r\n/g)
      ended = info.lines - countedTwice
      yield { line: ended - count(record, /\n/g), cells: record }
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new UnreadableFile(
      `${file} cannot be read from line ${ended + 1} on: ${error.message}. What stands before it was imported.`
    )
  }
}

async function* toRows(records: AsyncIterable<Line>, headings: readonly string[]): AsyncGenerator<ProductRow> {
  for await (const { line, cells } of records)
    yield { line, cells: Object.fromEntries(headings.map((heading, index) => [heading, cells[index] ?? ""])) }
}

async function assertFile(file: string): Promise<void> {
  const found = await stat(file).catch(() => null)
  if (!found?.isFile()) throw new UnreadableFile(`There is no file ${file}.`)
}
