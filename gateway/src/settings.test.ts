import { readSettings } from "./settings"

const secret = { ANYSHELF_GATEWAY_SECRET: "s".repeat(32) }

test("with a secret alone everything has a default", () => {
  expect(readSettings(secret)).toEqual({
    secret: secret.ANYSHELF_GATEWAY_SECRET,
    host: "127.0.0.1",
    port: 4000,
    medusaUrl: "http://127.0.0.1:9000",
    connectorsUrl: "http://127.0.0.1:4100",
    supergraphPath: "schema/supergraph.graphql",
    corsOrigins: [],
    introspection: true,
  })
})

test("lists, switches and slashes at the end are read", () => {
  const given = {
    ...secret,
    ANYSHELF_GATEWAY_CORS: " https://a.example,https://b.example,",
    ANYSHELF_GATEWAY_INTROSPECTION: "off",
    ANYSHELF_MEDUSA_URL: "https://m.example/",
  }
  expect(readSettings(given)).toMatchObject({
    corsOrigins: ["https://a.example", "https://b.example"],
    introspection: false,
    medusaUrl: "https://m.example",
  })
})

test.each([
  [{ ANYSHELF_GATEWAY_SECRET: "short" }, "ANYSHELF_GATEWAY_SECRET"],
  [{ ...secret, ANYSHELF_GATEWAY_PORT: "four" }, "ANYSHELF_GATEWAY_PORT"],
  [{ ...secret, ANYSHELF_GATEWAY_PORT: "70000" }, "ANYSHELF_GATEWAY_PORT"],
  [{ ...secret, ANYSHELF_MEDUSA_URL: "medusa" }, "ANYSHELF_MEDUSA_URL"],
  [{ ...secret, ANYSHELF_GATEWAY_INTROSPECTION: "maybe" }, "ANYSHELF_GATEWAY_INTROSPECTION"],
])("%p is refused by name", (environment, name) => expect(() => readSettings(environment)).toThrow(name))
