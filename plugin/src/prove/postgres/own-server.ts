import { execFileSync, spawn, type ChildProcess } from "node:child_process"
import { randomUUID } from "node:crypto"
import { chmodSync, chownSync, mkdirSync, rmSync, writeFileSync } from "node:fs"
import { createServer, type AddressInfo } from "node:net"
import { join } from "node:path"
import { serverUser, type Programs } from "./programs"
import type { ScratchServer } from "./server"
import { untilReady } from "./until-ready"

const readyWithinMs = 60_000

/** A server of our own in a folder of our own, with everything on that makes a commit survive a crash. */
export async function ownServer(programs: Programs, folder: string): Promise<ScratchServer> {
  const cluster = join(folder, "cluster")
  const password = randomUUID()
  initialise(programs, { folder, cluster, password })
  const port = await freePort()
  let child = startServer(programs, cluster, port)
  await untilReady(child, readyWithinMs)
  // However this process ends, no server is left behind.
  process.once("exit", () => child.kill("SIGKILL"))
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    blows: ["server", "process", "sessions"],
    description: "a PostgreSQL of its own, fsync on",
    killAndRestart: async () => {
      await ended(child, "SIGKILL")
      child = await restart(programs, cluster, port)
    },
    killProcess: (pid) => void process.kill(pid, "SIGKILL"),
    stop: async () => {
      await ended(child, "SIGQUIT")
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function initialise(
  { initdb }: Programs,
  { folder, cluster, password }: { folder: string; cluster: string; password: string }
): void {
  const user = serverUser()
  mkdirSync(cluster, { recursive: true })
  chmodSync(folder, 0o755)
  const secret = join(folder, "password")
  writeFileSync(secret, `${password}\n`, { mode: 0o600 })
  if ("uid" in user) for (const file of [cluster, secret]) chownSync(file, user.uid!, user.gid!)
  const settings = [
    "--username=postgres",
    "--auth=scram-sha-256",
    `--pwfile=${secret}`,
    "--locale=C",
    "--encoding=UTF8",
  ]
  execFileSync(initdb, [`--pgdata=${cluster}`, ...settings], {
    ...user,
    cwd: "/",
    stdio: "pipe",
    env: { ...process.env, LC_ALL: "C" },
  })
  rmSync(secret)
}

function startServer({ postgres }: Programs, cluster: string, port: number): ChildProcess {
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=100",
    "fsync=on",
    "synchronous_commit=on",
    "full_page_writes=on",
    "restart_after_crash=on",
  ]
  const args = ["-D", cluster, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])]
  // In a group of its own: Ctrl-C in a terminal reaches us alone, and we end it in order.
  return spawn(postgres, args, {
    ...serverUser(),
    cwd: "/",
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, LC_ALL: "C" },
  })
}

/** Its sessions end a moment after it; until they have, a new server may not start on the same folder. */
async function restart(programs: Programs, cluster: string, port: number): Promise<ChildProcess> {
  for (let tries = 0; ; tries += 1) {
    const child = startServer(programs, cluster, port)
    try {
      await untilReady(child, readyWithinMs)
      return child
    } catch (error) {
      child.kill("SIGKILL")
      if (tries === 50) throw error
    }
  }
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.once("exit", () => resolve())
    child.kill(signal)
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once("error", reject)
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
