import type { DoctorLine, DoctorProgress, DoctorReport } from "../../api/admin/anyshelf/doctor/types"
import { medusa } from "./api"
import { readLines } from "./read-lines"

/** What the doctor is asked. */
export interface Visit {
  readonly repair: boolean
  readonly signal: AbortSignal
  readonly onProgress: (progress: DoctorProgress) => void
}

/** A sentence of the server's, for the person who reads it. */
class Stopped extends Error {
  override readonly name = "Stopped"
  /** Told like any refusal: with its own sentence. */
  readonly status = 400
}

/**
 * Has all stock examined. Takes as long as it takes: the server tells how far it is, so there is no time-out but the signal.
 * Rejects with the SDK's `FetchError`, or with the sentence with which the server stopped.
 */
export async function examine({ repair, signal, onProgress }: Visit): Promise<DoctorReport> {
  const response = await medusa.client.fetch<Response>("/admin/anyshelf/doctor", {
    method: "POST",
    body: { repair },
    headers: { accept: "application/x-ndjson" },
    signal,
  })
  for await (const line of readLines<DoctorLine>(response.body!)) {
    if ("progress" in line) onProgress(line.progress)
    else if ("report" in line) return line.report
    else throw new Stopped(line.error)
  }
  throw new TypeError("The connection ended before the report.")
}
