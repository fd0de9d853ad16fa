import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { identityFromMedusa } from "../src/identity/ask-identity"

const answers: Readonly<Record<string, readonly [number, string]>> = {
  "Bearer staff": [200, '{"kind":"staff","actorId":"user_1","scopes":["staff"]}'],
  "Bearer connector": [200, '{"kind":"connector","actorId":"shop-1","scopes":["connector"]}'],
  "Bearer nobody": [200, '{"kind":"anonymous","actorId":null,"scopes":[]}'],
  "Bearer refused": [401, '{"message":"Unauthorized"}'],
  "Bearer old-plugin": [200, '{"id":"user_1"}'],
  "Bearer html": [200, "<html></html>"],
  "Bearer broken": [500, "{}"],
  "Bearer endless": [200, `"${"x".repeat(100_000)}"`],
}

let medusa: Server
let url: string

beforeAll(async () => {
  medusa = createServer((request, response) => {
    const [status, body] = answers[request.headers.authorization ?? ""] ?? []
    if (status !== undefined) response.writeHead(status, { "content-type": "application/json" }).end(body)
  })
  await new Promise<void>((resolve) => medusa.listen(0, "127.0.0.1", resolve))
  url = `http://127.0.0.1:${(medusa.address() as AddressInfo).port}/anyshelf/identity`
})

afterAll(() => medusa.closeAllConnections())
afterAll(() => new Promise((resolve) => medusa.close(resolve)))

const identity = () => identityFromMedusa({ url, timeoutMs: 150 })

test("Medusa says whose credentials they are", async () => {
  expect(await identity().ask("Bearer staff")).toEqual({ kind: "staff", actorId: "user_1", scopes: ["staff"] })
})

test("a connector's key is a connector's", async () => {
  expect(await identity().ask("Bearer connector")).toEqual({
    kind: "connector",
    actorId: "shop-1",
    scopes: ["connector"],
  })
})

test.each(["Bearer nobody", "Bearer refused"])(
  "credentials that are nobody's are not accepted (%s)",
  async (authorization) => {
    expect(await identity().ask(authorization)).toBeNull()
  }
)

test.each(["Bearer old-plugin", "Bearer html", "Bearer broken", "Bearer endless", "Bearer silent"])(
  "an answer that cannot be read is no answer (%s)",
  async (authorization) => {
    await expect(identity().ask(authorization)).rejects.toThrow()
  }
)
