/** An answer over HTTP, whatever its status. */
export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  // A test knows the shape of what it asked for; naming it at each call would hide the call.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly data: any
}

/** Speaks JSON with the application under test. */
export interface Client {
  get(
    path: string,
    options?: { readonly headers?: Record<string, string>; readonly redirect?: "follow" | "manual" }
  ): Promise<Reply>
  post(path: string, body: unknown, options?: { readonly headers?: Record<string, string> }): Promise<Reply>
  /** Posts text as it is; its type is named in the headers. */
  send(path: string, body: string, options: { readonly headers: Record<string, string> }): Promise<Reply>
  delete(path: string, options?: { readonly headers?: Record<string, string> }): Promise<Reply>
}

/** A client of the application that listens on `port`. */
export function client(port: () => number): Client {
  const call = async (path: string, init: RequestInit): Promise<Reply> => {
    const response = await fetch(`http://localhost:${port()}${path}`, { ...init, signal: AbortSignal.timeout(60_000) })
    const text = await response.text()
    return { status: response.status, headers: Object.fromEntries(response.headers), data: parse(text) }
  }
  return {
    get: (path, { headers = {}, redirect = "follow" } = {}) => call(path, { headers, redirect }),
    post: (path, body, { headers = {} } = {}) =>
      call(path, {
        method: "POST",
        body: JSON.stringify(body),
        headers: { "content-type": "application/json", ...headers },
      }),
    send: (path, body, { headers }) => call(path, { method: "POST", body, headers }),
    delete: (path, { headers = {} } = {}) => call(path, { method: "DELETE", headers }),
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
