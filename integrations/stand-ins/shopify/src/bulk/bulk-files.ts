import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  closeSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs"
import type { IncomingMessage, ServerResponse } from "node:http"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { send } from "../http/answer"

/** Where the results of bulk operations lie: beside the shop's own file, or for as long as the stand-in runs. */
export class BulkFiles {
  private folder: string | null = null

  /** @param kept Null for a folder that goes with the stand-in. */
  constructor(private readonly kept: string | null) {}

  /** Empties the file, so that an operation begun again leaves nothing twice. */
  begin(secret: string): void {
    closeSync(openSync(this.pathOf(secret), "w"))
  }

  append(secret: string, text: string): void {
    const file = openSync(this.pathOf(secret), "a")
    writeSync(file, text)
    closeSync(file)
  }

  sizeOf(secret: string): number {
    const path = this.pathOf(secret)
    return existsSync(path) ? statSync(path).size : 0
  }

  remove(secret: string): void {
    rmSync(this.pathOf(secret), { force: true })
  }

  close(): void {
    if (this.folder && !this.kept) rmSync(this.folder, { recursive: true, force: true })
  }

  /** Serves a result, or the part of it that is asked for: a long download may be taken up where it broke off. */
  serve(request: IncomingMessage, response: ServerResponse, secret: string): void {
    const size = this.sizeOf(secret)
    const range = readRange(request.headers.range, size)
    if (range === "unsatisfiable")
      return send(response, 416, "text/plain", "There is no such range", { "Content-Range": `bytes */${size}` })
    const { start, end } = range ?? { start: 0, end: size - 1 }
    response.writeHead(range ? 206 : 200, {
      "Content-Type": "application/jsonl",
      "Content-Length": end - start + 1,
      "Accept-Ranges": "bytes",
      ...(range && { "Content-Range": `bytes ${start}-${end}/${size}` }),
    })
    if (request.method === "HEAD" || size === 0) return void response.end()
    createReadStream(this.pathOf(secret), { start, end }).pipe(response)
  }

  private pathOf(secret: string): string {
    this.folder ??= this.kept ?? mkdtempSync(join(tmpdir(), "stand-in-bulk-"))
    mkdirSync(this.folder, { recursive: true })
    return join(this.folder, `${secret}.jsonl`)
  }
}

function readRange(header: string | undefined, size: number): { start: number; end: number } | "unsatisfiable" | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? "")
  if (!match || (match[1] === "" && match[2] === "")) return null
  const start = match[1] === "" ? Math.max(0, size - Number(match[2])) : Number(match[1])
  const end = match[1] === "" || match[2] === "" ? size - 1 : Math.min(size - 1, Number(match[2]))
  return start <= end && start < size ? { start, end } : "unsatisfiable"
}
