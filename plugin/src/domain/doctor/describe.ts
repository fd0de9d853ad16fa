import { meanings, type Figures, type FindingCode, type Observation, type Subject } from "./findings"

/** What became of a finding: only seen, put right, or left because it could not be put right now. */
export type Outcome = "found" | "repaired" | "left"

/** A finding as people and scripts read it. */
export interface Finding {
  /** Stable. */
  readonly code: FindingCode
  readonly subject: Subject
  /** Exact decimal text. */
  readonly figures: Figures
  /** What is wrong. */
  readonly sentence: string
  /** What a repair does, or what a person has to decide. */
  readonly remedy: string
  readonly repair: "automatic" | "person"
  readonly outcome: Outcome
}

/** Puts what was seen in words. */
export function describe({ code, subject, figures }: Observation, outcome: Outcome): Finding {
  const { says, remedy, repair } = meanings[code]
  return { code, subject, figures, sentence: says(figures, subject), remedy, repair, outcome }
}

/** Whether a repair may touch it without asking anybody. */
export const isRepairable = (code: FindingCode): boolean => meanings[code].repair === "automatic"
