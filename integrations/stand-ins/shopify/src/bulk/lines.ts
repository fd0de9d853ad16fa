type Json = Record<string, unknown>

export interface Lines {
  /** Each an object of the root, as a line. */
  readonly roots: readonly Json[]
  /** What hangs below them, with `__parentId`, in the order of their parents. */
  readonly below: readonly Json[]
}

/** Takes a page of an answer apart: every object of every connection becomes a line of its own. */
export function linesOf(nodes: readonly Json[]): Lines {
  const below: Json[] = []
  const roots = nodes.map((node) => flatten(node, null, below))
  return { roots, below }
}

function flatten(node: Json, parentId: unknown, below: Json[]): Json {
  const children: Json[] = []
  const own = withoutConnections(node, children)
  for (const child of children) {
    const at = below.push({}) - 1
    below[at] = flatten(child, node["id"] ?? null, below)
  }
  return parentId === null ? own : { ...own, __parentId: parentId }
}

/** The object as its line shows it. The objects of its connections, and of those of objects within it, are its children. */
function withoutConnections(value: Json, children: Json[]): Json {
  const own: Json = {}
  for (const [name, inner] of Object.entries(value)) {
    const found = childrenOf(inner)
    if (found) children.push(...found)
    else own[name] = isObject(inner) ? withoutConnections(inner, children) : inner
  }
  return own
}

const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value)

/** Null for what is not a connection. */
export function childrenOf(value: unknown): Json[] | null {
  if (!isObject(value)) return null
  const { nodes, edges } = value as { nodes?: Json[]; edges?: { node: Json }[] }
  if (Array.isArray(nodes)) return nodes
  return Array.isArray(edges) ? edges.map(({ node }) => node) : null
}
