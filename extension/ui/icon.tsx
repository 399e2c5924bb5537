/** Strokes on a 20 × 20 grid; they take the colour of the text around them. */
const PATHS = {
  call: 'M6.4 3.2 4.6 4c-.9.4-1.4 1.3-1.3 2.3.6 5.4 4.9 9.7 10.3 10.4 1 .1 1.9-.4 2.3-1.3l.8-1.8-3.4-2.2-1.7 1.3a8.4 8.4 0 0 1-4.4-4.4l1.3-1.7z',
  copy: 'M7.5 7.5h8a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1h-8a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1zM13.5 7.5v-3a1 1 0 0 0-1-1h-8a1 1 0 0 0-1 1v8a1 1 0 0 0 1 1h2',
  done: 'm4.5 10.5 3.7 3.7 7.3-8',
  mail: 'M3.5 5.5h13a.5.5 0 0 1 .5.5v8.5a.5.5 0 0 1-.5.5h-13a.5.5 0 0 1-.5-.5V6a.5.5 0 0 1 .5-.5zM3.3 6l6.7 5 6.7-5',
  search: 'M9 15.2A6.2 6.2 0 1 0 9 2.8a6.2 6.2 0 0 0 0 12.4zM13.5 13.5l3.7 3.7',
  settings:
    'M3 5.5h7M14.5 5.5H17M3 14.5h2.5M10 14.5h7M12.3 7.7a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4zM7.7 16.7a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z',
  back: 'M12 4.5 6.5 10l5.5 5.5',
  forward: 'm8 4.5 5.5 5.5L8 15.5',
  close: 'm5 5 10 10M15 5 5 15',
  unknown: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM7.9 8a2.1 2.1 0 1 1 3 1.9c-.6.3-.9.7-.9 1.3v.3M10 13.9v.1',
  locked: 'M5.5 9h9a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1zM7 9V6.5a3 3 0 0 1 6 0V9',
  offline:
    'M3 3l14 14M6.4 9.6a5.8 5.8 0 0 1 2.1-1.2M13.6 9.6l-.2-.2M3.8 7a9.6 9.6 0 0 1 2.1-1.5M9.2 4.6a9.5 9.5 0 0 1 7 2.4M8.6 12.3a2.8 2.8 0 0 1 2.7-.1M10 15.5v.1',
  waiting: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 6v4.3l2.8 1.7',
  warning: 'M10 3.3 2.8 16h14.4zM10 8.3v3.7M10 14v.1',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 20 20" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
