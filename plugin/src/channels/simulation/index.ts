/**
 * The channels' engine in virtual time: whole courses of several channels, our own shop, faults and deaths; the laws that must hold; and
 * mutants of the engine that they must notice. Needs neither Medusa nor a database.
 */
export {
  calm,
  drawPlan,
  stormy,
  type ChannelPlan,
  type Faults,
  type Happening,
  type PlanOptions,
  type SimulationPlan,
} from "./plan"
export { runPlan, type RunOptions } from "./run-simulation"
export type { ChannelFigures, SimulationReport } from "./report"
export type { Breach } from "./verdict"
export { scenarioOf, scenarios, type Scenario } from "./scenarios"
export { engineMutants, type EngineMutant } from "./mutants"
export { runMutants, type MutantOptions, type MutantVerdict } from "./run-mutants"
export { minimise } from "./minimise"
export { runSeeds, type SeedsOptions, type SeedsReport } from "./run-seeds"
export { figurePlan, figureTiming } from "./figure"
export { conformance, connectorStories } from "./connector/conformance"
export type { ConnectorStory, StoryOptions } from "./connector/story"
