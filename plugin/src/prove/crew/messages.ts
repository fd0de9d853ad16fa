/** A call of the inventory service, as the storm sends it to a worker. */
export interface Call {
  readonly id: number
  readonly method: string
  readonly args: readonly unknown[]
  /** What the ledger is told; null for nothing. */
  readonly cause: string | null
}

/** What came of it. */
export type Reply =
  | { readonly kind: "answer"; readonly value: unknown }
  /** Core's way to refuse: an error that says that it must not be. */
  | { readonly kind: "refused"; readonly message: string }
  /** Nothing was done; to be sent again. */
  | { readonly kind: "busy"; readonly retryAfterMs: number }
  /** Something else; whether it was done is not known. */
  | { readonly kind: "fault"; readonly message: string }

export type ToWorker = { readonly calls: readonly Call[] }

export type FromWorker =
  { readonly ready: true } | { readonly failed: string } | { readonly replies: readonly (readonly [number, Reply])[] }
