import type { FetchNode } from "../supergraph/query-plan"
import type { TypeMatcher } from "../supergraph/type-relations"
import { usedVariables, type Execution, type PlanStep, type SubgraphAnswer } from "./execution"
import { Failure, failureCodes } from "./failure"
import type { JsonObject } from "./json"
import { merge } from "./merge"
import { compileFailedFields, type FailedFields } from "./response-fields"
import { compileRewrites } from "./rewrite"
import { failureCause, placeErrors, readPath } from "./subgraph-errors"

/** A fetch of fields of Query or Mutation. */
export function compileRootFetch(node: FetchNode, matches: TypeMatcher): PlanStep {
  const { serviceName: subgraph, operation, variableUsages = [] } = node
  const operationJson = JSON.stringify(operation)
  const kind = node.operationKind === "mutation" ? "mutation" : "query"
  const rewrite = compileRewrites(node.outputRewrites, matches)
  const failedFields = compileFailedFields(operation, null, matches)
  return async (execution) => {
    const variables = usedVariables(variableUsages, execution.variables)
    const answer = await execution.ask({ subgraph, kind, operationJson, variables })
    const data =
      answer instanceof Failure ? failedFields(null, answer) : receive(answer, subgraph, failedFields, execution)
    rewrite?.(data)
    merge(execution.data, data)
  }
}

function receive(
  answer: SubgraphAnswer,
  subgraph: string,
  failedFields: FailedFields,
  execution: Execution
): JsonObject {
  if (answer.data === null) return failedData(answer, subgraph, failedFields)
  const remarks = placeErrors(answer.data, answer.errors, subgraph)
  execution.remarks.push(...remarks.map((error) => new Failure(failureCause(error, subgraph))))
  return answer.data
}

/** Without data every field failed: by its own error where the path names it, else by the first error. */
function failedData({ errors }: SubgraphAnswer, subgraph: string, failedFields: FailedFields): JsonObject {
  const [first] = errors
  const data = failedFields(null, first ? new Failure(failureCause(first, subgraph)) : noData(subgraph))
  for (const error of errors) {
    const [key, ...rest] = readPath(error.path) ?? []
    if (typeof key !== "string" || !Object.hasOwn(data, key)) continue
    data[key] = new Failure(failureCause(error, subgraph), rest)
  }
  return data
}

/** An answer with neither data nor an error says nothing. */
export function noData(subgraph: string): Failure {
  const message = `The subgraph "${subgraph}" answered without data and without an error.`
  return new Failure({ message, code: failureCodes.invalid, subgraph, retryable: false })
}
