import { existsSync } from "node:fs"
import { workerEnvironment } from "./serve"

const places = [
  "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1",
  "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1",
  "/usr/lib/faketime/libfaketime.so.1",
  "/usr/lib64/faketime/libfaketime.so.1",
  "/usr/local/lib/faketime/libfaketime.so.1",
]

/** libfaketime, where the machine has it. */
export const findFaketime = (exists: (file: string) => boolean = existsSync): string | undefined => places.find(exists)

/** The environment of a process whose clock is off by so many milliseconds. Its timers run as they should. */
export function clockEnvironment(shiftMs: number, faketime: string | undefined): Record<string, string> {
  if (shiftMs === 0) return {}
  if (!faketime) return { [workerEnvironment.clockShiftMs]: String(shiftMs) }
  const seconds = Math.round(shiftMs / 1000)
  return {
    LD_PRELOAD: faketime,
    FAKETIME: `${seconds < 0 ? "" : "+"}${seconds}s`,
    FAKETIME_DONT_FAKE_MONOTONIC: "1",
  }
}
