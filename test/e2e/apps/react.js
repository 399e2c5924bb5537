import { createElement as h, useState } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { CHANGES, firstRows, numberOf } from './rows.js';

let rows;
let change;

function Row({ row }) {
  // Two neighbouring text nodes in a number, as React renders `{area} {rest}`.
  return h(
    'li',
    null,
    h('b', null, row.name),
    ' ',
    h('span', null, '+49 30 ', `23125${row.extension}`),
    row.isOpen && h('i', null, ' open'),
  );
}

function App() {
  const [shown, show] = useState(firstRows);
  rows = shown;
  change = show;
  return h(
    'ul',
    null,
    shown.map((row) => h(Row, { key: row.id, row })),
  );
}

const root = createRoot(document.querySelector('#app'), {
  onUncaughtError: (error) => window.problems.push(String(error)),
  onRecoverableError: (error) => window.problems.push(String(error)),
});
flushSync(() => root.render(h(App)));

window.app = {
  change: (kind) => flushSync(() => change((before) => CHANGES[kind % CHANGES.length](before))),
  lines: () => rows.map((row) => `${row.name} ${numberOf(row)}${row.isOpen ? ' open' : ''}`),
};
