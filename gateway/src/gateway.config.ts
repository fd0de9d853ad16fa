import type { GatewayOptions } from "./gateway-options"
import { identityFromMedusa } from "./identity/ask-identity"
import { jsonLog, type Log } from "./log"
import { useCorrelation } from "./plugins/use-correlation"
import { useCostLimit } from "./plugins/use-cost-limit"
import { useIdentity } from "./plugins/use-identity"
import { useAliasLimit, useDepthLimit, useRootFieldLimit, useTokenLimit } from "./plugins/use-operation-limits"
import { useResponseNames } from "./plugins/use-response-names"
import { exampleQuery } from "./playground/example-query"
import type { Settings } from "./settings"

/** The whole gateway on a screen. */
export function gatewayConfig(settings: Settings, supergraphSdl: string, log: Log = jsonLog()): GatewayOptions {
  const { medusaUrl, connectorsUrl, secret } = settings
  const identity = identityFromMedusa({ url: `${medusaUrl}/anyshelf/identity`, timeoutMs: 2_000 })
  return {
    supergraphSdl,
    host: settings.host,
    port: settings.port,
    cors: { origins: settings.corsOrigins },
    introspection: settings.introspection,
    playground: settings.introspection ? exampleQuery : null,
    deadlineMs: 15_000,
    subgraphs: {
      anyshelf: { url: `${medusaUrl}/anyshelf/graphql`, timeoutMs: 5_000 },
      shopify: { url: `${connectorsUrl}/shopify/graphql`, timeoutMs: 800 },
    },
    plugins: [
      useCorrelation(),
      useIdentity({ ask: identity.ask, secret, log }),
      useTokenLimit(4_000),
      useDepthLimit(16),
      useAliasLimit(100),
      useRootFieldLimit(20),
      useResponseNames(),
      useCostLimit({ max: 50_000 }),
    ],
    log,
    onClose: () => identity.close(),
  }
}
