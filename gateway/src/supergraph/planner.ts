import { createRequire } from "node:module"
import type { QueryPlan } from "./query-plan"

const requireHere = createRequire(__filename)

type PlannerLibrary = typeof import("@graphql-hive/router-query-planner", { with: { "resolution-mode": "import" } })

/** Makes query plans for one supergraph. */
export interface Planner {
  /**
   * Plans one operation, off the main thread. Throws when the operation cannot be planned: it does not fit the schema, or no
   * chain of subgraphs leads to a field.
   */
  plan(operation: string, operationName: string | null, signal: AbortSignal): Promise<QueryPlan>
}

/** Supergraphs of ours have no fields behind a progressive `@override`, so no label is ever active. */
const NO_LABELS: ReadonlySet<string> = new Set()
const NO_PERCENTAGE = 0

/** A planner for this supergraph. Throws where the native library does not run, or cannot read the supergraph. */
export function createPlanner(supergraphSdl: string): Planner {
  const { QueryPlanner } = loadLibrary()
  const planner = new QueryPlanner(supergraphSdl)
  return {
    plan: (operation, operationName, signal) =>
      planner.planAsync(operation, operationName, NO_LABELS as Set<string>, NO_PERCENTAGE, signal),
  }
}

function loadLibrary(
  load: () => PlannerLibrary = () => requireHere("@graphql-hive/router-query-planner")
): PlannerLibrary {
  try {
    return load()
  } catch (cause) {
    throw new Error(missingLibrary(process.platform, process.arch), { cause })
  }
}

/** What to do where the planner's native part does not load. It is built for glibc Linux and macOS, on x64 and arm64. */
export function missingLibrary(platform: string, arch: string): string {
  return (
    `The query planner (@graphql-hive/router-query-planner) has no native library that loads on ${platform} ${arch}. ` +
    "It runs on macOS and on Linux with glibc, x64 or arm64. On Alpine use a Debian image (node:22-slim); on Windows use WSL 2 " +
    "or Docker. If the platform is right, run `npm ci` again: the installation may be incomplete."
  )
}
