import type { ChildProcess } from "node:child_process"
import { setTimeout as wait } from "node:timers/promises"

/** Resolves when the server says that it is ready. Rejects with its last words when it ends before, or takes too long. */
export async function untilReady(server: ChildProcess, withinMs: number): Promise<void> {
  let words = ""
  let isReady = false
  server.stderr?.setEncoding("utf8").on("data", (text: string) => {
    isReady ||= text.includes("ready to accept connections")
    words = `${words}${text}`.slice(-2_000)
  })
  for (let waited = 0; waited < withinMs; waited += 50) {
    if (isReady) return
    if (server.exitCode !== null || server.signalCode !== null) break
    await wait(50)
  }
  throw new Error(`PostgreSQL did not start. ${words.trim()}`)
}
