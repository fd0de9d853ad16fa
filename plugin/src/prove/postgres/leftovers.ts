import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { join } from "node:path"

export const folderPrefix = "anyshelf-prove-"
/** In each folder: the process that made it. */
export const ownerFile = "owner"

/** Ends the servers of runs that were killed, and removes their folders. */
export function clearLeftovers(temporary: string): void {
  for (const name of readdirSync(temporary)) {
    if (!name.startsWith(folderPrefix)) continue
    const folder = join(temporary, name)
    if (isAlive(readNumber(join(folder, ownerFile)))) continue
    endServer(join(folder, "cluster"))
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A number that now belongs to some other program is left alone. */
function endServer(cluster: string): void {
  const pid = readNumber(join(cluster, "postmaster.pid"))
  if (pid > 0 && isAlive(pid) && commandOf(pid).includes(cluster)) process.kill(pid, "SIGQUIT")
}

const commandOf = (pid: number) => {
  const file = `/proc/${pid}/cmdline`
  return existsSync(file) ? readFileSync(file, "utf8") : ""
}

const readNumber = (file: string) => (existsSync(file) ? Number.parseInt(readFileSync(file, "utf8"), 10) || 0 : 0)

function isAlive(pid: number): boolean {
  if (pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Somebody else's process lives as well.
    return (error as NodeJS.ErrnoException).code === "EPERM"
  }
}
