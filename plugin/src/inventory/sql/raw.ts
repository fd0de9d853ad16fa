/** Medusa keeps each quantity twice; this is the twin of a numeric figure. Both must always be written together. */
export const raw = (figure: string): string =>
  `jsonb_build_object('value', trim_scale(${figure})::text, 'precision', 20)`
