/** Mistakes that an inventory could have; see `faulty-worker.ts`. */
export type Fault =
  "read, then write" | "forgets what it promised" | "does it, and says no" | "knows no keys" | "writes past the ledger"
