import type { Connection } from "@anyshelf/connector-kit"
import { checkOptions, InvalidOptions, ownOptions } from "./options"

const gatewaySecret = "thirty-two characters, or more of them"
const nobody: NodeJS.ProcessEnv = {}

/** As much of a connection as the options look at. */
const connection = (id: string) =>
  ({ id, salesChannel: "Shop", config: {}, connector: { open: () => ({}) } }) as unknown as Connection

const refusal = (options: unknown, environment = nobody): string => {
  try {
    checkOptions(options, environment)
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidOptions)
    return (error as Error).message
  }
  throw new Error("The options were accepted.")
}

describe("options", () => {
  it("fill in their defaults", () => {
    const checked = { gatewaySecret, connectors: [], channelConnectors: [], allowPrivateAddresses: [] }
    expect(checkOptions({ gatewaySecret }, nobody)).toEqual(checked)
    expect(checkOptions(undefined, { ANYSHELF_GATEWAY_SECRET: gatewaySecret })).toEqual(checked)
  })

  it("prefer what is written to what is in the environment", () => {
    const environment = { ANYSHELF_GATEWAY_SECRET: "x".repeat(32) }
    expect(checkOptions({ gatewaySecret }, environment).gatewaySecret).toBe(gatewaySecret)
  })

  it("take Redis from the environment, where there is one", () => {
    const environment = { ANYSHELF_GATEWAY_SECRET: gatewaySecret, REDIS_URL: "redis://here" }
    expect(checkOptions({}, environment).redisUrl).toBe("redis://here")
    expect(checkOptions({ redisUrl: "rediss://there" }, environment).redisUrl).toBe("rediss://there")
    expect(checkOptions({}, { ...environment, REDIS_URL: "" }).redisUrl).toBeUndefined()
  })

  it("take keys and allowed addresses from the environment", () => {
    const environment = { ANYSHELF_SECRETS_KEY: "ab".repeat(32), ANYSHELF_ALLOW_ADDRESSES: "127.0.0.1:4200, [::1]:80," }
    expect(checkOptions({ gatewaySecret }, environment)).toMatchObject({
      secretsKey: "ab".repeat(32),
      allowPrivateAddresses: ["127.0.0.1:4200", "[::1]:80"],
    })
    expect(checkOptions({ gatewaySecret, allowPrivateAddresses: [] }, environment).allowPrivateAddresses).toEqual([])
  })

  it("are accepted again as they come out: Medusa checks what withAnyshelf has checked", () => {
    const checked = checkOptions({ gatewaySecret, connectors: [connection("a")] }, nobody)
    expect(checkOptions({ ...checked }, nobody)).toEqual(checked)
  })

  it.each([
    [
      "an unknown key",
      { gatewaySecret, conectors: [] },
      "`conectors` is not an option: remove it, or correct its name (known: connectors, channelConnectors, secretsKey, allowPrivateAddresses, gatewaySecret, redisUrl).",
    ],
    ["no secret", {}, "`gatewaySecret` is missing: set it, or the environment variable ANYSHELF_GATEWAY_SECRET"],
    ["a short secret", { gatewaySecret: "short" }, "`gatewaySecret` is too short: use at least 32"],
    ["another server than Redis", { gatewaySecret, redisUrl: "http://x" }, "`redisUrl` must begin with `redis://`"],
    ["connectors that are no list", { gatewaySecret, connectors: {} }, "`connectors` must be an array of connections"],
    [
      "a connector in place of a connection",
      { gatewaySecret, connectors: [{ id: "shopify" }] },
      "`connectors.0` must be made by a connector",
    ],
    [
      "an id that cannot be in a URL",
      { gatewaySecret, connectors: [connection("My Shop")] },
      "`connectors.0` must be made by a connector",
    ],
    [
      "a connection in place of a connector",
      { gatewaySecret, channelConnectors: [connection("a")] },
      "must be a connector",
    ],
    ["a key that is none", { gatewaySecret, secretsKey: "hunter2" }, "`secretsKey` holds a key (number 1 of 1)"],
    [
      "an address without a port",
      { gatewaySecret, allowPrivateAddresses: ["localhost"] },
      "`allowPrivateAddresses.0` must be a host with its port",
    ],
    [
      "one id twice",
      { gatewaySecret, connectors: [connection("a"), connection("a")] },
      "`connectors` names the connection `a` twice: give each its own `id`.",
    ],
  ])("refuse %s with a sentence that names it", (_, options, sentence) => {
    expect(refusal(options)).toContain(sentence)
  })

  it("tell every mistake at once, and never a secret", () => {
    const message = refusal({ gatewaySecret: "tell-no-one", extra: 1 })
    expect(message).toContain("`extra`")
    expect(message).toContain("too short")
    expect(message).not.toContain("tell-no-one")
  })

  it("are told from what Medusa adds to a module's options", () => {
    expect(ownOptions({ database: { clientUrl: "postgres://" }, gatewaySecret })).toEqual({ gatewaySecret })
    expect(ownOptions(undefined)).toEqual({})
  })
})
