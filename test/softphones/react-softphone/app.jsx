import 'regenerator-runtime/runtime';
import { WebSocketInterface } from 'jssip';
import React from 'react';
import ReactDOM from 'react-dom';
import SoftPhone from 'react-softphone';

/** The phone as its README sets it up, connected from the start. */

const ws = new URLSearchParams(location.search).get('ws');
const keep = () => true;
const config = {
  domain: 'pbx.example',
  uri: 'sip:desk@pbx.example',
  password: 'x',
  ws_servers: ws,
  sockets: new WebSocketInterface(ws),
  display_name: 'Desk',
  debug: false,
};
ReactDOM.render(
  React.createElement(SoftPhone, {
    callVolume: 33,
    ringVolume: 44,
    connectOnStart: true,
    notifications: false,
    config,
    setConnectOnStartToLocalStorage: keep,
    setNotifications: keep,
    setCallVolume: keep,
    setRingVolume: keep,
    timelocale: 'UTC',
  }),
  document.querySelector('#app'),
);
