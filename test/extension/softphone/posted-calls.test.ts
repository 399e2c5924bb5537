import { describe, expect, it } from 'vitest';
import { readToldCall } from '../../../extension/softphone/posted-calls.ts';

const RING = {
  type: 'rc-call-ring-notify',
  call: { id: 'a', direction: 'Inbound', from: '+493023125123', fromUserName: 'Anna' },
};
const ZOOM = {
  type: 'zp-call-ringing-event',
  data: { callId: 'z', direction: 'inbound', caller: { phoneNumber: '+493023125123' } },
};
const HUBSPOT = { type: 'INCOMING_CALL', data: { externalCallId: 'h', fromNumber: '+493023125123' } };
const read = (data: unknown, origin: string, host = 'crm.example', isTrusted = true) =>
  readToldCall({ data, origin, isTrusted }, host);

describe('the message of an embedded softphone', () => {
  it('reports a call of its own origin', () => {
    const caller = { number: '+493023125123' };
    expect(read(RING, 'https://apps.ringcentral.com')).toEqual({
      id: 'a',
      caller: { ...caller, name: 'Anna' },
      phase: 'ringing',
    });
    expect(read(ZOOM, 'https://applications.zoom.us')).toEqual({ id: 'z', caller, phase: 'ringing' });
    expect(read(HUBSPOT, 'https://dialer.example', 'app-eu1.hubspot.com')).toEqual({
      id: 'h',
      caller,
      phase: 'ringing',
    });
  });

  it.each([
    ['another origin', RING, 'https://evil.example', 'crm.example'],
    ['another vendor’s origin', RING, 'https://applications.zoom.us', 'crm.example'],
    ['an origin that ends alike', RING, 'https://apps.ringcentral.com.evil.example', 'crm.example'],
    ['no secure origin', RING, 'http://apps.ringcentral.com', 'crm.example'],
    ['a page that is not HubSpot’s', HUBSPOT, 'https://dialer.example', 'hubspot.com.evil.example'],
  ])('is ignored from %s', (_, message, origin, host) => expect(read(message, origin, host)).toBeUndefined());

  it('is ignored when the page made the event itself', () => {
    expect(read(RING, 'https://apps.ringcentral.com', 'crm.example', false)).toBeUndefined();
  });

  it.each([
    ['an outgoing call', { ...RING, call: { ...RING.call, direction: 'Outbound' } }],
    ['no caller', { ...RING, call: { id: 'a', direction: 'Inbound' } }],
    ['no id', { ...RING, call: { direction: 'Inbound', from: '1' } }],
    ['an overlong number', { ...RING, call: { ...RING.call, from: '1'.repeat(65) } }],
    ['an object for a number', { ...RING, call: { ...RING.call, from: { phoneNumber: { evil: true } } } }],
    ['another event', { ...RING, type: 'rc-login-status-notify' }],
    ['text', 'rc-call-ring-notify'],
    ['nothing', null],
  ])('is ignored with %s', (_, message) =>
    expect(read(message, 'https://apps.ringcentral.com')).toBeUndefined(),
  );
});
