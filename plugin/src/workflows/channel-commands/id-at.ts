const digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

/**
 * The smallest id that Medusa would give to something made at that time. Medusa's ids are ULIDs behind a prefix: their first ten digits,
 * base 32, are the milliseconds since 1970, so that they sort by time.
 */
export function idAt(prefix: string, time: number): string {
  let rest = Math.max(0, Math.floor(time))
  let text = ""
  for (let place = 0; place < 10; place += 1) {
    text = (digits[rest % 32] ?? "0") + text
    rest = Math.floor(rest / 32)
  }
  return `${prefix}_${text}${"0".repeat(16)}`
}
