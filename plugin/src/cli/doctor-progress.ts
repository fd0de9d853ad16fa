import type { DoctorProgress } from "../inventory/doctor/examination"

const everyMs = 1_000

/** Prints how far the doctor has come, at most once a second; every ten seconds where nobody watches. */
export function showLevels(output: NodeJS.WriteStream = process.stderr, now: () => number = Date.now) {
  let shown = now()
  return ({ part, levels, levelsTotal, found, repaired }: DoctorProgress): void => {
    if (now() - shown < (output.isTTY ? everyMs : everyMs * 10)) return
    shown = now()
    const of = levelsTotal > levels ? ` of about ${levelsTotal}` : ""
    const line = `${part} · ${levels}${of} levels · ${found} found · ${repaired} repaired`
    output.write(output.isTTY ? `\r${line}\u001b[K` : `${line}\n`)
  }
}
