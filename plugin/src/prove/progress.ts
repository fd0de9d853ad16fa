import type { StormPlan } from "./plan"
import type { StormProgress } from "./storm/storm"

const everyMs = 1_000

/** One line that says how far it is and what comes next: each second to a person, every ten seconds to a log. */
export function showStorm(plan: StormPlan, seeds: number, output: NodeJS.WriteStream = process.stderr) {
  const begun = Date.now()
  let shown = 0
  const show = (seed: number, { stage, attempts, workerKills, databaseKills }: StormProgress): void => {
    const now = Date.now()
    if (now - shown < (output.isTTY ? everyMs : everyMs * 10)) return
    shown = now
    const parts = [
      `storm ${seed} of ${seeds}`,
      stage,
      `${attempts.toLocaleString("en")} of ${plan.attempts.toLocaleString("en")} attempts`,
      `${workerKills} of ${plan.workerKills} workers and ${databaseKills} of ${plan.databaseKills} databases killed`,
      `${Math.round((now - begun) / 1000)} s`,
    ]
    output.write(output.isTTY ? `\r${parts.join(" · ")}\u001b[K` : `${parts.join(" · ")}\n`)
  }
  const clear = (): void => void (output.isTTY && output.write("\r\u001b[K"))
  return { show, clear }
}
