import type { FieldNode, GraphQLCompositeType, GraphQLSchema, SelectionSetNode } from "graphql"
import type { Denial } from "../access/access"
import type { FieldAccess } from "../access/field-access"
import type { DataKey } from "../operation/data-key"
import type { Operation } from "../operation/operation"
import type { Conditions } from "../operation/conditions"
import type { Project } from "./projection"

/** What compiling a projection needs to know. */
export interface ProjectionPlan {
  readonly schema: GraphQLSchema
  readonly fragments: Operation["fragments"]
  readonly access: FieldAccess
  /** Fields that were not fetched because the caller may not see them. */
  readonly withheld: ReadonlyMap<FieldNode, Denial>
  readonly dataKey: DataKey
  /** What `@skip` and `@include` have decided. */
  readonly conditions: Conditions
  /** Objects hold types that hold objects: this is where the two compilers meet. */
  compileObject(type: GraphQLCompositeType, selections: readonly SelectionSetNode[]): Project
}
