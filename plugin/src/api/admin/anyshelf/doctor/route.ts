import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { CouldNotRun } from "../../../../inventory/doctor/could-not-run"
import { seeDoctor } from "../../../../workflows/doctor/see-doctor"
import type { DoctorBody } from "./schema"
import type { DoctorLine } from "./types"

/**
 * Examines all stock, and repairs it when asked. The answer is one JSON value a line, so that a large shop shows how far it is and
 * no proxy takes a long examination for a dead one. Who hangs up ends it.
 */
export async function POST(request: AuthenticatedMedusaRequest<DoctorBody>, response: MedusaResponse): Promise<void> {
  const gone = new AbortController()
  response.on("close", () => gone.abort(new CouldNotRun("Nobody waits for the answer any more.")))
  const tell = (line: DoctorLine) => {
    if (!response.headersSent) response.writeHead(200, headers)
    response.write(`${JSON.stringify(line)}\n`)
  }
  try {
    const report = await seeDoctor(request.scope, {
      repair: request.validatedBody.repair,
      actor: request.auth_context.actor_id,
      onProgress: (progress) => tell({ progress }),
      signal: gone.signal,
    })
    tell({ report })
  } catch (error) {
    if (!response.headersSent) throw asRefusal(error)
    // The status is sent already: what is left is to say it in the answer, and in the log for who looks after the server.
    if (!gone.signal.aborted)
      request.scope.resolve(ContainerRegistrationKeys.LOGGER).error("The doctor stopped.", error as Error)
    tell({
      error: error instanceof CouldNotRun ? error.message : "The examination stopped; the server's log says why.",
    })
  }
  response.end()
}

const headers = {
  "content-type": "application/x-ndjson; charset=utf-8",
  "cache-control": "no-store, no-transform",
  // nginx would otherwise keep the lines until there are enough of them.
  "x-accel-buffering": "no",
}

const asRefusal = (error: unknown) =>
  error instanceof CouldNotRun ? new MedusaError(MedusaError.Types.NOT_ALLOWED, error.message) : error
