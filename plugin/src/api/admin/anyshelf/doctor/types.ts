import type { DoctorReport } from "../../../../domain/doctor"
import type { DoctorProgress } from "../../../../inventory/doctor/examination"

export type { DoctorReport, DoctorProgress }
export type { Finding, Subject } from "../../../../domain/doctor"

/** One line of the answer, each a JSON value of its own: progress as it comes, and last the report, or why there is none. */
export type DoctorLine =
  { readonly progress: DoctorProgress } | { readonly report: DoctorReport } | { readonly error: string }
