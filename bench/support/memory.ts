import { execFileSync } from "node:child_process"

/** The resident memory of a process, in megabytes. */
export function residentMb(processId: number): number {
  const kilobytes = Number(execFileSync("ps", ["-o", "rss=", "-p", String(processId)], { encoding: "utf8" }))
  return kilobytes / 1024
}
