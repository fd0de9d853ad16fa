import type { ContractHarness } from "./harness"
import type { Law } from "./law"

/** How one law came out on one harness. */
export type LawOutcome =
  | { readonly law: Law; readonly status: "kept"; readonly ms: number }
  | { readonly law: Law; readonly status: "skipped"; readonly reason: string; readonly ms: number }
  | { readonly law: Law; readonly status: "broken"; readonly error: Error; readonly ms: number }

/** No law waits longer than this for a channel that stands still. */
const LAW_MS_MAX = 60_000

/** Tries one law on a fresh harness, and never throws. */
export async function runLaw(law: Law, open: () => Promise<ContractHarness>): Promise<LawOutcome> {
  const started = performance.now()
  const took = () => performance.now() - started
  let harness: ContractHarness | null = null
  try {
    harness = await open()
    const verdict = await within(LAW_MS_MAX, law.check(harness))
    return "skipped" in verdict
      ? { law, status: "skipped", reason: verdict.skipped, ms: took() }
      : { law, status: "kept", ms: took() }
  } catch (error) {
    return { law, status: "broken", error: error instanceof Error ? error : new Error(String(error)), ms: took() }
  } finally {
    await harness?.close().catch(() => undefined)
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`There was no end to it within ${ms / 1_000} seconds.`)), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
