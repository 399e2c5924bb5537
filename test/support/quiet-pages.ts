/** Pages on a softphone's site where nothing rings, each with content that resembles a call. Numbers are reserved for fiction. */

const row = (number: string, kind: string, buttons: string) =>
  `<li>${kind} · ${number} · 10:31 ${buttons}</li>`;
const keys = [...'123456789*0#'].map((key) => `<span>${key}</span>`).join('');

export const QUIET_PAGES: Record<string, string> = {
  'a history of calls, English': `<h1>Recent calls</h1><ul>${row('+44 20 7946 0018', 'Incoming call', '<button>Call back</button><button>Delete</button>')}${row('+44 20 7946 0019', 'Missed call', '<button>Call</button><button>Delete</button>')}</ul>`,
  'a history of calls, German': `<h1>Anrufliste</h1><ul>${row('030 23125-123', 'Eingehender Anruf', '<button>Rückruf</button><button>Ablehnen</button>')}${row('030 23125-124', 'Verpasster Anruf', '<button>Anrufen</button><button>Ignorieren</button>')}</ul>`,
  'a history of calls, French': `<h1>Historique</h1><ul>${row('+33 1 99 00 12 34', 'Appel entrant', '<button>Rappeler</button><button>Supprimer</button>')}${row('+33 1 99 00 12 35', 'Appel manqué', '<button>Appeler</button><button>Ignorer</button>')}</ul>`,
  'a notice of a missed call': `<div role="alert" style="position:fixed;top:0;right:0"><p>Missed call from +44 20 7946 0018</p><button>Call</button><button>Ignore</button></div>`,
  'a dial pad with a green and a red button': `<p>+49 30 23125 123</p><div>${keys}</div><button style="background:#1a9e4b"><svg width="20" height="20"></svg></button><button style="background:#d42b2b"><svg width="20" height="20"></svg></button>`,
  'a number that is being dialled': `<div role="dialog"><p>Calling…</p><p>+44 20 7946 0018</p><button>Hang up</button><button>Mute</button></div>`,
  'an outgoing call': `<div role="dialog" aria-live="assertive"><p>Outgoing call</p><p>Anna Übelacker</p><p>+49 30 23125-123</p><button aria-label="Hang up">☎</button></div>`,
  'a call that goes on': `<div><p>Anna Übelacker</p><p>+49 30 23125-123</p><p>02:31</p><button>Hold</button><button>Hang up</button></div>`,
  'a list of customers': `<table>${[1, 2, 3, 4, 5, 6].map((at) => `<tr><td>Customer ${at}</td><td>+49 30 23125-12${at}</td><td><button>Call</button> <button>Ignore</button></td></tr>`).join('')}</table>`,
  'a contact page': `<h1>Contact</h1><p>Call us: <a href="tel:+442079460018">+44 20 7946 0018</a></p><button>Call</button><p>Our lines are busy; a caller may have to wait.</p><form><button>Answer the survey</button><button>Decline</button></form>`,
  'an invitation to a meeting': `<div role="dialog" style="position:fixed;inset:0"><h2>Weekly</h2><p>Dial in: +49 30 23125-123, PIN 4711</p><button>Accept</button><button>Decline</button></div>`,
  'a friend request': `<div role="alertdialog"><p>Anna Übelacker wants to connect</p><button>Accept</button><button>Ignore</button></div>`,
  'a cookie notice': `<div role="dialog" style="position:fixed;bottom:0"><p>We use cookies. Questions: +44 20 7946 0018</p><button>Accept</button><button>Reject</button></div>`,
  'a chat': `<ul><li>Anna: please call +44 20 7946 0018 <button>Répondre</button><button>Ignorer</button></li><li>Bernd: incoming goods at noon <button>Antworten</button><button>Ablehnen</button></li></ul>`,
  'an article about calls': `<article><p>An incoming call is shown in the corner. Press Answer to take it, or Decline.</p><p>Support: +44 20 7946 0018</p></article>`,
  'settings of a phone': `<form><label>My number <input value="+49 30 23125-123"></label><label>Ringing <select><option>Incoming call</option></select></label><button>Accept</button><button>Reject</button></form>`,
  'a phone that waits': `<div><p>Registered as +49 30 23125-123</p><p>Ready</p><button style="display:none">Answer</button><button style="display:none">Decline</button><p style="display:none">Incoming call +44 20 7946 0018</p></div>`,
  'a queue of calls': `<table>${[1, 2, 3, 4, 5, 6, 7, 8, 9].map((at) => `<tr><td>Incoming call</td><td>+44 20 7946 00${at}8</td><td><button>Answer</button><button>Reject</button></td></tr>`).join('')}</table>`,
};
