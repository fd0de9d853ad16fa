/**
 * Rows that one statement changes at most. Their locks are held until it ends, and whatever a sale has to mark waits for them: a
 * hundred thousand at once would keep everybody waiting for seconds.
 */
const rowsMax = 1_000
/** More batches than any shop has rows for mean that a statement finds its own work again. */
const batchesMax = 20_000

/** What one batch did: how many rows, and the last of them, behind which the next begins. */
export interface Batch {
  readonly count: number
  readonly last: string | null
}

/**
 * Runs a statement again and again, each time from behind the last row of the time before, until a batch is not full. Killed in the
 * middle, what was done is done; whoever begins again begins from the start.
 *
 * @returns how many rows were changed in all
 */
export async function inBatches(step: (after: string, limit: number) => Promise<Batch>): Promise<number> {
  let after = ""
  let changed = 0
  for (let batch = 0; batch < batchesMax; batch += 1) {
    const { count, last } = await step(after, rowsMax)
    changed += count
    if (count < rowsMax || last === null) return changed
    after = last
  }
  throw new Error(`A statement did not come to its end in ${batchesMax} batches of ${rowsMax} rows.`)
}

/** What ends a batch's statement: counts the rows of `done`, and names the last. */
export const tellBatch = `select count(*)::int as count, max(id) as last from done`

/** A statement that ends with `tellBatch` always gives one row. */
export const toBatch = (rows: readonly Batch[]): Batch => rows[0] ?? { count: 0, last: null }
