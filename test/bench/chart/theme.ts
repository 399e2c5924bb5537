/** Colours of the chart in the order of ENGINES, Ringcard's first. Peers keep a contrast of at least 3:1. */

export interface Theme {
  background: string;
  ink: string;
  muted: string;
  grid: string;
  engines: readonly string[];
}

export const THEMES = {
  light: {
    background: '#ffffff',
    ink: '#1f2328',
    muted: '#59636e',
    grid: '#d9dee4',
    engines: ['#0b57d0', '#b35900', '#8250df', '#1a7f37', '#bf3989', '#57606a', '#9a6700'],
  },
  dark: {
    background: '#0d1117',
    ink: '#e6edf3',
    muted: '#9198a1',
    grid: '#2d333b',
    engines: ['#6cb6ff', '#f0883e', '#bc8cff', '#3fb950', '#f778ba', '#adbac7', '#d4a72c'],
  },
} satisfies Record<string, Theme>;

export type ThemeName = keyof typeof THEMES;
