import type { DoctorReport } from "../domain/doctor"
import { CouldNotRun } from "../inventory/doctor/could-not-run"
import { runDoctor } from "../inventory/doctor/run-doctor"
import type { Command } from "./arguments"
import { describeDoctorReport } from "./doctor-report"
import { showLevels } from "./doctor-progress"
import { say } from "./say"
import { openShopDatabase } from "./shop-database"

type Doctor = Extract<Command, { do: "doctor" }>

/** Examines the shop of this folder; the result is the exit code: 0 healthy, 1 something is wrong, 2 could not look. */
export async function doctor({ repair, json }: Doctor, directory = process.cwd()): Promise<number> {
  try {
    const { knex, name } = await openShopDatabase(directory)
    const interrupted = new AbortController()
    const stop = () =>
      interrupted.abort(new CouldNotRun("Interrupted. What was repaired stays repaired; run it again to go on."))
    process.once("SIGINT", stop)
    try {
      const report = await runDoctor(knex, {
        repair,
        actor: "cli",
        onProgress: showLevels(),
        signal: interrupted.signal,
      })
      return tell(report, { json, name })
    } finally {
      process.removeListener("SIGINT", stop)
      await knex.destroy()
    }
  } catch (error) {
    return say(error instanceof Error ? error.message : String(error), 2)
  }
}

/** The report is the answer whatever it says, so it always goes to standard output. */
function tell(report: DoctorReport, { json, name }: { json: boolean; name: string }): number {
  console.log(json ? JSON.stringify(report, null, 2) : describeDoctorReport(report, name))
  return report.healthy ? 0 : 1
}
