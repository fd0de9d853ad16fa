import { inspect } from "node:util"

/** PostgreSQL keeps neither NUL nor half a surrogate pair, and JSON as text shows both as an escape. */
// eslint-disable-next-line no-control-regex -- NUL is what it looks for.
const unstorable = /\u0000|\p{Surrogate}/u
const unstorableEscape = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/i
// eslint-disable-next-line no-control-regex -- control characters are what it looks for.
const control = /[\u0000-\u001f\u007f]/

const idMax = 255
const textMax = 10_000

/** An id: 1 to 255 characters, none of them a control character. Nobody means such an id, and a log would not show it. */
export const isId = (value: unknown): value is string =>
  typeof value === "string" && value !== "" && value.length <= idMax && !control.test(value) && !unstorable.test(value)

/** Text for people, up to 10,000 characters, that the database can keep. */
export const isStorableText = (value: unknown): value is string =>
  typeof value === "string" && value.length <= textMax && !unstorable.test(value)

/** A plain object that becomes JSON which the database can keep. */
export function isStorableObject(value: unknown): boolean {
  if (typeof value !== "object" || Array.isArray(value)) return false
  try {
    return !unstorableEscape.test(JSON.stringify(value))
  } catch {
    // A circle, or a number too large for JSON.
    return false
  }
}

/** A wrong value as it is told to whoever sent it: short, and never a fault of its own. */
export const shown = (value: unknown): string =>
  inspect(value, { depth: 0, maxStringLength: 40, breakLength: Infinity })
