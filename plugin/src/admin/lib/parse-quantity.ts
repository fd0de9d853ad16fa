/** The largest quantity that the server lets a merchant withhold. */
export const largestQuantity = 1_000_000_000

/** What a merchant typed, understood or not. */
export type ParsedQuantity =
  | { readonly ok: true; readonly quantity: number }
  | { readonly ok: false; readonly reason: "notWhole" | "negative" | "tooLarge" }

/** Reads a typed quantity. Only digits: `1.5`, `1e3` and `1,000` mean different things in different countries. */
export function parseQuantity(text: string): ParsedQuantity {
  const typed = text.trim().replace("−", "-")
  if (/^-\d+$/.test(typed) && Number(typed) !== 0) return { ok: false, reason: "negative" }
  if (!/^-?\d+$/.test(typed)) return { ok: false, reason: "notWhole" }
  const quantity = Math.abs(Number(typed))
  return quantity > largestQuantity ? { ok: false, reason: "tooLarge" } : { ok: true, quantity }
}
