const usualPort: Readonly<Record<string, string>> = { "http:": "80", "https:": "443" }

/** The hosts that may be reached although they are not public, each with its port. */
export type AllowedHosts = ReadonlySet<string>

/** Reads entries such as `127.0.0.1:4200`, `[::1]:80` and `connector.internal:8080`. Throws on one that is none. */
export function readAllowedHosts(entries: readonly string[]): AllowedHosts {
  return new Set(entries.map(readEntry))
}

/** Whether this very host and port are allowed. Nobody else on that host is. */
export const isAllowed = (url: URL, allowed: AllowedHosts): boolean => allowed.has(nameOf(url, url.protocol))

function readEntry(entry: string): string {
  const text = `http://${entry}`
  if (/^[^\s/@?#]+:\d{1,5}$/.test(entry) && URL.canParse(text)) return nameOf(new URL(text), "http:")
  throw new Error(`"${entry}" is not a host with its port: write it like 127.0.0.1:4200.`)
}

/** A final dot names the same host. */
const nameOf = ({ hostname, port }: URL, protocol: string) =>
  `${hostname.replace(/\.$/, "")}:${port || usualPort[protocol] || ""}`
