import type { Result } from "../commands"

/** A result as GraphQL carries it: one shape for all of them, with what does not apply left out. */
export interface ReportedResult {
  readonly key: string
  /** The kit's word in capitals. */
  readonly status: string
  readonly observed?: number | null
  readonly confirm?: string | null
  readonly code?: string | null
  readonly message?: string | null
  readonly afterMs?: number | null
  readonly ref?: string | null
  readonly listings?: unknown
}

const refLengthMax = 512
const messageLengthMax = 1_000

/** The kit's result out of what was reported; a sentence about what is missing where it is none. */
export function checkResult(reported: ReportedResult): Result | string {
  const { key } = reported
  const message = reported.message ? { message: reported.message.slice(0, messageLengthMax) } : {}
  switch (reported.status) {
    case "APPLIED":
    case "ALREADY": {
      const made = checkMade(reported)
      if (typeof made === "string") return made
      return { key, status: reported.status === "APPLIED" ? "applied" : "already", ...observedOf(reported), ...made }
    }
    case "ACCEPTED":
      if (!reported.confirm) return `${key}: ACCEPTED needs \`confirm\`, the thing to look at later.`
      return { key, status: "accepted", confirm: reported.confirm }
    case "CONFLICT":
      return { key, status: "conflict", ...observedOf(reported) }
    case "REJECTED":
      return {
        key,
        status: "rejected",
        code: reported.code ?? "rejected",
        message: "The channel gave no reason.",
        ...message,
      }
    case "RETRY":
      return {
        key,
        status: "retry",
        ...(reported.afterMs ? { afterMs: Math.max(0, reported.afterMs) } : {}),
        ...message,
      }
    default:
      return { key, status: "unknown", ...message }
  }
}

const observedOf = ({ observed }: ReportedResult) =>
  typeof observed === "number" && Number.isInteger(observed) ? { observed } : {}

function checkMade({ key, ref, listings }: ReportedResult) {
  if (ref && ref.length > refLengthMax) return `${key}: \`ref\` is longer than ${refLengthMax} characters.`
  if (listings === null || listings === undefined) return ref ? { ref } : {}
  if (!isRefs(listings))
    return `${key}: \`listings\` must be an object of texts: our variant's id → the channel's listing.`
  return { ...(ref ? { ref } : {}), listings }
}

const isRefs = (value: unknown): value is Readonly<Record<string, string>> =>
  typeof value === "object" &&
  !Array.isArray(value) &&
  value !== null &&
  Object.entries(value).length <= 1_000 &&
  Object.values(value).every((each) => typeof each === "string" && each.length <= refLengthMax)
