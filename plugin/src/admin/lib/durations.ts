/** A span for a glance: "40 ms", "1.2 s", "3 min", "2 h". */
export function formatDuration(ms: number, locale: string): string {
  const number = (value: number, digits = 0) =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value)
  if (ms < 1_000) return `${number(Math.round(ms))} ms`
  if (ms < 60_000) return `${number(ms / 1_000, 1)} s`
  if (ms < 3_600_000) return `${number(ms / 60_000)} min`
  return `${number(ms / 3_600_000, 1)} h`
}
