import fs from "node:fs"
import path from "node:path"

/** One figure of a bench, and whether it is good enough. */
export interface Figure {
  /** What was measured, for example `gateway ÷ REST, p50`. */
  readonly figure: string
  readonly value: number
  /** `×`, `ms`, `changes/s`. Ratios of one run travel between machines; lone times do not. */
  readonly unit: string
  /** What it must be, in words: `≤ 1.25`; null for a figure that is only told. */
  readonly goal: string | null
  readonly ok: boolean
}

/**
 * Prints a bench's table, writes `bench/results/<name>.json` and makes the process fail when a goal was missed.
 *
 * @param name - the bench's file name without its ending
 */
export function report(name: string, figures: readonly Figure[]): void {
  const widest = Math.max(...figures.map(({ figure }) => figure.length))
  for (const { figure, value, unit, goal, ok } of figures) {
    const mark = goal === null ? "·" : ok ? "✓" : "✗"
    const target = goal === null ? "" : `goal ${goal}`
    console.log(`  ${mark} ${figure.padEnd(widest)}  ${rounded(value).padStart(10)} ${unit.padEnd(10)} ${target}`)
  }
  const folder = path.join(__dirname, "..", "results")
  fs.mkdirSync(folder, { recursive: true })
  fs.writeFileSync(path.join(folder, `${name}.json`), `${JSON.stringify(figures, null, 2)}\n`)
  if (figures.some(({ ok }) => !ok)) process.exitCode = 1
}

const rounded = (value: number) => (Number.isInteger(value) ? String(value) : value.toPrecision(4))
