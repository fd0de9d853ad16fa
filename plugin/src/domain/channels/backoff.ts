/** How long to wait between tries. */
export interface Backoff {
  readonly baseMs: number
  readonly capMs: number
}

/**
 * The wait before the next try: doubles with each failure up to a cap, and is spread over its upper half so that those who
 * failed together do not come back together.
 *
 * @param attempt - how often it has failed, from 1
 * @param random - 0 up to 1
 */
export function backoffMs(attempt: number, { baseMs, capMs }: Backoff, random: number): number {
  const whole = Math.min(capMs, baseMs * 2 ** Math.min(Math.max(attempt, 1) - 1, 30))
  return Math.round(whole * (0.5 + random / 2))
}
