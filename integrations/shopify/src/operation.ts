/** A GraphQL document with the types of its answer and variables, which codegen reads from the vendor's schema. */
export interface Operation<Result, Variables> {
  readonly source: string
  /** A mutation that got no answer may have been carried out. */
  readonly kind: "query" | "mutation"
  /** Never there: it only carries the types. */
  readonly types?: { readonly result: Result; readonly variables: Variables }
}

export const query = <Result, Variables>(source: string): Operation<Result, Variables> => ({ source, kind: "query" })

export const mutation = <Result, Variables>(source: string): Operation<Result, Variables> => ({
  source,
  kind: "mutation",
})
