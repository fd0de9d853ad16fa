import { webhookFigures } from "./channels/parts/webhooks"
import { burstFigures } from "./channels/parts/burst"
import { chaosFigures } from "./channels/parts/chaos"
import { importFigures } from "./channels/parts/import"
import { rateFigures } from "./channels/parts/rate"
import { dropTemplate } from "./channels/world/database"
import { report, type Figure } from "./support/report"

/** What can be measured, in order. */
const parts: Readonly<Record<string, () => Promise<Figure[]>>> = {
  webhooks: webhookFigures,
  burst: burstFigures,
  rate: rateFigures,
  import: importFigures,
  chaos: chaosFigures,
}

/** All parts, or those named as arguments or in BENCH_PARTS (`BENCH_PARTS=rate,burst npm run bench channels`). */
function chosenParts(): string[] {
  const asked =
    process.argv.length > 2 ? process.argv.slice(2) : (process.env.BENCH_PARTS ?? "").split(",").filter(Boolean)
  const unknown = asked.find((name) => !(name in parts))
  if (unknown) throw new Error(`There is no part "${unknown}"; there are: ${Object.keys(parts).join(", ")}.`)
  return asked.length > 0 ? asked : Object.keys(parts)
}

async function main(): Promise<void> {
  const figures: Figure[] = []
  try {
    for (const name of chosenParts()) {
      console.log(`  … ${name}`)
      figures.push(...(await parts[name]!()))
    }
  } finally {
    await dropTemplate()
  }
  report("channels", figures)
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    console.error(error)
    process.exit(1)
  }
)
