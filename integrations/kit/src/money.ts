import type { Money } from "./records"

/**
 * How many decimals a currency has, where it is not two. From ISO 4217, not from `Intl`: its tables say how people write
 * an amount (no decimals for IQD), these say how it is counted (three). https://www.six-group.com/en/products-services/financial-information/data-standards.html
 */
const DECIMALS: Readonly<Record<number, string>> = {
  0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
  3: "BHD IQD JOD KWD LYD OMR TND",
  4: "CLF UYW",
}

const decimalsByCode = new Map(
  Object.entries(DECIMALS).flatMap(([decimals, codes]) =>
    codes.split(" ").map((code) => [code, Number(decimals)] as const)
  )
)

/** The number of decimals of a currency's smallest unit: 2 for EUR, 0 for JPY, 3 for KWD. */
export const currencyDecimals = (currencyCode: string): number => decimalsByCode.get(currencyCode.toUpperCase()) ?? 2

/**
 * An amount written as a decimal ("19.99"), in the currency's smallest unit. Further decimals are rounded half away from
 * zero. Reckoned on the digits: 1.005 has no exact number. Throws when it is not a decimal, or beyond 2^53 − 1.
 */
export function moneyFromDecimal(decimal: string, currencyCode: string): Money {
  const [, sign, whole, fraction = ""] = /^(-?)(\d+)(?:\.(\d*))?$/.exec(decimal.trim()) ?? []
  if (whole === undefined)
    throw new RangeError(`"${decimal}" is not an amount of money; expected a decimal such as "19.99".`)
  const decimals = currencyDecimals(currencyCode)
  const kept = BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, "0"))
  const units = Number(kept + (Number(fraction[decimals] ?? 0) >= 5 ? 1n : 0n))
  if (!Number.isSafeInteger(units))
    throw new RangeError(`${decimal} ${currencyCode} is beyond what can be counted exactly.`)
  return { amount: sign === "-" && units !== 0 ? -units : units, currencyCode: currencyCode.toUpperCase() }
}

/** The amount as a decimal in whole units of its currency: 1999 EUR is "19.99". */
export function decimalFromMoney({ amount, currencyCode }: Money): string {
  const decimals = currencyDecimals(currencyCode)
  const digits = String(Math.abs(amount)).padStart(decimals + 1, "0")
  const cut = digits.length - decimals
  return `${amount < 0 ? "-" : ""}${digits.slice(0, cut)}${decimals > 0 ? `.${digits.slice(cut)}` : ""}`
}
