type Key = string | number | null
type Index<T> = { readonly keyOf: (row: T) => Key; readonly rows: Map<Key, T[]>; readonly keys: Map<number, Key> }

/** Rows by id, with look-ups by other fields, built when first asked for and kept up to date row by row. */
export class Table<T extends { readonly id: number }> {
  private readonly rows = new Map<number, T>()
  private readonly indexes = new Map<string, Index<T>>()

  /** @param max When there are more, the oldest are forgotten. */
  constructor(private readonly max = Number.POSITIVE_INFINITY) {}

  get size(): number {
    return this.rows.size
  }

  all(): T[] {
    return [...this.rows.values()]
  }

  get(id: number | null): T | undefined {
    return id === null ? undefined : this.rows.get(id)
  }

  add(row: T): T {
    if (this.rows.has(row.id)) this.leave(row.id)
    this.rows.set(row.id, row)
    for (const index of this.indexes.values()) enter(index, row)
    const oldest = this.rows.keys().next().value
    if (this.rows.size > this.max && oldest !== undefined) this.remove(oldest)
    return row
  }

  remove(id: number): void {
    this.leave(id)
    this.rows.delete(id)
  }

  clear(): void {
    this.rows.clear()
    this.indexes.clear()
  }

  /** To be called after a field that rows are looked up by has changed. */
  reindex(row: T): void {
    this.leave(row.id)
    for (const index of this.indexes.values()) enter(index, row)
  }

  find(name: string, key: Key, keyOf: (row: T) => Key): T | undefined {
    return this.group(name, key, keyOf)[0]
  }

  group(name: string, key: Key, keyOf: (row: T) => Key): readonly T[] {
    const index = this.indexes.get(name) ?? this.build(name, keyOf)
    return index.rows.get(key) ?? []
  }

  private build(name: string, keyOf: (row: T) => Key): Index<T> {
    const index: Index<T> = { keyOf, rows: new Map(), keys: new Map() }
    this.rows.forEach((row) => enter(index, row))
    this.indexes.set(name, index)
    return index
  }

  private leave(id: number): void {
    for (const { rows, keys } of this.indexes.values()) {
      const key = keys.get(id)
      const left = rows.get(key as Key)?.filter((row) => row.id !== id) ?? []
      keys.delete(id)
      if (left.length === 0) rows.delete(key as Key)
      else rows.set(key as Key, left)
    }
  }
}

function enter<T extends { readonly id: number }>({ keyOf, rows, keys }: Index<T>, row: T): void {
  const key = keyOf(row)
  keys.set(row.id, key)
  const found = rows.get(key)
  if (found) found.push(row)
  else rows.set(key, [row])
}
