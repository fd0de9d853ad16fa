import { GraphQLError } from "graphql"
import { channelAway, failureCodes, type Failure } from "../execution/failure"
import type { JsonObject } from "../execution/json"

/** More errors than this tell a client nothing new; the values are null all the same. */
const ERRORS_MAX = 100

/** What a value becomes when it may not be null but is: its parent becomes null instead, and so on upwards. */
export const BUBBLE = Symbol("a null that rises to the parent")

/** Turns a fetched value into what the client asked for. Gives `BUBBLE` when a null must rise. */
export type Project = (value: unknown, projection: Projection) => unknown

/** The shaping of one answer: where it is, and what has gone wrong so far. */
export class Projection {
  readonly errors: GraphQLError[] = []
  /** Where the projection is now. Pushed and popped, since to copy it at each step would cost more than everything else. */
  readonly path: (string | number)[] = []
  readonly #told = new Set<object | string>()

  /** @param introspection the answers to the operation's questions about the schema. */
  constructor(readonly introspection: JsonObject | null) {}

  /**
   * Meets a failure that a fetch left in the data. That a channel is away is told once, where it is met first: it explains all of
   * its nulls, and a hundred repetitions explain no more.
   */
  fail(failure: Failure): void {
    const { subgraph, code, message } = failure.cause
    const outage = code === channelAway ? `${subgraph}: ${message}` : null
    if (outage !== null && this.#told.has(outage)) return
    const error = failure.report(this.path)
    if (!error) return
    if (outage !== null) this.#told.add(outage)
    this.#add(error)
  }

  /** An error of our own at this place; `about`, when given, is told once however often it is met. */
  refuse({ message, code, about }: { message: string; code: string; about?: object }): void {
    if (about && this.#told.has(about)) return
    if (about) this.#told.add(about)
    this.#add(new GraphQLError(message, { path: [...this.path], extensions: { code } }))
  }

  /** A subgraph sent something that the schema does not allow here. */
  invalid(message: string): void {
    this.refuse({ message, code: failureCodes.invalid })
  }

  #add(error: GraphQLError): void {
    if (this.errors.length < ERRORS_MAX) this.errors.push(error)
  }
}
