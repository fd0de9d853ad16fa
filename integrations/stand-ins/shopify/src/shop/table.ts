type Key = string | number | null
type Index<T> = { readonly keyOf: (row: T) => Key; readonly rows: Map<Key, T[]> }

/** Rows by id, with look-ups by other fields built when first asked for. A field that is looked up by may change only with `reindex`. */
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
    this.rows.set(row.id, row)
    for (const index of this.indexes.values()) this.enter(index, row)
    const oldest = this.rows.keys().next().value
    if (this.rows.size > this.max && oldest !== undefined) this.remove(oldest)
    return row
  }

  remove(id: number): void {
    this.rows.delete(id)
    this.indexes.clear()
  }

  clear(): void {
    this.rows.clear()
    this.indexes.clear()
  }

  /** Forgets one look-up: to be called after the field that it goes by has changed. */
  reindex(name: string): void {
    this.indexes.delete(name)
  }

  find(name: string, key: Key, keyOf: (row: T) => Key): T | undefined {
    return this.group(name, key, keyOf)[0]
  }

  group(name: string, key: Key, keyOf: (row: T) => Key): readonly T[] {
    const index = this.indexes.get(name) ?? this.build(name, keyOf)
    return index.rows.get(key) ?? []
  }

  private build(name: string, keyOf: (row: T) => Key): Index<T> {
    const index: Index<T> = { keyOf, rows: new Map() }
    this.rows.forEach((row) => this.enter(index, row))
    this.indexes.set(name, index)
    return index
  }

  private enter(index: Index<T>, row: T): void {
    const key = index.keyOf(row)
    const found = index.rows.get(key)
    if (found) found.push(row)
    else index.rows.set(key, [row])
  }
}
