import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { PLUGIN_MODULE } from "../modules/plugin/key"
import type PluginService from "../modules/plugin/service"
import { runOn } from "../reads/run"
import { StoreReads } from "../reads/store/store-reads"
import { startSubgraph, type Subgraph } from "./server"

/** What the requests of one application share. */
interface Shared {
  readonly subgraph: Subgraph
  readonly store: StoreReads
}

const started = new WeakMap<PluginService, Promise<Shared>>()

/** The subgraph of this application: started at the first request, ended with the application. */
export function subgraphOf(container: MedusaContainer): Promise<Shared> {
  const plugin = container.resolve<PluginService>(PLUGIN_MODULE)
  const known = started.get(plugin)
  if (known) return known
  const shared = start(container, plugin)
  started.set(plugin, shared)
  // A start that failed is tried again by the next request.
  shared.catch(() => started.delete(plugin))
  return shared
}

async function start(container: MedusaContainer, plugin: PluginService): Promise<Shared> {
  const subgraph = await startSubgraph(container.resolve(ContainerRegistrationKeys.LOGGER))
  plugin.onShutdown(() => subgraph.stop())
  return { subgraph, store: new StoreReads(runOn(container)) }
}
