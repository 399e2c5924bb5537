/** A list of people with numbers, and the changes that a busy application makes to it, the same in every framework. */

let next = 0;
const row = () => {
  const id = next++;
  return { id, name: `Person ${id}`, extension: String(100 + (id % 900)), isOpen: id % 3 === 0 };
};

export const firstRows = () => Array.from({ length: 12 }, row);

/** Each change takes a list and returns a new one of the same length. */
export const CHANGES = [
  (rows) => rows.toReversed(),
  (rows) => [row(), ...rows.slice(0, -1)],
  (rows) =>
    rows.map((one, at) =>
      at % 2 ? { ...one, extension: String(100 + ((Number(one.extension) + 7) % 900)) } : one,
    ),
  (rows) => rows.map((one) => ({ ...one, isOpen: !one.isOpen })),
  (rows) => [...rows.slice(6), ...rows.slice(0, 6)],
  (rows) => rows.map((one, at) => (at === 4 ? row() : one)),
];

export const numberOf = ({ extension }) => `+49 30 23125${extension}`;
