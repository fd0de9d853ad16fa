/** As the shop has it, with its spaces; of nothing but spaces it says nothing, and empty is Shopify's way to say none. */
export const said = (text: string | null): string | null => (text?.trim() ? text : null)
