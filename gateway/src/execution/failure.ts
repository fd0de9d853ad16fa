import { GraphQLError } from "graphql"
import { clientPath, type Path } from "./client-path"

/** Why a subgraph gave no value, in words fit for a client: never an address, a stack or the text of a query. */
export interface FailureCause {
  /** What happened and, where there is something to do, what to do. */
  readonly message: string
  /** A stable code: one of `failureCodes`, or one that the subgraph chose for its clients. */
  readonly code: string
  /** The subgraph that failed. */
  readonly subgraph: string
  /** True when the same operation may succeed later and does no harm when sent again. */
  readonly retryable: boolean
}

/** The codes that the gateway itself gives to a subgraph's failure. */
export const failureCodes = {
  /** It could not be reached, answered 5xx, or its breaker is open. */
  unavailable: "SUBGRAPH_UNAVAILABLE",
  /** It did not answer in its time, or the request's own time was over. */
  timeout: "SUBGRAPH_TIMEOUT",
  /** It answered with something that is not GraphQL, too large, or against the schema. */
  invalid: "SUBGRAPH_INVALID_RESPONSE",
  /** It reported a fault of its own that is not meant for clients. */
  fault: "SUBGRAPH_ERROR",
} as const

/** What a connector's subgraph says at each listing when the channel behind it does not answer. */
export const channelAway = "CHANNEL_UNAVAILABLE"

/**
 * What stands in the data where a subgraph failed to give a value. It travels with the data through merging, renaming and
 * copying, so the client's path of the error is simply where the projection meets it.
 */
export class Failure {
  #reported = false

  /**
   * @param rest where below this place the subgraph says the error arose, when a null has risen from there.
   * @param once true for a failure of a whole fetch or entity: one error, however many fields it took down.
   * @param isOfParent true when the place is the object around the field that holds this failure.
   */
  constructor(
    readonly cause: FailureCause,
    readonly rest: Path = [],
    readonly once: boolean = true,
    private readonly isOfParent: boolean = false
  ) {}

  /** The client's error for meeting this failure at `path`; null when it has already been told. */
  report(path: Path): GraphQLError | null {
    if (this.once && this.#reported) return null
    this.#reported = true
    const { message, ...extensions } = this.cause
    const place = this.isOfParent ? path.slice(0, -1) : path
    return new GraphQLError(message, { path: [...place, ...clientPath(this.rest)], extensions })
  }

  /** The failure of an object as each of its fields holds it: told once, at the object's own place. */
  forFields(): Failure {
    return new Failure(this.cause, this.rest, true, this.rest.length > 0)
  }
}
