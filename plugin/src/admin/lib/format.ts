/** A whole number in the reader's language, with a true minus sign. */
export function formatQuantity(quantity: number, locale: string): string {
  return new Intl.NumberFormat(locale).format(quantity).replace("-", "−")
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** Ages up to here are told relative to now; older ones as a date. */
const relativeUpToMs = 7 * dayMs

/**
 * How long ago something was, for a glance: "now", "5 min. ago", "yesterday", then a date.
 *
 * @param at - ISO 8601
 * @param now - epoch milliseconds; an instant after it reads as now, since the two clocks may differ a little
 */
export function formatAge(at: string, now: number, locale: string): string {
  const ageMs = Math.max(0, now - Date.parse(at))
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" })
  if (ageMs < minuteMs) return relative.format(0, "second")
  if (ageMs < hourMs) return relative.format(-Math.floor(ageMs / minuteMs), "minute")
  if (ageMs < dayMs) return relative.format(-Math.floor(ageMs / hourMs), "hour")
  if (ageMs < relativeUpToMs) return relative.format(-Math.floor(ageMs / dayMs), "day")
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium" }).format(new Date(at))
}

/** The exact instant, for a tooltip. */
export function formatInstant(at: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "medium" }).format(new Date(at))
}

/** The time of day to the second. */
export function formatTime(at: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: "medium" }).format(new Date(at))
}

/** The end of a long id of a channel, which is the part that differs: `gid://shop/Item/44` reads as `44`. */
export function shortId(id: string): string {
  return id.split("/").filter(Boolean).at(-1) ?? id
}

/** The dashboard writes languages as `ptBR`; `Intl` wants `pt-BR`. */
export function toLocale(language: string): string {
  return language.replace(/([a-z])([A-Z])/g, "$1-$2")
}

/** A variant's name beside its product's. Medusa calls a product's only variant "Default variant", and imports "Default Title". */
export function variantName(variantTitle: string): string | null {
  return /^default( title| variant)?$/i.test(variantTitle.trim()) ? null : variantTitle
}
