import type { Answer } from "../crew/member"
import type { Ending } from "../journal"

interface Outcome {
  readonly ok?: boolean
  readonly already?: boolean
  readonly refusals?: readonly { readonly reason: string; readonly message: string }[]
  readonly reservations?: readonly { readonly id: string }[]
}

/** What an answer tells the one who asked, and its words; null when it is none. */
export function readAnswer(answer: Answer): { ending: Ending; text: string } | null {
  if (answer.kind === "refused") return { ending: { told: "refused", why: answer.message }, text: answer.message }
  if (answer.kind !== "answer") return null
  const text = JSON.stringify(answer.value)
  if (Array.isArray(answer.value)) return { ending: { told: "granted", ids: idsOf(answer.value) }, text }
  const outcome = (answer.value ?? {}) as Outcome
  if (outcome.ok === false) return { ending: { told: "refused", why: whyOf(outcome) }, text }
  return { ending: { told: "granted", ids: idsOf(outcome.reservations ?? []) }, text }
}

/** Whether two answers say the same; which of them was the first one is left out. */
export const sameAnswer = (one: string, other: string): boolean => plain(one) === plain(other)

const plain = (text: string) => text.replace(/"already":(true|false),?/, "")
const idsOf = (rows: readonly { readonly id?: string }[]) => rows.flatMap(({ id }) => (id === undefined ? [] : [id]))
const whyOf = ({ refusals = [] }: Outcome) => refusals.map(({ reason, message }) => `${reason}: ${message}`).join("; ")
