import type { ScratchServer } from "./server"

const cannot = () => {
  throw new Error("A server that was given is not killed: only the sessions of the scratch database are ended.")
}

/** A server of the user's. It may serve others as well, so nothing but sessions of the scratch database is killed. */
export const givenServer = (url: string): ScratchServer => ({
  url,
  blows: ["sessions"],
  description: `the PostgreSQL at ${new URL(url).host}; kills are ended sessions, since it may serve others too`,
  killAndRestart: cannot,
  killProcess: cannot,
  stop: async () => undefined,
})
