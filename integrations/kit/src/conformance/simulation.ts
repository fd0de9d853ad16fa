import type { ContractHarness } from "../contract/harness"

/**
 * What `@anyshelf/plugin/channel-simulation` offers to the command line: the real engine around a connector, and its guards. The
 * kit knows nothing of the plugin; it is found where it is installed.
 */
export interface SimulationModule {
  /** The engine with the harness's connector: each is tried on a fresh harness, and throws with what was seen where it fails. */
  readonly scenarios: readonly Scenario[]
  /** Takes one guard of the engine away at a time; gives who noticed, or null. */
  readonly engineMutants: readonly {
    readonly name: string
    hunt(options: { readonly seed: number }): Promise<string | null>
  }[]
}

/** One story of the engine and a connector. */
export interface Scenario {
  readonly part: "import" | "simulator"
  readonly name: string
  readonly hint: string
  check(harness: ContractHarness, options: { readonly seed: number }): Promise<void | { readonly skipped: string }>
}

const PACKAGE = "@anyshelf/plugin/channel-simulation"

/** How to get the parts that the plugin brings. */
export const howToSimulate = `Install @anyshelf/plugin beside the connector: it brings the engine (${PACKAGE}).`

/** The simulation where it is installed, seen from a folder; null where it is not. Throws when it is there and broken. */
export async function findSimulation(resolve: (name: string) => string): Promise<SimulationModule | null> {
  let place: string
  try {
    place = resolve(PACKAGE)
  } catch {
    return null
  }
  const found = (await import(place)) as { conformance?: SimulationModule }
  return found.conformance ?? null
}
