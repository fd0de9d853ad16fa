import { badInput } from "./errors"

/** ISO 8601 with a zone, as the schema says of `DateTime`; a text without one would mean the server's own. */
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/

/** An instant that a caller gave. Throws BAD_USER_INPUT for anything but ISO 8601 with a zone. */
export function instantOf(name: string, text: string): Date {
  const date = new Date(instant.test(text) ? text : NaN)
  if (!Number.isNaN(date.getTime())) return date
  throw badInput(`"${name}" must be an instant in ISO 8601 with its zone, for example 2026-11-23T09:30:00Z.`)
}
