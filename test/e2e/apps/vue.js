import { createApp, h, nextTick, shallowRef } from 'vue';
import { CHANGES, firstRows, numberOf } from './rows.js';

const rows = shallowRef(firstRows());

const app = createApp({
  render: () =>
    h(
      'ul',
      rows.value.map((row) =>
        h('li', { key: row.id }, [
          h('b', row.name),
          ' ',
          h('span', ['+49 30 ', `23125${row.extension}`]),
          row.isOpen ? h('i', ' open') : null,
        ]),
      ),
    ),
});
app.config.errorHandler = (error) => window.problems.push(String(error));
app.config.warnHandler = (warning) => window.problems.push(warning);
app.mount('#app');

window.app = {
  change(kind) {
    rows.value = CHANGES[kind % CHANGES.length](rows.value);
    return nextTick();
  },
  lines: () => rows.value.map((row) => `${row.name} ${numberOf(row)}${row.isOpen ? ' open' : ''}`),
};
