/** The one source of the generated directories. Nothing of Node: the worker that is measured imports it too. */
export const SOURCE = 'bench';
export const SOURCES = [
  { id: SOURCE, priority: 0, companyMatch: { mode: 'companies', maxDigits: 5 } },
] as const;
