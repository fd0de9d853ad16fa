import { AsyncLocalStorage } from "node:async_hooks"
import type { Lane } from "../domain/channels/lanes"

const storage = new AsyncLocalStorage<Lane>()

/** Runs work whose requests go in a lane. Connectors know nothing of lanes. */
export const inLane = <T>(lane: Lane, work: () => Promise<T>): Promise<T> => storage.run(lane, work)

/** The lane of the work that is under way; the last one for work that has none. */
export const currentLane = (): Lane => storage.getStore() ?? "reconcile"
