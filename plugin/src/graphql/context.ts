import type { Identity } from "@anyshelf/connector-kit/subgraph"
import type { MedusaContainer } from "@medusajs/framework/types"
import { runOn, type Run } from "../reads/run"
import { type StoreReads } from "../reads/store/store-reads"
import { findCaller, type Caller } from "./caller"
import { createLoaders, type Loaders } from "./load"

/** What each resolver is given. */
export interface Context {
  readonly identity: Identity
  readonly container: MedusaContainer
  readonly run: Run
  readonly store: StoreReads
  readonly load: Loaders
  /** On whose behalf this request reads. Found out at the first need, since `_service` needs nobody. */
  caller(): Promise<Caller>
}

/** Makes the context of one request; its loaders remember nothing beyond it. */
export function createContext(identity: Identity, container: MedusaContainer, store: StoreReads): Context {
  let caller: Promise<Caller> | undefined
  const context = {
    identity,
    container,
    store,
    run: runOn(container),
    caller: () => (caller ??= findCaller(identity, store)),
  }
  return { ...context, load: createLoaders(context) }
}
