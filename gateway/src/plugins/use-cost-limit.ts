import type { GatewayPlugin, OperationRequest } from "../gateway-plugin"
import { compileCost, type OperationCost } from "../limits/cost"
import { readCostRules, type CostRules } from "../limits/cost-rules"
import type { Operation } from "../operation/operation"
import { refusal } from "../refusal"
import type { Supergraph } from "../supergraph/supergraph"

/** Settings of `useCostLimit`. */
export interface CostLimitOptions {
  /** The most an operation may cost: roughly, the number of objects that it may bring. */
  readonly max: number
  /** How long a list is taken to be when no `@listSize` says so. @default 10 */
  readonly listLength?: number
  /** The cost of a mutation itself. @default 10 */
  readonly mutationCost?: number
}

const LIST_LENGTH = 10
const MUTATION_COST = 10

/** Refuses operations that may cost more than `max`, by `@cost` and `@listSize`, before anything is fetched. */
export function useCostLimit({
  max,
  listLength = LIST_LENGTH,
  mutationCost = MUTATION_COST,
}: CostLimitOptions): GatewayPlugin {
  const rules = new WeakMap<Supergraph, CostRules>()
  const costs = new WeakMap<Operation, OperationCost>()

  const costOf = ({ operation, supergraph }: OperationRequest): OperationCost => {
    const known = costs.get(operation)
    if (known) return known
    const costRules = rules.get(supergraph) ?? readCostRules(supergraph.full, supergraph.links)
    rules.set(supergraph, costRules)
    const cost = compileCost(operation, { schema: supergraph.schema, rules: costRules, listLength, mutationCost })
    costs.set(operation, cost)
    return cost
  }

  return {
    name: "cost-limit",
    onOperation(request) {
      const cost = costOf(request)(request.variables)
      if (cost <= max) return
      const message = `The operation may cost ${cost}; ${max} is allowed. Ask for shorter lists or fewer fields.`
      throw refusal("OPERATION_TOO_COSTLY", message, 400, { cost, max })
    },
  }
}
