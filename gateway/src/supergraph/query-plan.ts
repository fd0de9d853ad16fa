/**
 * The planner's own types. Its types are declared for ES modules alone although its code also loads as CommonJS; the detour is
 * taken once, here.
 */
export type {
  BatchFetchNode,
  FetchNode,
  FetchNodePathSegment,
  FetchRewrite,
  FieldRequiresNode,
  FlattenNodePathSegment,
  InlineFragmentRequiresNode,
  PlanNode,
  QueryPlan,
  RequiresSelection,
} from "@graphql-hive/router-query-planner" with { "resolution-mode": "import" }
