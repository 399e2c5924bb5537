import { type Invitation, Registerer, SessionState, UserAgent } from 'sip.js';

/** A phone on sip.js in the style of a widget: an element with a shadow root, a toast in the corner, icons without words, a number in pieces. */

const query = new URLSearchParams(location.search);

const LIFTED =
  '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6.62 10.79c1.44 2.83 3.76 5.14 6.59 6.59l2.2-2.2c.27-.27.67-.36 1.02-.24z"/></svg>';
const DOWN =
  '<svg viewBox="0 0 24 24" aria-hidden="true" style="transform:rotate(135deg)"><path d="M6.62 10.79c1.44 2.83 3.76 5.14 6.59 6.59l2.2-2.2c.27-.27.67-.36 1.02-.24z"/></svg>';

class CornerPhone extends HTMLElement {
  readonly #root = this.attachShadow({ mode: 'open' });

  connectedCallback(): void {
    this.#root.innerHTML = `<style>
      .toast { position: fixed; right: 16px; bottom: 16px; width: 300px; padding: 16px; background: #222; color: #fff; border-radius: 12px; font: 15px sans-serif }
      .toast button { width: 48px; height: 48px; border: 0; border-radius: 24px; color: #fff }
      .take { background: #1a9e4b } .drop { background: #d42b2b } svg { width: 24px; fill: currentColor }
    </style><div class="bar">Ready · Extension 210</div><div class="place"></div>`;
  }

  ring(name: string, user: string, take: () => void, drop: () => void): void {
    this.#show(
      `<p>Incoming call</p><p class="who"></p><p class="number"></p><button class="take" aria-label="Answer">${LIFTED}</button> <button class="drop" aria-label="Decline">${DOWN}</button>`,
      name,
      user,
    );
    this.#root.querySelector('.take')?.addEventListener('click', take);
    this.#root.querySelector('.drop')?.addEventListener('click', drop);
  }

  speak(name: string, user: string, drop: () => void): void {
    this.#show(
      `<p>00:01</p><p class="who"></p><p class="number"></p><button class="drop" aria-label="Hang up">${DOWN}</button>`,
      name,
      user,
    );
    this.#root.querySelector('.drop')?.addEventListener('click', drop);
  }

  quiet(): void {
    this.#root.querySelector('.place')?.replaceChildren();
  }

  #show(html: string, name: string, user: string): void {
    const place = this.#root.querySelector('.place');
    if (!place) return;
    place.innerHTML = `<div class="toast">${html}</div>`;
    const who = place.querySelector('.who');
    if (who) who.textContent = name;
    // Area code and number in pieces of their own, as in a phone that sets them apart.
    for (const piece of user.match(/^\+\d\d|\d{1,4}/g) ?? [user]) {
      const span = document.createElement('span');
      span.textContent = piece;
      place.querySelector('.number')?.append(span, ' ');
    }
  }
}
customElements.define('corner-phone', CornerPhone);
const phone = document.querySelector('corner-phone');
if (!(phone instanceof CornerPhone)) throw new Error('no phone');

const DESCRIPTION =
  'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nm=audio 9 RTP/AVP 0\r\nc=IN IP4 127.0.0.1\r\n';
const uri = UserAgent.makeURI('sip:desk@pbx.example');
if (!uri) throw new Error('no address');
const agent = new UserAgent({
  uri,
  transportOptions: { server: query.get('ws') ?? '' },
  logLevel: 'error',
  // No sound: what is tested is what the page shows.
  sessionDescriptionHandlerFactory: () => ({
    close: () => undefined,
    hasDescription: () => true,
    getDescription: async () => ({ body: DESCRIPTION, contentType: 'application/sdp' }),
    setDescription: async () => undefined,
    rollbackDescription: async () => undefined,
    sendDtmf: () => false,
  }),
  delegate: {
    onInvite(invitation: Invitation) {
      const { displayName, uri } = invitation.remoteIdentity;
      const user = uri.user ?? '';
      phone.ring(
        displayName,
        user,
        () => void invitation.accept(),
        () => void invitation.reject(),
      );
      invitation.stateChange.addListener((state) => {
        if (state === SessionState.Established) phone.speak(displayName, user, () => void invitation.bye());
        if (state === SessionState.Terminated) phone.quiet();
      });
    },
  },
});
await agent.start();
await new Registerer(agent).register();
