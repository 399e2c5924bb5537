/** The single source of the generated directories. Imports nothing of Node, because the measured worker imports this too. */
export const SOURCE = 'bench';
export const SOURCES = [
  { id: SOURCE, priority: 0, companyMatch: { mode: 'companies', maxDigits: 5 } },
] as const;
