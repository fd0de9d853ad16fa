/** The sentences under `availability.faults`. */
export type Fault = "signedOut" | "timeout" | "unreachable" | "missing" | "server"

/** What to say about a failed request: the server's own sentence where it gave one, else one of ours. */
export type FaultDescription = { readonly message: string } | { readonly fault: Fault }

/** Medusa answers faults of its own with this, which helps nobody. */
const meaningless = "An unknown error occurred."

/**
 * Turns whatever a request threw into what the merchant should read. Refusals (4xx) carry a sentence written for them by the server;
 * for everything else the server's words are meant for its log.
 */
export function describeFault(error: unknown): FaultDescription {
  const { name, status, message } = outline(error)
  if (name === "TimeoutError" || name === "AbortError") return { fault: "timeout" }
  if (status === undefined) return { fault: "unreachable" }
  if (status === 401) return { fault: "signedOut" }
  if (status === 404 && (message === "" || message === "Not Found")) return { fault: "missing" }
  if (status >= 500 || message === "" || message === meaningless) return { fault: "server" }
  return { message }
}

function outline(error: unknown): { name: string; status: number | undefined; message: string } {
  const { name, status, message } = (typeof error === "object" && error !== null ? error : {}) as Record<
    string,
    unknown
  >
  return {
    name: typeof name === "string" ? name : "",
    status: typeof status === "number" ? status : undefined,
    message: typeof message === "string" ? message : "",
  }
}
