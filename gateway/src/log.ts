/** Facts that go with a line of the log. Never secrets, tokens or the values of variables. */
export type LogFacts = Readonly<Record<string, unknown>>

/** Where the gateway writes what an operator should know. */
export interface Log {
  info(message: string, facts?: LogFacts): void
  warn(message: string, facts?: LogFacts): void
  error(message: string, facts?: LogFacts): void
}

/** One JSON object for each line, on standard output; errors on standard error. */
export function jsonLog(write: (line: string, isError: boolean) => void = writeLine): Log {
  const line =
    (level: string) =>
    (message: string, facts: LogFacts = {}) =>
      write(JSON.stringify({ at: new Date().toISOString(), level, message, ...facts }), level === "error")
  return { info: line("info"), warn: line("warn"), error: line("error") }
}

/** Says nothing: for tests, and for embedding in a program with its own log. */
export const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }

function writeLine(line: string, isError: boolean): void {
  const stream = isError ? process.stderr : process.stdout
  stream.write(`${line}\n`)
}
