import { startIntegrationsServer } from "@anyshelf/integrations-server"
import { connections } from "../connections"
import { setting } from "../settings"

/** The connectors' live subgraphs, in a process of their own: a slow channel cannot slow Medusa. */
async function main(): Promise<void> {
  const server = await startIntegrationsServer({
    port: Number(setting("ANYSHELF_CONNECTORS_PORT")),
    secret: setting("ANYSHELF_GATEWAY_SECRET"),
    connections: connections(),
    // The stand-in is on this machine; a shop that has none allows nothing.
    allowPrivateAddresses: (process.env.ANYSHELF_ALLOW_ADDRESSES ?? "").split(",").filter(Boolean),
  })
  console.log(`The connectors' subgraphs answer at ${server.url}`)
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void server.close().then(() => process.exit(0)))
}

main().catch((error: unknown) => {
  console.error(error)
  process.exit(1)
})
