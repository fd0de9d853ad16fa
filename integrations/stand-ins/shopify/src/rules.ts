export const rules: readonly Rule[] = []
export interface Rule {
  id: string
}
