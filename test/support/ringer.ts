import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

/** A telephone exchange with one line: softphones register over SIP on WebSockets (RFC 7118), and it rings them as any caller. */

interface Caller {
  /** User part of the caller's address: a number as the exchange writes it. */
  user: string;
  name?: string;
}

interface RungCall {
  /** Resolves when the phone reports that it rings. */
  ringing: Promise<void>;
  answered: Promise<void>;
  /** Resolves when the call is over, with the phone's last status: 487 after a cancel, 486 or 603 if declined, 200 after a bye. */
  over: Promise<number>;
  cancel(): void;
  hangUp(): void;
}

export interface Ringer {
  url: string;
  /** Resolves when a phone has registered since the previous use of this method. */
  registered(): Promise<void>;
  ring(caller: Caller): RungCall;
  close(): Promise<void>;
}

interface SipMessage {
  start: string;
  header(name: string): string;
  all(name: string): string[];
}

interface Dialog {
  socket: WebSocket;
  uri: string;
  callId: string;
  from: string;
  to: string;
  branch: string;
  ringing(): void;
  answered(): void;
  over(status: number): void;
}

const DOMAIN = 'pbx.example';
const token = () => randomBytes(6).toString('hex');

export async function startRinger(): Promise<Ringer> {
  const server = new WebSocketServer({
    host: '127.0.0.1',
    port: 0,
    handleProtocols: (offered) => (offered.has('sip') ? 'sip' : false),
  });
  await new Promise((resolve) => server.once('listening', resolve));
  const dialogs = new Map<string, Dialog>();
  let phone: { socket: WebSocket; contact: string } | undefined;
  let waiting: (() => void)[] = [];

  server.on('connection', (socket) => {
    socket.on('message', (data) => hear(socket, String(data)));
    socket.on('close', () => {
      if (phone?.socket === socket) phone = undefined;
    });
  });

  function hear(socket: WebSocket, text: string): void {
    const message = parse(text);
    if (!message) return;
    if (message.start.startsWith('SIP/2.0')) {
      hearAnswer(message);
      return;
    }
    const method = message.start.split(' ')[0];
    if (method === 'ACK') return;
    if (method === 'REGISTER') register(socket, message);
    else answer(socket, message);
    if (method === 'BYE') dialogs.get(message.header('call-id'))?.over(200);
  }

  function register(socket: WebSocket, message: SipMessage): void {
    const contact = message.header('contact');
    answer(
      socket,
      message,
      contact === '*' ? [] : [`Contact: ${contact.replace(/;expires=\d+/, '')};expires=600`],
    );
    phone = { socket, contact: /<([^>]+)>/.exec(contact)?.[1] ?? contact };
    for (const resolve of waiting) resolve();
    waiting = [];
  }

  function answer(socket: WebSocket, message: SipMessage, more: string[] = []): void {
    const to = message.header('to');
    socket.send(
      lines(
        'SIP/2.0 200 OK',
        ...message.all('via').map((via) => `Via: ${via}`),
        `From: ${message.header('from')}`,
        `To: ${to.includes(';tag=') ? to : `${to};tag=${token()}`}`,
        `Call-ID: ${message.header('call-id')}`,
        `CSeq: ${message.header('cseq')}`,
        ...more,
      ),
    );
  }

  function hearAnswer(message: SipMessage): void {
    const dialog = dialogs.get(message.header('call-id'));
    if (!dialog || !message.header('cseq').endsWith('INVITE')) return;
    const status = Number(message.start.split(' ')[1]);
    dialog.to = message.header('to');
    if (status === 180) dialog.ringing();
    if (status < 200) return;
    const isSuccess = status < 300;
    const contact = /<([^>]+)>/.exec(message.header('contact'))?.[1];
    if (isSuccess && contact) dialog.uri = contact;
    send(dialog, 'ACK', 1, isSuccess ? token() : dialog.branch);
    if (!isSuccess) {
      dialog.over(status);
      return;
    }
    dialog.answered();
  }

  function send(dialog: Dialog, method: string, number: number, branch: string, body = ''): void {
    dialog.socket.send(
      lines(
        `${method} ${dialog.uri} SIP/2.0`,
        `Via: SIP/2.0/WS ringer.invalid;branch=z9hG4bK${branch}`,
        'Max-Forwards: 70',
        `From: ${dialog.from}`,
        `To: ${dialog.to}`,
        `Call-ID: ${dialog.callId}`,
        `CSeq: ${number} ${method}`,
        `Contact: <sip:ringer@${DOMAIN};transport=ws>`,
        ...(body === '' ? [] : ['Content-Type: application/sdp']),
      ).replace('Content-Length: 0\r\n\r\n', `Content-Length: ${body.length}\r\n\r\n${body}`),
    );
  }

  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    registered: () => (phone ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),

    ring({ user, name }) {
      if (!phone) throw new Error('no phone has registered');
      const rings = deferred<void>();
      const answers = deferred<void>();
      const ends = deferred<number>();
      const shown = name === undefined ? '' : `"${name.replaceAll('"', '')}" `;
      const dialog: Dialog = {
        socket: phone.socket,
        uri: phone.contact,
        callId: token(),
        from: `${shown}<sip:${user}@${DOMAIN}>;tag=${token()}`,
        to: `<sip:desk@${DOMAIN}>`,
        branch: token(),
        ringing: rings.resolve,
        answered: answers.resolve,
        over: ends.resolve,
      };
      dialogs.set(dialog.callId, dialog);
      send(dialog, 'INVITE', 1, dialog.branch, OFFER);
      return {
        ringing: rings.promise,
        answered: answers.promise,
        over: ends.promise,
        cancel: () => send(dialog, 'CANCEL', 1, dialog.branch),
        hangUp() {
          send(dialog, 'BYE', 2, token());
          ends.resolve(200);
        },
      };
    },

    async close() {
      for (const socket of server.clients) socket.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function deferred<T>() {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

function lines(...all: string[]): string {
  return `${[...all, 'Content-Length: 0'].join('\r\n')}\r\n\r\n`;
}

function parse(text: string): SipMessage | undefined {
  const [head = ''] = text.split('\r\n\r\n');
  const [start = '', ...rest] = head.split('\r\n');
  // Keep-alives are empty lines.
  if (start === '') return undefined;
  const headers = rest.map((line) => [
    line.slice(0, line.indexOf(':')).toLowerCase(),
    line.slice(line.indexOf(':') + 1).trim(),
  ]);
  const all = (name: string) => headers.filter(([key]) => key === name).map(([, value]) => value ?? '');
  return { start, all, header: (name) => all(name)[0] ?? '' };
}

/** An offer that a browser accepts. No media is ever sent. */
const OFFER = [
  'v=0',
  'o=- 1 1 IN IP4 127.0.0.1',
  's=-',
  't=0 0',
  'm=audio 9 UDP/TLS/RTP/SAVPF 0',
  'c=IN IP4 127.0.0.1',
  'a=mid:0',
  'a=sendrecv',
  'a=rtpmap:0 PCMU/8000',
  'a=ice-ufrag:ring',
  'a=ice-pwd:ringringringringringringring',
  `a=fingerprint:sha-256 ${Array.from({ length: 32 }, (_, at) => at.toString(16).padStart(2, '0').toUpperCase()).join(':')}`,
  'a=setup:actpass',
  'a=rtcp-mux',
  '',
].join('\r\n');
