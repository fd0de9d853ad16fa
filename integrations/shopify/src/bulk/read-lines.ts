import { RetryLater } from "@anyshelf/connector-kit"
import type { ReadFile } from "./read-file"

/** Some thousand things, and little memory. */
const PART = 512 * 1024

/** A line longer than this is no line of ours. */
const LINE_MAX = 8 * 1024 * 1024

const NEWLINE = 10

/** Whole lines of a file, and where the next one begins. */
export interface Lines {
  readonly lines: readonly string[]
  /** In bytes from the file's beginning. */
  readonly end: number
}

/**
 * The lines that begin at a place of a file, as many as fit into a part; at least one. A line that was cut is left for the next
 * part, so a cursor needs no more than where it begins. Null when the file is gone.
 */
export async function readLines(readFile: ReadFile, url: string, start: number, size: number): Promise<Lines | null> {
  for (let length = PART; length <= LINE_MAX * 2; length *= 2) {
    const bytes = await readFile(url, start, Math.min(length, size - start))
    if (!bytes) return null
    if (bytes.length === 0) throw new RetryLater("Shopify's export is shorter than Shopify says; it is read again.")
    const isWhole = start + bytes.length >= size
    const end = isWhole ? bytes.length : bytes.lastIndexOf(NEWLINE) + 1
    if (end > 0) return { lines: toLines(bytes.subarray(0, end)), end: start + end }
  }
  throw new RetryLater("A line of Shopify's export has no end.")
}

const toLines = (bytes: Uint8Array): string[] =>
  Buffer.from(bytes)
    .toString("utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
