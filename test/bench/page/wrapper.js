import { findPhoneNumbersInText } from 'libphonenumber-js/max';

/** A minimal click-to-dial extension for comparison: every number becomes a link in the page. */

const SKIPPED = 'script,style,noscript,textarea,select,a,code,[contenteditable]';

function wrapUnder(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const text = walker.currentNode;
    if (/\d.*\d.*\d.*\d.*\d.*\d/.test(text.data) && !text.parentElement?.closest(SKIPPED)) texts.push(text);
  }
  for (const text of texts) wrap(text);
}

function wrap(text) {
  for (const { startsAt, endsAt, number } of findPhoneNumbersInText(text.data, 'DE').reverse()) {
    const link = document.createElement('a');
    link.href = `tel:${number.number}`;
    const found = text.splitText(startsAt);
    found.splitText(endsAt - startsAt);
    found.replaceWith(link);
    link.append(found);
  }
}

wrapUnder(document.body);
new MutationObserver((changes) => {
  for (const { addedNodes } of changes)
    for (const node of addedNodes) if (node instanceof Element) wrapUnder(node);
}).observe(document.body, { childList: true, subtree: true });
