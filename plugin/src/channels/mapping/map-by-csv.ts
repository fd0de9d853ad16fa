import { parse, type CsvError } from "csv-parse"
import type { Candidate } from "../../domain/channels/match-listing"
import {
  mistakeInHeader,
  readMappingRow,
  type MappingCells,
  type MappingRow,
} from "../../domain/channels/read-mapping-row"
import type { ListingMatch } from "../../modules/channels/listings/queries"
import type { Shop } from "../shop"
import { sayOfListings, type Desk, type Saying } from "./say-of-listings"

/** What came of a file, or would come of it. */
export interface CsvReport {
  rows: number
  mapped: number
  ignored: number
  unmapped: number
  unchanged: number
  failed: number
  /** The first thousand. */
  errors: { line: number; message: string }[]
}

/** A file cannot be taken at all. Its message says what to correct. */
export class CsvRefused extends Error {
  override readonly name = "CsvRefused"
}

/** What is needed to read a file of listings. */
export interface CsvDesk extends Desk {
  readonly shop: Pick<Shop, "findVariants">
  readonly channels: Desk["channels"] & {
    readListingMatches(connectionId: string, ids: readonly string[]): Promise<ListingMatch[]>
  }
}

const rowsMax = 200_000
const bytesMax = 64 * 1024 * 1024
const batchSize = 500
const errorsMax = 1_000

interface Line {
  readonly line: number
  readonly row: MappingRow
}

/**
 * Reads a file of listings as it comes, some hundred rows at a time, and does what it says; with `dryRun`, only tells what it would
 * do. A row that cannot be followed is told by its line and stops no other; a file that was cut off may be sent again. Throws
 * `CsvRefused` for a file without the right columns, too many rows or bytes, or a broken shape.
 */
export async function mapByCsv(
  desk: CsvDesk,
  connectionId: string,
  file: AsyncIterable<Uint8Array>,
  { dryRun }: { readonly dryRun: boolean }
): Promise<CsvReport> {
  const report: CsvReport = { rows: 0, mapped: 0, ignored: 0, unmapped: 0, unchanged: 0, failed: 0, errors: [] }
  const seen = new Map<string, number>()
  let batch: Line[] = []
  for await (const { cells, line } of rowsOf(file)) {
    report.rows += 1
    if (report.rows > rowsMax) throw new CsvRefused(`The file has more than ${rowsMax} rows: send it in parts.`)
    batch.push(refuseTwice({ line, row: readMappingRow(cells) }, seen))
    if (batch.length < batchSize) continue
    await follow(desk, connectionId, batch, report, dryRun)
    batch = []
  }
  await follow(desk, connectionId, batch, report, dryRun)
  return report
}

async function* rowsOf(file: AsyncIterable<Uint8Array>): AsyncGenerator<{ cells: MappingCells; line: number }> {
  const parser = parse({
    bom: true,
    columns: checkHeader,
    info: true,
    skip_empty_lines: true,
    max_record_size: 64 * 1024,
    trim: false,
  })
  const feeding = feed(file, parser)
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: MappingCells; info: { lines: number } }>)
      yield { cells: record, line: info.lines }
    await feeding
  } catch (error) {
    throw asRefusal(error)
  } finally {
    parser.destroy()
  }
}

/** By hand and not by `pipe`: what is read waits for what is done with it. */
async function feed(file: AsyncIterable<Uint8Array>, parser: ReturnType<typeof parse>): Promise<void> {
  let bytes = 0
  try {
    for await (const chunk of file) {
      bytes += chunk.byteLength
      if (bytes > bytesMax)
        throw new CsvRefused(`The file is larger than ${bytesMax / 1024 / 1024} MiB: send it in parts.`)
      if (parser.destroyed) return
      if (!parser.write(chunk)) await new Promise((resolve) => parser.once("drain", resolve).once("close", resolve))
    }
    parser.end()
  } catch (error) {
    parser.destroy(error instanceof Error ? error : new Error(String(error)))
  }
}

function checkHeader(names: readonly string[]): string[] {
  const header = names.map((name) => name.trim().toLowerCase())
  const mistake = mistakeInHeader(header)
  if (mistake !== null) throw new CsvRefused(mistake)
  return header
}

const asRefusal = (error: unknown) => {
  const { code, message } = error as Partial<CsvError>
  return typeof code === "string" && code.startsWith("CSV_") ? new CsvRefused(`The file is not CSV: ${message}`) : error
}

/** The same listing twice in a file is a question, not an answer. */
function refuseTwice({ line, row }: Line, seen: Map<string, number>): Line {
  if (!("externalId" in row)) return { line, row }
  const before = seen.get(row.externalId)
  if (before === undefined) seen.set(row.externalId, line)
  return before === undefined
    ? { line, row }
    : { line, row: { do: "refuse", message: `Line ${before} names the same listing: leave one of them.` } }
}

async function follow(
  desk: CsvDesk,
  connectionId: string,
  batch: readonly Line[],
  report: CsvReport,
  dryRun: boolean
): Promise<void> {
  if (batch.length === 0) return
  const refs = batch.flatMap(({ row }) => ("externalId" in row ? [row.externalId] : []))
  const known = new Map(
    (await desk.channels.readListingMatches(connectionId, refs)).map((each) => [each.externalId, each])
  )
  const candidates = await desk.shop.findVariants({
    skus: [...new Set(batch.flatMap(({ row }) => (row.do === "map" && row.sku ? [row.sku] : [])))],
    barcodes: [],
    variantIds: [...new Set(batch.flatMap(({ row }) => (row.do === "map" && row.variantId ? [row.variantId] : [])))],
  })
  const variants = groupVariants(candidates)
  const sayings: Saying[] = []
  for (const { line, row } of batch) {
    const judged = judge(row, known, variants)
    if (judged === "nothing") report.unchanged += 1
    else if (typeof judged === "string") fail(report, line, judged)
    else {
      sayings.push(judged)
      report[countOf(judged)] += 1
    }
  }
  if (!dryRun && sayings.length > 0) await sayOfListings(desk, connectionId, sayings, candidates)
}

const countOf = ({ word }: Saying) => (word === null ? "unmapped" : word.is === "variant" ? "mapped" : "ignored")

/** What to say of a row's listing, `nothing`, or why it cannot be followed. */
function judge(
  row: MappingRow,
  known: ReadonlyMap<string, ListingMatch>,
  variants: VariantsByName
): Saying | "nothing" | string {
  if (row.do === "nothing") return "nothing"
  if (row.do === "refuse") return row.message
  const { externalId } = row
  const listing = known.get(externalId)
  if (!listing) return `The channel has no listing "${externalId}".`
  if (row.do === "ignore") return listing.state === "ignored" ? "nothing" : { externalId, word: { is: "none" } }
  if (row.do === "unmap") return listing.saidBy ? { externalId, word: null } : "nothing"
  const variant = variantOf(row, variants)
  if (typeof variant === "string") return variant
  const isSo = listing.saidBy && listing.saidVariantId === variant.variantId
  return isSo ? "nothing" : { externalId, word: { is: "variant", variantId: variant.variantId, by: "csv" } }
}

/** Variants by their ids, and by their SKUs, of which several may carry the same. */
interface VariantsByName {
  readonly byId: ReadonlyMap<string, readonly Candidate[]>
  readonly bySku: ReadonlyMap<string, readonly Candidate[]>
}

function groupVariants(candidates: readonly Candidate[]): VariantsByName {
  const bySku = new Map<string, Candidate[]>()
  for (const each of candidates) {
    const sku = each.sku?.trim()
    if (sku) bySku.set(sku, [...(bySku.get(sku) ?? []), each])
  }
  return { byId: new Map(candidates.map((each) => [each.variantId, [each]])), bySku }
}

function variantOf({ variantId, sku }: MappingRow & { do: "map" }, variants: VariantsByName): Candidate | string {
  const found = variantId ? variants.byId.get(variantId) : variants.bySku.get(sku ?? "")
  const [first, second] = found ?? []
  if (second) return `Several of our variants carry the SKU "${sku}": name the variant_id.`
  return first ?? `We have no variant with the ${variantId ? `id "${variantId}"` : `SKU "${sku}"`}.`
}

function fail(report: CsvReport, line: number, message: string): void {
  report.failed += 1
  if (report.errors.length < errorsMax) report.errors.push({ line, message })
}
