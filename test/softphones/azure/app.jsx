import React from 'react';
import { createRoot } from 'react-dom/client';
import { IncomingCallNotification } from '../node_modules/@azure/communication-react/dist/dist-esm/react-components/src/components/IncomingCallNotification.js';

/** Microsoft's notice of a call, shown and taken away by the test; its own calling service cannot be had without Azure. */

const root = createRoot(document.querySelector('#app'));
const close = () => root.render(null);
window.ring = (callerName, words) =>
  root.render(
    React.createElement(IncomingCallNotification, {
      callerName,
      onAcceptWithAudio: close,
      onAcceptWithVideo: close,
      onReject: close,
      onDismiss: close,
      acceptOptions: { showAcceptWithVideo: false },
      ...(words
        ? {
            alertText: words.alert,
            strings: {
              incomingCallNotificationAcceptButtonLabel: words.accept,
              incomingCallNotificationRejectButtonLabel: words.reject,
            },
          }
        : {}),
    }),
  );
window.hangUp = close;
