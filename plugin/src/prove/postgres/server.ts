/** Ways to hurt PostgreSQL while it is needed. */
export type Blow =
  /** SIGKILL of the server: all sessions die with it; it recovers from its log when it is started again. */
  | "server"
  /** SIGKILL of a process that serves a session: PostgreSQL ends all others and recovers by itself. */
  | "process"
  /** All sessions are ended, as in a fail-over. */
  | "sessions"

/** A PostgreSQL on which a storm may rage. */
export interface ScratchServer {
  /** Of a database on which others may be created. */
  readonly url: string
  /** What it bears. */
  readonly blows: readonly Blow[]
  /** Where it comes from, for the report. */
  readonly description: string
  /** SIGKILL of the whole server; resolves when it serves again. Only where `blows` has `server`. */
  killAndRestart(): Promise<void>
  /** SIGKILL of one of its processes. Only where `blows` has `process`. */
  killProcess(pid: number): void
  /** Ends it and removes all that it wrote. */
  stop(): Promise<void>
}

/** The same server, another database. */
export const databaseUrl = (url: string, name: string): string =>
  Object.assign(new URL(url), { pathname: `/${name}` }).href
