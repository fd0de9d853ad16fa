/** Monday first. */
export const weekdays = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"] as const

export type Weekday = (typeof weekdays)[number]

/** A span of a weekday in which a location is open, in its own time zone. */
export interface OpeningSpan {
  readonly day: Weekday
  /** 24-hour clock, `09:00`. */
  readonly opens: string
  /** 24-hour clock, `18:30`; `24:00` is midnight at the end of the day. */
  readonly closes: string
}

/** Sorts spans as a week goes, Monday first. */
export function sortOpeningHours(spans: readonly OpeningSpan[]): OpeningSpan[] {
  return [...spans].sort((a, b) => startOf(a) - startOf(b))
}

/**
 * What is wrong with opening hours, each as a sentence; none when they can be. A shop that closes after midnight has two spans:
 * one until `24:00`, one from `00:00` of the next day.
 */
export function mistakesInOpeningHours(spans: readonly OpeningSpan[]): string[] {
  const sorted = sortOpeningHours(spans)
  return sorted.flatMap((span, index) => {
    const previous = sorted[index - 1]
    if (minutes(span.opens) >= minutes(span.closes)) {
      return [`${name(span)} closes before it opens: give hours past midnight as a span of the next day.`]
    }
    if (previous && previous.day === span.day && minutes(previous.closes) > minutes(span.opens)) {
      return [`${name(previous)} and ${name(span)} overlap: make them one span.`]
    }
    return []
  })
}

const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const startOf = (span: OpeningSpan) => weekdays.indexOf(span.day) * 24 * 60 + minutes(span.opens)
const name = (span: OpeningSpan) => `${span.day} ${span.opens}–${span.closes}`
