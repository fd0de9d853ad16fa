/** The longest rest that a header may ask for; one that asks for more is taken for a mistake. */
const longestMs = 60 * 60_000
const unsaid = { baseMs: 1_000, capMs: 60_000 }

/**
 * How long a vendor wants to be left alone, in milliseconds. `Retry-After` is in seconds (whole or not) or a date; where nothing
 * usable is said, the rest doubles with each refusal in a row.
 *
 * https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 *
 * @param refusals - in a row, this one included
 * @param now - milliseconds since 1970
 */
export function restMs(header: string | null, refusals: number, now: number): number {
  const said = header === null ? null : saidMs(header.trim(), now)
  if (said !== null) return Math.min(said, longestMs)
  return Math.min(unsaid.capMs, unsaid.baseMs * 2 ** Math.min(Math.max(refusals, 1) - 1, 30))
}

function saidMs(header: string, now: number): number | null {
  if (/^\d+(\.\d+)?$/.test(header)) return Math.ceil(Number(header) * 1_000)
  // `Date.parse` makes a date of nearly any number.
  const at = /[a-z]/i.test(header) ? Date.parse(header) : NaN
  return Number.isNaN(at) ? null : Math.max(0, at - now)
}
