/**
 * Shopify's search syntax (https://shopify.dev/docs/api/usage/search-syntax): `sku:A-1 OR (status:active -tag:old)`.
 * Terms next to each other must all hold; AND binds closer than OR; `-` and NOT turn a term round.
 */
export type Comparator = "=" | ">" | ">=" | "<" | "<="

export type Term = { readonly field: string | null; readonly comparator: Comparator; readonly value: string }

export type Expression =
  | { readonly kind: "term"; readonly term: Term }
  | { readonly kind: "not"; readonly of: Expression }
  | { readonly kind: "and" | "or"; readonly all: readonly Expression[] }

type Token = "(" | ")" | "-" | Term

const depthMax = 50
const pattern =
  /\s*(?:([()])|(-)(?=\S)|(?:([a-zA-Z_][\w.]*):)?(>=|<=|>|<)?(?:"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|(?!["'])((?:\\.|[^\s()\\])+)))/gy

/** Null for an empty search, which everything matches. */
export function parseSearch(text: string): Expression | null {
  const tokens = tokenise(text)
  if (tokens.length === 0) return null
  const reader = { tokens, at: 0 }
  const found = readOr(reader, 0)
  if (reader.at < tokens.length) throw new SyntaxError(`unexpected ")" in the search "${text}"`)
  return found
}

export function matches(expression: Expression | null, holds: (term: Term) => boolean): boolean {
  if (!expression) return true
  if (expression.kind === "term") return holds(expression.term)
  if (expression.kind === "not") return !matches(expression.of, holds)
  const one = (part: Expression) => matches(part, holds)
  return expression.kind === "and" ? expression.all.every(one) : expression.all.some(one)
}

/** Every term in it, wherever it stands. */
export function termsOf(expression: Expression | null): readonly Term[] {
  if (!expression) return []
  if (expression.kind === "term") return [expression.term]
  return expression.kind === "not" ? termsOf(expression.of) : expression.all.flatMap(termsOf)
}

function tokenise(text: string): Token[] {
  const trimmed = text.trim()
  const tokens: Token[] = []
  let end = 0
  for (const match of trimmed.matchAll(pattern)) {
    const [whole, paren, minus, field, comparator, double, single, bare] = match
    end = match.index + whole.length
    if (paren) tokens.push(paren as "(" | ")")
    else if (minus) tokens.push("-")
    else
      tokens.push({
        field: field ?? null,
        comparator: (comparator ?? "=") as Comparator,
        value: unescape(double ?? single ?? bare ?? ""),
      })
  }
  if (end !== trimmed.length)
    throw new SyntaxError(`cannot read the search "${text}" from "${trimmed.slice(end, end + 20)}" on`)
  return tokens
}

const unescape = (text: string) => text.replace(/\\(.)/g, "$1")

interface Reader {
  readonly tokens: readonly Token[]
  at: number
}

const word = (token: Token | undefined, text: string) =>
  typeof token === "object" && token.field === null && token.value === text

function readOr(reader: Reader, depth: number): Expression {
  const all = [readAnd(reader, depth)]
  while (word(reader.tokens[reader.at], "OR")) {
    reader.at++
    all.push(readAnd(reader, depth))
  }
  return all.length === 1 ? (all[0] as Expression) : { kind: "or", all }
}

function readAnd(reader: Reader, depth: number): Expression {
  const all: Expression[] = []
  for (
    let token = reader.tokens[reader.at];
    token && token !== ")" && !word(token, "OR");
    token = reader.tokens[reader.at]
  ) {
    if (word(token, "AND")) reader.at++
    else all.push(readOne(reader, depth))
  }
  if (all.length === 0) throw new SyntaxError("a search has an empty part")
  return all.length === 1 ? (all[0] as Expression) : { kind: "and", all }
}

function readOne(reader: Reader, depth: number): Expression {
  if (depth > depthMax) throw new SyntaxError("a search is nested too deep")
  const token = reader.tokens[reader.at++]
  if (token === "-" || word(token, "NOT")) return { kind: "not", of: readOne(reader, depth + 1) }
  if (token === "(") {
    const inner = readOr(reader, depth + 1)
    if (reader.tokens[reader.at++] !== ")") throw new SyntaxError('a search lacks a ")"')
    return inner
  }
  if (typeof token !== "object") throw new SyntaxError("a search has an empty part")
  return { kind: "term", term: token }
}
