import { connectorLaws, type ContractHarness, type Law, type StandInModule } from "../contract"
import type { Connector } from "../connector"
import { hunt } from "../contract/mutants/hunt"
import { runLaw } from "../contract/run"
import type { Case, ConformanceReport, Mutant } from "./report"
import { howToSimulate, type Scenario, type SimulationModule } from "./simulation"

/** The parts that the plugin brings. */
const simulated = ["import", "simulator"]

/** What is to be tried. */
export interface ConformancePlan {
  /** The stand-in brings its own unless one is given. */
  readonly connector?: Connector
  readonly standIn: StandInModule
  /** Only this part: an area of laws, `import` or `simulator`. */
  readonly only?: string
  readonly seed: number
  readonly mutants: boolean
  readonly simulation: SimulationModule | null
}

/** Hears of each thing as it is tried. */
export interface Listener {
  began?(part: string, name: string): void
  tried?(outcome: Case): void
  hunted?(mutant: Mutant): void
}

/** Tries a connector on a stand-in: laws, then the engine's scenarios, then planted bugs. */
export async function conform(plan: ConformancePlan, listener: Listener = {}): Promise<ConformanceReport> {
  const started = performance.now()
  const open = (without?: string) => openWith(plan, without)
  const first = await open()
  const { id, apiVersion } = first.connection.connector
  await first.close()
  const cases: Case[] = []
  for await (const outcome of tried(plan, open, listener)) {
    cases.push(outcome)
    listener.tried?.(outcome)
  }
  const mutants: Mutant[] = []
  for await (const mutant of plan.mutants ? hunted(plan, listener) : []) {
    mutants.push(mutant)
    listener.hunted?.(mutant)
  }
  const { name: standIn } = plan.standIn
  const result = { connector: { id, apiVersion }, standIn, seed: plan.seed, cases, mutants }
  return { ...result, notRun: notRun(plan), ms: performance.now() - started }
}

function openWith({ standIn, seed, connector }: ConformancePlan, without?: string): Promise<ContractHarness> {
  return standIn.open({ seed, ...(connector && { connector }), ...(without !== undefined && { without }) })
}

async function* tried(plan: ConformancePlan, open: () => Promise<ContractHarness>, listener: Listener) {
  for (const law of connectorLaws.filter(({ area }) => isWanted(plan, area))) {
    listener.began?.(law.area, law.name)
    yield caseOf(law.area, await runLaw(law, open))
  }
  for (const scenario of plan.simulation?.scenarios.filter(({ part }) => isWanted(plan, part)) ?? []) {
    listener.began?.(scenario.part, scenario.name)
    yield caseOf(scenario.part, await runLaw(asLaw(scenario, plan.seed), open))
  }
}

const isWanted = ({ only }: ConformancePlan, part: string) => only === undefined || only === part

/** A scenario is tried as a law is. */
const asLaw = (scenario: Scenario, seed: number): Law => ({
  area: "contract",
  name: scenario.name,
  hint: scenario.hint,
  check: async (harness) => (await scenario.check(harness, { seed })) ?? { kept: true },
})

function caseOf(part: string, outcome: Awaited<ReturnType<typeof runLaw>>): Case {
  const { law, status, ms } = outcome
  const reason = status === "skipped" ? outcome.reason : status === "broken" ? outcome.error.message : null
  return { part, name: law.name, status, reason, hint: status === "broken" ? law.hint : null, ms }
}

async function* hunted(plan: ConformancePlan, listener: Listener): AsyncGenerator<Mutant> {
  const { connector, standIn, seed } = plan
  const with_ = connector
    ? { ...standIn, open: (options: Parameters<StandInModule["open"]>[0]) => standIn.open({ ...options, connector }) }
    : standIn
  yield* hunt(with_, seed, (kind, name) => listener.began?.(kind, name))
  for (const { name, hunt: huntGuard } of plan.simulation?.engineMutants ?? []) {
    listener.began?.("engine guard", name)
    const started = performance.now()
    yield {
      kind: "engine guard",
      name,
      killedBy: await huntGuard({ seed }),
      skipped: null,
      ms: performance.now() - started,
    }
  }
}

function notRun({ simulation, only, mutants }: ConformancePlan): ConformanceReport["notRun"] {
  if (simulation) return []
  const parts = simulated.filter((part) => only === undefined || only === part)
  return [...parts, ...(mutants ? ["mutants of the engine"] : [])].map((part) => ({ part, how: howToSimulate }))
}
