import { spawn, spawnSync } from "node:child_process"
import { createServer, type AddressInfo } from "node:net"

/** Whether this machine has a Redis. Tests that need one are skipped loudly where it has none. */
export const hasRedis = spawnSync("redis-server", ["--version"]).status === 0

/** A Redis of a test's own, which keeps nothing on disk. */
export interface RedisServer {
  readonly url: string
  stop(): Promise<void>
}

export async function startRedis(): Promise<RedisServer> {
  const port = await freePort()
  const server = spawn("redis-server", [
    "--port",
    String(port),
    "--bind",
    "127.0.0.1",
    "--save",
    "",
    "--appendonly",
    "no",
  ])
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()))
  await new Promise<void>((resolve, reject) => {
    server.stdout.on("data", (text: Buffer) => text.includes("Ready to accept connections") && resolve())
    server.once("exit", (code) => reject(new Error(`redis-server ended with exit code ${code}.`)))
  })
  return { url: `redis://127.0.0.1:${port}`, stop: () => (server.kill(), ended) }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}
