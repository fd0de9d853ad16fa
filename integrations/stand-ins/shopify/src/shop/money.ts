/** Decimal digits of a currency's minor unit: 2 for USD, 0 for JPY, 3 for KWD. */
export function digitsOf(currency: string): number {
  const known = digits.get(currency)
  if (known !== undefined) return known
  const format = new Intl.NumberFormat("en", { style: "currency", currency })
  const found = format.resolvedOptions().maximumFractionDigits ?? 2
  digits.set(currency, found)
  return found
}

/** Asking costs more than all the rest of reading an amount. There are some two hundred currencies. */
const digits = new Map<string, number>()

/** Minor units as a plain decimal with the currency's digits: 1050 USD is "10.50". The form of REST bodies and `Money`. */
export function asMoney(minor: number, currency: string): string {
  const places = digitsOf(currency)
  const text = String(Math.abs(minor)).padStart(places + 1, "0")
  const sign = minor < 0 ? "-" : ""
  if (places === 0) return sign + text
  return `${sign}${text.slice(0, -places)}.${text.slice(-places)}`
}

/** As Shopify's `Decimal` writes it, with no more zeros than it must: 1050 is "10.5", 1000 is "10.0". */
export function asDecimal(minor: number, currency: string): string {
  const money = asMoney(minor, currency)
  return money.includes(".") ? money.replace(/0+$/, "").replace(/\.$/, ".0") : `${money}.0`
}

/** Reads "10.5" as 1050. Null when it is not an amount of this currency that could be charged. */
export function readMoney(text: string | number, currency: string): number | null {
  const match = /^(\d{1,12})(?:\.(\d+))?$/.exec(String(text).trim())
  if (!match) return null
  const places = digitsOf(currency)
  const fraction = (match[2] ?? "").replace(/0+$/, "")
  if (fraction.length > places) return null
  return Number(`${match[1]}${fraction.padEnd(places, "0")}`)
}

/** Shares `total` in proportion to `weights`. The parts always add up to it; the largest remainders get the odd units. */
export function share(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0)
  if (sum === 0) return weights.map(() => 0)
  const exact = weights.map((weight) => (total * weight) / sum)
  const parts = exact.map(Math.floor)
  const missing = total - parts.reduce((all, part) => all + part, 0)
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((one, other) => other.remainder - one.remainder || one.index - other.index)
  for (const { index } of byRemainder.slice(0, missing)) parts[index] = (parts[index] as number) + 1
  return parts
}
