// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { adapter } from '../../../extension/settings/adapter-schema.ts';
import { BUNDLED, findByAdapters } from '../../../extension/softphone/adapter.ts';
import { findRinging, isGoingOn, type Sights } from '../../../extension/softphone/detector.ts';
import { findBadSelector } from '../../../extension/softphone/selectors.ts';
import { QUIET_PAGES } from '../../support/quiet-pages.ts';

/** Every element has just appeared; an attribute or a style hides it. */
const SIGHTS: Sights = {
  isVisible: (element) => element.closest('[hidden],[style*="display:none"]') === null,
  isFresh: () => true,
  isPageFresh: () => false,
  roots: () => [document],
};
const seen = (html: string) => {
  document.body.innerHTML = html;
  return findRinging(SIGHTS).map(({ caller }) => caller);
};

const NUMBER = '+493023125123';
const ANNA = 'Anna Übelacker';
const pad = [...'123456789*0#'].map((key) => `<div class="key">${key}</div>`).join('');
const icon = (path: string) => `<svg viewBox="0 0 24 24"><path d="${path}"/></svg>`;

/** How seven public softphones showed a ringing call. The markup is our own. */
const RINGING: [string, string, object][] = [
  [
    'copies of the call, most of them hidden',
    `<div id="line-1"><div class="panel"><div class="callingDisplayName">${ANNA}</div><div class="callingDisplayNumber">${NUMBER}</div><button title="Answer"><i class="fa fa-phone"></i></button><button title="Reject"><i class="fa fa-phone fa-rotate"></i></button></div></div>
     <div hidden><div class="callingDisplayNumber">${NUMBER}</div><button>Answer</button><button>Reject</button></div><div class="contact"><span>Bernd</span></div>`,
    { number: NUMBER, name: ANNA },
  ],
  [
    'name and number in one string among the keys of a dial pad',
    `<div class="box"><span id="calling">CALL FROM: ${ANNA} (${NUMBER})</span><div class="pad">${pad}</div><button>ANSWER</button><button>REJECT</button></div>`,
    { number: NUMBER, name: ANNA },
  ],
  [
    'a number without plus and buttons with titles only',
    `<div class="phone"><div id="status">Incoming: ${NUMBER.slice(1)}</div><div class="item"><strong>${NUMBER.slice(1)}</strong><button title="Call"><i class="fa fa-phone"></i></button><button title="Hangup"><i class="fa fa-phone-slash"></i></button></div></div>`,
    { number: NUMBER.slice(1) },
  ],
  [
    'a status line in brackets',
    `<div class="well"><label>Incoming call from [<b>${NUMBER}</b>]</label><div class="btn-group"><input type="button" value="Answer"><input type="button" value="HangUp"></div></div>`,
    { number: NUMBER },
  ],
  [
    'a card of hashed class names with a name only',
    `<div class="jss12"><h6>Incoming call</h6><p class="jss14">${ANNA}</p><div><button class="jss15"><span>ANSWER</span></button><button class="jss16"><span>DECLINE</span></button></div></div>`,
    { name: ANNA },
  ],
  [
    'icons alone, and the label a text of its own',
    `<div class="paper"><h6>Caller:<!-- -->${ANNA}</h6><div><button>${icon('M20.01 15.38c-1.23 0')}</button></div><div><button>${icon('M12 9c-1.6 0-3.15.25')}</button></div></div>`,
    { name: ANNA },
  ],
  [
    'a sentence for screen readers',
    `<div class="css-1"><div><span class="coin">AÜ</span><span aria-live="assertive" aria-label="${NUMBER} is calling">${NUMBER} is calling</span><button aria-label="Dismiss">x</button></div><div><button aria-label="Accept call with audio">Accept</button><button aria-label="Reject">Decline</button></div></div>`,
    { number: NUMBER },
  ],
  [
    'a number cut into pieces',
    `<div><p>Appel entrant</p><p><span>+49</span> <span>30</span> <span>23125</span> <span>123</span></p><button>Décrocher</button><button>Refuser</button></div>`,
    { number: '+49 30 23125 123' },
  ],
];

describe('a ringing softphone', () => {
  it.each(RINGING)('is seen by %s', (_, html, caller) => expect(seen(html)).toEqual([caller]));

  it.each([
    ['English', 'Incoming call', 'Answer', 'Decline'],
    ['German', 'Eingehender Anruf', 'Annehmen', 'Ablehnen'],
    ['French', 'Appel entrant', 'Répondre', 'Refuser'],
    ['Italian', 'Chiamata in arrivo', 'Rispondi', 'Rifiuta'],
    ['Spanish', 'Llamada entrante', 'Contestar', 'Rechazar'],
    ['Dutch', 'Inkomende oproep', 'Opnemen', 'Weigeren'],
    ['Polish', 'Połączenie przychodzące', 'Odbierz', 'Odrzuć'],
  ])('is understood in %s', (_, words, answer, refuse) => {
    expect(
      seen(`<div><p>${words}</p><p>${NUMBER}</p><button>${answer}</button><button>${refuse}</button></div>`),
    ).toEqual([{ number: NUMBER }]);
  });

  it('shows several calls', () => {
    const call = (number: string) =>
      `<div><p>Incoming call</p><p>${number}</p><button>Answer</button><button>Decline</button></div>`;
    expect(seen(call('+49 30 23125-123') + call('+44 20 7946 0018'))).toHaveLength(2);
  });

  it('is not confused by the person’s own number', () => {
    const html = `<div><p>Registered as +49 30 23125-100</p><div><p>Incoming call</p><p>${ANNA}</p><button>Answer</button><button>Decline</button></div></div>`;
    expect(seen(html)).toEqual([{ name: ANNA }]);
  });

  it('is in a call as long as there is a control to hang up beside the caller', () => {
    document.body.innerHTML = `<div><p>${ANNA}</p><p>${NUMBER}</p><button>Hang up</button></div>`;
    expect(isGoingOn({ number: NUMBER }, SIGHTS)).toBe(true);
    expect(isGoingOn({ number: '+442079460018' }, SIGHTS)).toBe(false);
    document.body.innerHTML = `<p>${NUMBER}</p>`;
    expect(isGoingOn({ number: NUMBER }, SIGHTS)).toBe(false);
  });
});

describe('pages where nothing rings', () => {
  it.each(Object.keys(QUIET_PAGES))('%s', (name) => expect(seen(QUIET_PAGES[name] ?? '')).toEqual([]));
});

describe('the adapters', () => {
  const byAdapter = (html: string) => {
    document.body.innerHTML = html;
    return findByAdapters(BUNDLED, 'https://phone.example/', SIGHTS).map(({ caller }) => caller);
  };

  it('fit their schema, with unique ids', () => {
    for (const known of BUNDLED) expect(adapter.safeParse(known), known.id).toMatchObject({ success: true });
    expect(BUNDLED.map(findBadSelector).filter((key) => key !== undefined)).toEqual([]);
    expect(new Set(BUNDLED.map(({ id }) => id)).size).toBe(BUNDLED.length);
  });

  it('read the caller from the page', () => {
    expect(byAdapter(`<span id="calling">CALL FROM: ${ANNA} (${NUMBER})</span>`)).toEqual([
      { number: NUMBER, name: ANNA },
    ]);
    expect(byAdapter(`<span id="txtCallStatus">Incoming call from [<b>${NUMBER}</b>]</span>`)).toEqual([
      { number: NUMBER },
    ]);
    expect(
      byAdapter(
        `<span id="txtCallStatus">Incoming: ${ANNA}</span><div id="sip-logitems"><div class="sip-logitem" data-uri="sip:${NUMBER}@pbx.example"><strong>${ANNA}</strong></div></div>`,
      ),
    ).toEqual([{ number: NUMBER, name: ANNA }]);
    expect(
      byAdapter(
        `<div id="myContacts"></div><div id="line-1-AnswerCall"><div class="callingDisplayName">${ANNA}</div><div class="callingDisplayNumber">${NUMBER}</div></div>`,
      ),
    ).toEqual([{ number: NUMBER, name: ANNA }]);
  });

  it('find nothing on other pages, and nothing when nothing rings', () => {
    expect(byAdapter('<p>Incoming call</p>')).toEqual([]);
    expect(byAdapter(`<span id="calling"></span><span id="txtCallStatus">Connected</span>`)).toEqual([]);
  });
});
