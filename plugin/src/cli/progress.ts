import type { ImportReport } from "./import-report"

const everyMs = 1_000

/** Prints how far an import has come, at most once a second; every ten seconds where nobody watches. */
export function showProgress(totalBytes: number, output: NodeJS.WriteStream = process.stderr) {
  const begun = Date.now()
  let shown = 0
  return (report: Readonly<ImportReport>, bytesRead: number): void => {
    const now = Date.now()
    if (now - shown < (output.isTTY ? everyMs : everyMs * 10)) return
    shown = now
    const { created, updated, unchanged, rejected } = report
    const seconds = Math.max(1, Math.round((now - begun) / 1_000))
    const done = created + updated + unchanged
    const share = totalBytes > 0 ? Math.min(100, Math.round((bytesRead / totalBytes) * 100)) : 100
    const line = `${share} % read · ${done} products · ${rejected} left out · ${seconds} s · ${Math.round(done / seconds)}/s`
    output.write(output.isTTY ? `\r${line}\u001b[K` : `${line}\n`)
  }
}
