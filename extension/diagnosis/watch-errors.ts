/** Takes every uncaught error of this context. The browser would write its message to the console; `noted` decides instead. */
export function watchErrors(
  target: Pick<EventTarget, 'addEventListener'>,
  noted: (thrown: unknown) => void,
): void {
  target.addEventListener('error', (event) => {
    // Notices of the browser itself, such as that of a ResizeObserver, carry no error.
    if (!(event instanceof ErrorEvent) || !event.error) return;
    event.preventDefault();
    noted(event.error);
  });
  target.addEventListener('unhandledrejection', (event) => {
    if (!(event instanceof PromiseRejectionEvent)) return;
    event.preventDefault();
    noted(event.reason);
  });
}
