export { conform, type ConformancePlan, type Listener } from "./conform"
export { isGreen, type Case, type ConformanceReport, type Mutant } from "./report"
export type { Scenario, SimulationModule } from "./simulation"
