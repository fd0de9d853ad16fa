import type { Operation } from "../operation/operation"
import { compileObject } from "./project-object"
import type { Project } from "./projection"
import type { ProjectionPlan } from "./projection-plan"

/** Compiles how everything that was fetched for an operation becomes the client's answer. */
export function compileProjection(
  { definition, fragments }: Operation,
  options: Omit<ProjectionPlan, "compileObject" | "fragments">
): Project {
  const plan: ProjectionPlan = {
    ...options,
    fragments,
    compileObject: (type, selections) => compileObject(type, selections, plan),
  }
  const root = plan.schema.getRootType(definition.operation)
  if (!root) throw new Error(`The schema has no ${definition.operation} type.`)
  return compileObject(root, [definition.selectionSet], plan)
}
