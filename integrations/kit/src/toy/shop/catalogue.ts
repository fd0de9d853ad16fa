import type { ToyArticle } from "./model"

/** The articles of a toy shop. */
export class Catalogue {
  private readonly byRef: Map<string, ToyArticle>
  private readonly products = new Map<string, string>()
  private sorted: readonly ToyArticle[] | null = null
  private bySku: Map<string, number> | null = null

  /** @param changed is told of each article that is made or changed. */
  constructor(
    articles: readonly ToyArticle[],
    private readonly changed: (ref: string) => void
  ) {
    this.byRef = new Map(articles.map((article) => [article.ref, article]))
  }

  get articles(): readonly ToyArticle[] {
    this.sorted ??= [...this.byRef.values()]
    return this.sorted
  }

  get(ref: string): ToyArticle | undefined {
    return this.byRef.get(ref)
  }

  /** How many articles carry a SKU; 1 for one without. */
  countOf(sku: string | null): number {
    this.bySku ??= counted(this.articles)
    return sku === null ? 1 : (this.bySku.get(sku) ?? 0)
  }

  put(article: ToyArticle): void {
    this.byRef.set(article.ref, article)
    this.sorted = this.bySku = null
    this.changed(article.ref)
  }

  remove(ref: string): void {
    this.byRef.delete(ref)
    this.sorted = this.bySku = null
    this.changed(ref)
  }

  /** The product that was made for a product of ours. */
  productOf(productId: string): string | undefined {
    return this.products.get(productId)
  }

  remember(productId: string, productRef: string): void {
    this.products.set(productId, productRef)
  }
}

function counted(articles: readonly ToyArticle[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { sku } of articles) if (sku !== null) counts.set(sku, (counts.get(sku) ?? 0) + 1)
  return counts
}
