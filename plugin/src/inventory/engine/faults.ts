/** What an error of the database means for those whose call it ended. */
export type Fault =
  /** The connection or the server went: nobody knows whether the statement was committed. Send it again, as such. */
  | "lost"
  /** Nothing was done, and trying again may well work: a deadlock, a lock not had in time, no connection free. */
  | "contended"
  /** Something in the batch cannot be stored. */
  | "poisoned"

const lostCodes = /^(08|57P0)|^(ECONNRESET|ECONNREFUSED|EPIPE|ENOENT|ETIMEDOUT)$/
const contendedCodes = /^(40001|40P01|55P03|53300|57014)$/

/** Sorts an error by PostgreSQL's SQLSTATE, or by the text that the driver gives where there is none. */
export function faultOf(error: unknown): Fault {
  const { code = "", message = "", name = "" } = error as { code?: string; message?: string; name?: string }
  if (contendedCodes.test(code) || name === "KnexTimeoutError") return "contended"
  if (lostCodes.test(code) || /Connection (terminated|ended)|connection error|not queryable/i.test(message))
    return "lost"
  return "poisoned"
}
