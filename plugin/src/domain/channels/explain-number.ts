import type { ModeJudgement, PublishingMode } from "./publishing-mode"

/** One step from what can be promised to what is shown. */
export interface Term {
  readonly label: string
  readonly quantity: number
}

/** The figures of a number that was decided. */
export interface NumberFacts {
  readonly promise: {
    /** What the sales channel may show. */
    readonly quantity: number
    /** The sum of what each place can promise. */
    readonly locations: number
    readonly channelBuffer: number
    readonly allocation: number | null
  }
  readonly mode: ModeJudgement
  readonly publishing: PublishingMode
  readonly velocityPerDay: number
  readonly lagMs: number
}

/** The steps, in order; those that change nothing are left out. */
export function termsOf({ promise, mode, publishing, ...measured }: NumberFacts): Term[] {
  const afterBuffer = Math.max(0, promise.locations - promise.channelBuffer)
  return [
    { label: "can be promised at all mapped locations", quantity: promise.locations },
    ...unlessZero("kept back from the sales channel", afterBuffer - promise.locations),
    ...unlessZero("over what the sales channel may show", promise.quantity - afterBuffer),
    ...unlessZero(bufferLabel(publishing, measured), -mode.buffer),
    ...unlessZero("left to other channels while it is scarce", -takenByShare(promise.quantity, mode)),
    ...unlessZero("still shown by other channels", -mode.awaited),
    { label: "shown on this channel in all", quantity: mode.quantity },
  ]
}

/** The same as one sentence: "12 can be promised at all mapped locations − 2 kept back (2 units) = 10". */
export function whyNumber(facts: NumberFacts): string {
  const terms = termsOf(facts)
  const [first, ...rest] = terms.slice(0, -1)
  const steps = rest.map(({ label, quantity }) => `${quantity < 0 ? "−" : "+"} ${Math.abs(quantity)} ${label}`)
  const total = terms.at(-1)?.quantity ?? 0
  return [`${first?.quantity ?? 0} ${first?.label ?? ""}`, ...steps].join(" ") + (steps.length > 0 ? ` = ${total}` : "")
}

function bufferLabel(publishing: PublishingMode, { velocityPerDay, lagMs }: { velocityPerDay: number; lagMs: number }) {
  if (publishing.mode !== "buffered") return "kept back"
  if (publishing.by === "units") return `kept back (${publishing.units} units)`
  if (publishing.by === "percent") return `kept back (${publishing.percent} %)`
  const perDay = Math.round(velocityPerDay * 10) / 10
  return `kept back (others sell ${perDay} a day, and a change needs ${Math.ceil(lagMs / 1_000)} s)`
}

const takenByShare = (promised: number, { quantity, buffer, awaited, share }: ModeJudgement) =>
  share === null ? 0 : Math.max(0, promised - buffer - quantity - awaited)

const unlessZero = (label: string, quantity: number): Term[] => (quantity === 0 ? [] : [{ label, quantity }])
