import type { BatchFetchNode, FetchNode, FlattenNodePathSegment } from "../supergraph/query-plan"
import type { TypeMatcher } from "../supergraph/type-relations"
import { compileEntityList, type EntityList, type Target } from "./entity-list"
import { usedVariables, type Execution, type PlanStep, type SubgraphAnswer } from "./execution"
import { Failure } from "./failure"
import type { JsonObject } from "./json"
import { cutLists, Representations, type RepresentationsPart } from "./representations"
import { noData } from "./root-fetch"
import { failureCause, placeErrors } from "./subgraph-errors"

/** What compiling an entity fetch needs to know of its surroundings. */
export interface EntityFetchOptions {
  readonly matches: TypeMatcher
  /** The most representations one list may carry; a longer list is cut into several requests. */
  readonly representationsMax: number
}

/** A fetch of fields of entities at one path. */
export function compileEntityFetch(
  node: FetchNode,
  path: readonly FlattenNodePathSegment[],
  options: EntityFetchOptions
): PlanStep {
  const list = compileEntityList(
    {
      subgraph: node.serviceName,
      operation: node.operation,
      key: "_entities",
      variable: "representations",
      paths: [path],
      requires: node.requires ?? [],
      inputRewrites: node.inputRewrites,
      outputRewrites: node.outputRewrites,
    },
    options.matches
  )
  return compileLists(node, [list], options)
}

/** A fetch of fields of entities at several paths, in one request with one aliased list for each. */
export function compileBatchFetch(node: BatchFetchNode, options: EntityFetchOptions): PlanStep {
  const { serviceName: subgraph, operation } = node
  const lists = node.entityBatch.aliases.map((each) =>
    compileEntityList(
      {
        subgraph,
        operation,
        key: each.alias,
        variable: each.representationsVariableName,
        paths: each.paths,
        requires: each.requires,
        inputRewrites: each.inputRewrites,
        outputRewrites: each.outputRewrites,
      },
      options.matches
    )
  )
  return compileLists(node, lists, options)
}

function compileLists(
  { serviceName: subgraph, operation, variableUsages = [] }: FetchNode | BatchFetchNode,
  lists: readonly EntityList[],
  { representationsMax }: EntityFetchOptions
): PlanStep {
  const operationJson = JSON.stringify(operation)
  return async (execution) => {
    const { representations, waiting } = gatherAll(lists, execution)
    const askPart = async (part: RepresentationsPart): Promise<void> => {
      const variables = { ...usedVariables(variableUsages, execution.variables), ...part.variables }
      const answer = await execution.ask({ subgraph, kind: "query", operationJson, variables })
      deliverPart(answer, part, { subgraph, waiting, execution })
    }
    await Promise.all(cutLists(representations, representationsMax).map(askPart))
  }
}

/** The entities that wait for one list's answer. */
interface Waiting {
  readonly list: EntityList
  readonly targets: readonly Target[]
}

function gatherAll(lists: readonly EntityList[], { data }: Execution) {
  const representations = new Map<string, Representations>()
  const waiting = lists.map((list): Waiting => {
    // The planner may let two lists share a variable: each then waits for its own places in it.
    let shared = representations.get(list.variable)
    if (!shared) representations.set(list.variable, (shared = new Representations()))
    return { list, targets: list.gather(data, shared) }
  })
  return { representations, waiting }
}

function deliverPart(
  answer: SubgraphAnswer | Failure,
  part: RepresentationsPart,
  { subgraph, waiting, execution }: { subgraph: string; waiting: readonly Waiting[]; execution: Execution }
): void {
  const data = answer instanceof Failure ? answer : placed(answer, subgraph, execution)
  for (const { list, targets } of waiting) {
    const inPart = targets.filter(({ index }) => index >= part.start && index < part.end)
    const entities = data instanceof Failure ? data : data[list.key]
    if (entities instanceof Failure) list.fail(inPart, entities)
    else list.deliver(inPart, entities, part.start)
  }
}

/** The answer's data with each error in its place; a failure when there is none. */
function placed({ data, errors }: SubgraphAnswer, subgraph: string, execution: Execution): JsonObject | Failure {
  const [first] = errors
  if (data === null) return first ? new Failure(failureCause(first, subgraph)) : noData(subgraph)
  const remarks = placeErrors(data, errors, subgraph)
  execution.remarks.push(...remarks.map((error) => new Failure(failureCause(error, subgraph))))
  return data
}
