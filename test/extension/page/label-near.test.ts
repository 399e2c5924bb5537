// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { candidatesIn, proposalOf } from '../../../extension/page/proposals.ts';
import { runsUnder } from '../../../extension/page/text-run.ts';

const NUMBER = '030 23125123';

/** What stands before the number of the page, in its line or elsewhere. */
function wordsBefore(html: string): string {
  document.body.innerHTML = html;
  const found = [...runsUnder(document.body)].flatMap((run) =>
    run ? candidatesIn(run).map((candidate) => proposalOf(run, candidate)) : [],
  );
  const number = found.find(({ text }) => text === NUMBER);
  if (!number) throw new Error('no number');
  return number.before;
}

describe('the words that name a number', () => {
  it.each([
    ['its own line', `<table><tr><th>Name</th></tr><tr><td>Fax ${NUMBER}</td></tr></table>`, 'Fax '],
    [
      'the head of its column',
      `<table><thead><tr><th>Name</th><th>Telefon</th></tr></thead><tbody><tr><td>Anna</td><td>a</td></tr>
        <tr><td>Anna Berger, Köln 2</td><td>${NUMBER}</td><td>x</td></tr></tbody></table>`,
      'Telefon: ',
    ],
    [
      'a head over two columns before it',
      `<table><tr><th colspan=2>Kunde</th><th>Fax</th></tr><tr><td>1</td><td>2</td><td>${NUMBER}</td></tr></table>`,
      'Fax: ',
    ],
    ['the head of its row', `<table><tr><th>Fax</th><td>1</td><td>${NUMBER}</td></tr></table>`, 'Fax: '],
    [
      'the heads of row and column',
      `<table><tr><th></th><th>Köln</th></tr><tr><th>Fax</th><td>${NUMBER}</td></tr></table>`,
      'Fax, Köln: ',
    ],
    ['the cell before', `<table><tr><td>Mobil</td><td><b>${NUMBER}</b></td></tr></table>`, 'Mobil: '],
    [
      'a grid of blocks',
      `<div role=grid><div role=row><i role=columnheader>A</i><i role=columnheader>Fax</i></div>
        <div role=row><div role=gridcell>1</div><div role=gridcell><p>${NUMBER}</p></div></div></div>`,
      'Fax: ',
    ],
    ['the term', `<dl><dt>Büro:</dt><dd>${NUMBER}</dd></dl>`, 'Büro: '],
    [
      'the term before another number',
      `<dl><dt>Büro</dt><dd>040 1234567</dd><dd>${NUMBER}</dd></dl>`,
      'Büro: ',
    ],
    ['the label before', `<label for=x>Telefon</label><div id=x>${NUMBER}</div>`, 'Telefon: '],
    ['the block before', `<div><div>Telefon</div></div><div><div>${NUMBER}</div></div>`, 'Telefon: '],
    ['the heading before', `<h3>Zentrale</h3><p>${NUMBER}</p>`, 'Zentrale: '],
    ['the heading of a list', `<h4>Fax</h4><ul><li>x</li><li>${NUMBER}</li></ul>`, 'Fax: '],
    ['the summary', `<details><summary>Fax</summary>${NUMBER}</details>`, 'Fax: '],
    ['the line before', `<p>Telefon:<br>${NUMBER}</p>`, 'Telefon: '],
    ['an attribute', `<div aria-label="Telefon">${NUMBER}</div>`, 'Telefon: '],
    ['another element', `<i id=y>Telefon</i><p>x</p><p aria-labelledby=y>${NUMBER}</p>`, 'Telefon: '],
    [
      'an attribute for narrow screens',
      `<table><tr><td data-label="Fax">${NUMBER}</td></tr></table>`,
      'Fax: ',
    ],
    ['a picture', `<p><img alt="Fax"> ${NUMBER}</p>`, 'Fax:  '],
    ['its class', `<b class="contact-phone">${NUMBER}</b>`, 'phone: '],
    [
      'the lowest head of its column',
      `<table><thead><tr><th colspan=2>Person</th></tr><tr><th>Name</th><th>Fax</th></tr></thead>
        <tr><td>1</td><td>${NUMBER}</td></tr></table>`,
      'Fax: ',
    ],
    ['a drawn icon', `<p><i class="fa fa-phone"></i> ${NUMBER}</p>`, 'phone:  '],
  ])('are those of %s', (_, html, words) => {
    expect(wordsBefore(html)).toBe(words);
  });

  it.each([
    ['a sentence', `<p>Rufen Sie uns bitte an.</p><p>${NUMBER}</p>`],
    ['a long text', `<p>${'Wort '.repeat(9)}</p><p>${NUMBER}</p>`],
    ['words with a number of their own', `<p>Rechnung 4711</p><p>${NUMBER}</p>`],
    ['another item of a list', `<ul><li>Rechnung</li><li>${NUMBER}</li></ul>`],
    ['another section', `<section>Rechnung</section><section><p>${NUMBER}</p></section>`],
    ['the element behind', `<p>${NUMBER}</p><p>Rechnung</p>`],
    ['a class of another kind', `<b class="phone-order mobile">${NUMBER}</b>`],
    ['a style', `<style>.rechnung {}</style><p>${NUMBER}</p>`],
    ['the number itself', `<p aria-label="${NUMBER}">${NUMBER}</p>`],
    [
      'something far above',
      `<b>Rechnung</b><div><div><div><div><div><p>${NUMBER}</p></div></div></div></div></div>`,
    ],
  ])('are not those of %s', (_, html) => {
    expect(wordsBefore(html)).toBe('');
  });

  it('leave room for what stands before the number', () => {
    expect(wordsBefore(`<h4>Telefon</h4><p>${'1; '.repeat(30)}: ${NUMBER}</p>`)).toMatch(/^Telefon: .{39}$/);
  });

  it.each([
    ['microdata', `<span itemprop="telephone">${NUMBER}</span>`],
    ['microdata for fax', `<span itemprop="faxNumber">${NUMBER}</span>`],
    ['linked data', `<span property="schema:telephone">${NUMBER}</span>`],
    ['a card', `<div class="h-card"><span class="p-tel">${NUMBER}</span></div>`],
    ['an older card', `<div class="vcard"><b class="tel">${NUMBER}</b></div>`],
    ['a link', `<p>Wir: <a href="tel:1">${NUMBER}</a></p>`],
    ['a part of a line', `<p>Anna, 1999, <span itemprop="telephone">${NUMBER}</span>, Köln</p>`],
  ])('are not needed where the page says so by %s', (_, html) => {
    document.body.innerHTML = html;
    const marked = [...runsUnder(document.body)].flatMap((run) => (run ? candidatesIn(run) : []));
    expect(marked.map(({ text, isMarkedUp }) => [text, isMarkedUp])).toEqual([[NUMBER, true]]);
  });
});
