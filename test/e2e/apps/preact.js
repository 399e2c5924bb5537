import { h, render } from 'preact';
import { CHANGES, firstRows, numberOf } from './rows.js';

let rows = firstRows();

const Row = ({ row }) =>
  h(
    'li',
    null,
    h('b', null, row.name),
    ' ',
    h('span', null, '+49 30 ', `23125${row.extension}`),
    row.isOpen && h('i', null, ' open'),
  );

const show = () =>
  render(
    h(
      'ul',
      null,
      rows.map((row) => h(Row, { key: row.id, row })),
    ),
    document.querySelector('#app'),
  );
show();

window.app = {
  change(kind) {
    rows = CHANGES[kind % CHANGES.length](rows);
    show();
  },
  lines: () => rows.map((row) => `${row.name} ${numberOf(row)}${row.isOpen ? ' open' : ''}`),
};
