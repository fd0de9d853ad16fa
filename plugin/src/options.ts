import type { Connection, Connector } from "@anyshelf/connector-kit"
import { z } from "@medusajs/framework/zod"
import { readSecretsKeys } from "./secrets/keys"

/** The shortest secret that HS256 can use in full: 256 bits. */
const shortestSecret = 32

/** What the merchant gives to `withAnyshelf`. */
export interface AnyshelfOptions {
  /**
   * Shops on other channels, each made by its connector: `shopify({ … })`. Default: none.
   */
  readonly connectors?: readonly Connection[]
  /**
   * Connectors whose shops may be connected in Admin, besides those of `connectors`: `[shopifyConnector]`. Default: none.
   */
  readonly channelConnectors?: readonly Connector[]
  /**
   * Seals what connections made in Admin keep secret: 32 random bytes as base64 or hex; several, separated by commas, while keys are
   * rotated: the first seals, all open. Default: the environment variable `ANYSHELF_SECRETS_KEY`; without it no connection with
   * secrets can be made in Admin.
   */
  readonly secretsKey?: string
  /**
   * Hosts, each with its port, that may be reached for a channel although they are in a private network or speak plain HTTP: a
   * stand-in at `127.0.0.1:4200`, a connector of your own at `connector.internal:8080`. Default: the environment variable
   * `ANYSHELF_ALLOW_ADDRESSES`, separated by commas; without it every such address is refused.
   */
  readonly allowPrivateAddresses?: readonly string[]
  /**
   * Signs who a caller is between the gateway and the subgraphs: at least 32 characters, the same for all of them.
   * Default: the environment variable `ANYSHELF_GATEWAY_SECRET`.
   */
  readonly gatewaySecret?: string
  /**
   * Where locks are kept once several processes serve the shop: a Redis, as `redis://` or `rediss://`. Default: the environment
   * variable `REDIS_URL`; without either, locks are kept within the process. Options of Medusa's own Redis provider, where the app
   * configures it, come first.
   */
  readonly redisUrl?: string
}

/** The options after they were checked, with every default filled in. */
export interface CheckedOptions {
  readonly connectors: readonly Connection[]
  readonly channelConnectors: readonly Connector[]
  readonly secretsKey?: string | undefined
  readonly allowPrivateAddresses: readonly string[]
  readonly gatewaySecret: string
  readonly redisUrl?: string | undefined
}

/** A mistake in the plugin's options. Its message names the option and says what to write instead. */
export class InvalidOptions extends Error {
  override readonly name = "InvalidOptions"

  constructor(sentences: readonly string[]) {
    super(`The options of @anyshelf/plugin are not right. ${sentences.join(" ")}`)
  }
}

/** A connection is judged by its outline only: what is inside `config` is its connector's business. */
const connection = z.custom<Connection>(isConnection, {
  error: "must be made by a connector, for example `shopify({ … })`.",
})

const connector = z.custom<Connector>(isConnector, {
  error: "must be a connector, for example `shopifyConnector` of @anyshelf/shopify.",
})

const schema = z.strictObject({
  connectors: z
    .array(connection, { error: "must be an array of connections, for example `[shopify({ … })]`." })
    .max(100, { error: "may hold at most 100 connections." })
    .default([])
    .superRefine(refuseRepeatedIds),
  channelConnectors: z
    .array(connector, { error: "must be an array of connectors, for example `[shopifyConnector]`." })
    .max(100, { error: "may hold at most 100 connectors." })
    .default([]),
  secretsKey: z
    .string({ error: "must be text." })
    .superRefine((text, context) => {
      const keys = readSecretsKeys(text)
      if (typeof keys === "string") context.addIssue({ code: "custom", message: keys })
    })
    .optional(),
  allowPrivateAddresses: z
    .array(
      z.string().regex(/^[^\s/@]+:\d{1,5}$/, { error: "must be a host with its port, for example `127.0.0.1:4200`." }),
      {
        error: 'must be an array of hosts with their ports, for example `["127.0.0.1:4200"]`.',
      }
    )
    .max(100, { error: "may hold at most 100 hosts." })
    .default([]),
  gatewaySecret: z
    .string({
      error: `is missing: set it, or the environment variable ANYSHELF_GATEWAY_SECRET, to the secret that the gateway uses (at least ${shortestSecret} random characters).`,
    })
    .min(shortestSecret, {
      error: `is too short: use at least ${shortestSecret} random characters, for example from \`openssl rand -hex 32\`.`,
    }),
  redisUrl: z
    .string({ error: "must be a URL, for example `redis://localhost:6379`." })
    .regex(/^rediss?:\/\/./, { error: "must begin with `redis://` or `rediss://`." })
    .optional(),
})

const known = Object.keys(schema.shape)

/**
 * Checks the merchant's options and fills in defaults. Throws `InvalidOptions` with one sentence for each mistake.
 *
 * @param options - as given to `withAnyshelf`
 * @param environment - where defaults for secrets come from
 */
export function checkOptions(options: unknown, environment: NodeJS.ProcessEnv = process.env): CheckedOptions {
  const given: Partial<Record<keyof AnyshelfOptions, unknown>> =
    typeof options === "object" && options !== null ? options : {}
  const result = schema.safeParse({
    ...given,
    gatewaySecret: given.gatewaySecret ?? environment.ANYSHELF_GATEWAY_SECRET,
    redisUrl: given.redisUrl ?? (environment.REDIS_URL || undefined),
    secretsKey: given.secretsKey ?? (environment.ANYSHELF_SECRETS_KEY || undefined),
    allowPrivateAddresses: given.allowPrivateAddresses ?? listOf(environment.ANYSHELF_ALLOW_ADDRESSES),
  })
  if (!result.success) throw new InvalidOptions(result.error.issues.map(sentence))
  return result.data
}

/**
 * The plugin's own options out of what Medusa hands to a module: Medusa writes its `database` settings into the same object.
 */
export function ownOptions(moduleOptions: Readonly<Record<string, unknown>> | undefined): Record<string, unknown> {
  const { database: _medusas, ...own } = moduleOptions ?? {}
  return own
}

const listOf = (text: string | undefined) => text?.split(",").flatMap((part) => part.trim() || [])

function isConnector(value: unknown): value is Connector {
  if (typeof value !== "object" || value === null) return false
  const { id, open, configSchema, secrets } = value as Partial<Connector>
  return (
    typeof id === "string" &&
    typeof open === "function" &&
    typeof configSchema?.safeParse === "function" &&
    Array.isArray(secrets)
  )
}

function isConnection(value: unknown): value is Connection {
  if (typeof value !== "object" || value === null) return false
  const { id, connector, salesChannel } = value as Partial<Connection>
  return (
    typeof id === "string" &&
    /^[a-z0-9][a-z0-9-]{0,62}$/.test(id) &&
    typeof salesChannel === "string" &&
    salesChannel !== "" &&
    typeof connector?.open === "function"
  )
}

function refuseRepeatedIds(connections: readonly Connection[], context: z.core.$RefinementCtx): void {
  const ids = connections.map((each) => each.id)
  const repeated = ids.filter((id, index) => ids.indexOf(id) !== index)
  for (const id of new Set(repeated)) {
    context.addIssue({ code: "custom", message: `names the connection \`${id}\` twice: give each its own \`id\`.` })
  }
}

function sentence(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys") {
    return `\`${issue.keys.join("`, `")}\` is not an option: remove it, or correct its name (known: ${known.join(", ")}).`
  }
  return `\`${issue.path.join(".")}\` ${issue.message}`
}
