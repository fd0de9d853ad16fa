import { connect, createServer, type AddressInfo, type Socket } from "node:net"

/** A way to PostgreSQL that can be made long. */
export interface SlowRoad {
  readonly url: string
  /** From now on, what is sent arrives so much later: each statement takes so much longer. */
  delay(ms: number): void
  close(): Promise<void>
}

/** Stands between a process and its database. Everything passes in order; only the way there takes longer, not the way back. */
export async function openSlowRoad(databaseUrl: string): Promise<SlowRoad> {
  const target = new URL(databaseUrl)
  let delayMs = 0
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname)
    for (const socket of [near, far]) {
      sockets.add(socket.setNoDelay(true))
      socket.once("close", () => {
        sockets.delete(socket)
        near.destroy()
        far.destroy()
      })
      // What went wrong shows on the other side as a connection that ended.
      socket.on("error", () => undefined)
    }
    passLate(near, far, () => delayMs)
    far.pipe(near)
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: Object.assign(new URL(databaseUrl), { hostname: "127.0.0.1", port: String(port) }).href,
    delay: (ms) => void (delayMs = ms),
    close: () => {
      sockets.forEach((socket) => socket.destroy())
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

/** Each piece so long after it came, however many are on their way, and never before the one that came before it. */
function passLate(from: Socket, to: Socket, delayMs: () => number): void {
  const onTheirWay: Buffer[] = []
  from.on("data", (piece: Buffer) => {
    const ms = delayMs()
    if (ms === 0 && onTheirWay.length === 0) return void to.write(piece)
    onTheirWay.push(piece)
    setTimeout(() => to.write(onTheirWay.shift()!), ms)
  })
}
