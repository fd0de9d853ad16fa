/**
 * The wait that a `Retry-After` header asks for, in milliseconds: it holds seconds (fractions are seen in practice) or an HTTP
 * date (RFC 9110, 10.2.3). Undefined when there is none that can be read.
 *
 * @param now milliseconds since 1970
 */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  const value = header?.trim()
  if (!value) return undefined
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1_000)
  const date = /[a-z]/i.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}
