/** Lines of pages in the ways of writing that were reported from the field, with what a person sees in them. */

export interface MarkedLine {
  title: string;
  html: string;
  /** As a person reads them. */
  marks: readonly string[];
  /** Of the reader; Germany where it is not stated. */
  country?: string;
}

export interface HoveredLine {
  title: string;
  /** The pointer rests on the element `n`. */
  html: string;
  /** The number of the card, in digits, or whether one opens. */
  opens: string | boolean;
  css?: string;
}

const line = (title: string, html: string, ...marks: string[]): MarkedLine => ({ title, html, marks });
const lineIn = (country: string, title: string, html: string, ...marks: string[]): MarkedLine => ({
  country,
  ...line(title, html, ...marks),
});

const BERLIN = '030 23125123';
const OTHER = '030 23125124';
const MOBILE = '0176 04069012';

const BESIDE: MarkedLine[] = [
  line('a duration beside a number', `<p>${BERLIN} <em>12 min</em></p>`, BERLIN),
  line(
    'a count in a badge beside a number',
    `<p>+49 30 23125123 <b class="count">17</b></p>`,
    '+49 30 23125123',
  ),
  line('a time before a number', `<li>14:05 ${BERLIN}</li>`, BERLIN),
  line('the floor behind a number', `<p>Tel. ${BERLIN} (3. OG)</p>`, BERLIN),
  line('opening hours behind a number', `<p>Tel. ${BERLIN} 8–18 Uhr</p>`, BERLIN),
  line('a year behind a number', `<p>${BERLIN} <span>2026</span></p>`, BERLIN),
  line('two numbers and their times', `<p>${BERLIN} <i>09:10</i> ${OTHER} <i>09:12</i></p>`, BERLIN, OTHER),
];

const WHITE: MarkedLine[] = [
  line('a line break and tabs of the source', `<p>Tel.\n\t\t030\n\t\t23125123</p>`, BERLIN),
  line('several blanks', '<p>030   23125    123</p>', '030 23125 123'),
  line('a break of the source in an inline element', `<p>Tel. <b>\n  030\n  23125123\n</b></p>`, BERLIN),
  line('blanks at the border of two elements', '<p><span>030 </span>\n <span> 23125123</span></p>', BERLIN),
  line('an em space', '<p>Tel. 030&emsp;23125123</p>', BERLIN),
  line('a thin space', '<p>Tel. 030&thinsp;23125123</p>', BERLIN),
  line('a narrow blank that does not break', '<p>Tel. 030&#x202f;23125123</p>', BERLIN),
  line('a hair space', '<p>Tel. 030&#x200a;23125123</p>', BERLIN),
  line('an ideographic space', '<p>Tel. 030&#x3000;23125123</p>', BERLIN),
  line('a soft hyphen', '<p>Tel. 030&shy; 23125123</p>', BERLIN),
  line('a break that the browser may make', '<p>Tel. 030 231<wbr>25123</p>', BERLIN),
  line('a break that a person wrote', `<pre>${BERLIN}\n${OTHER}</pre>`, BERLIN, OTHER),
  line('a long indentation behind the label', `<p>Telefon:${' \n'.repeat(60)}${BERLIN}</p>`, BERLIN),
  line(
    'a style that keeps blanks',
    `<p style="white-space:pre-wrap">Tel. ${BERLIN}\n      ${OTHER}</p>`,
    BERLIN,
    OTHER,
  ),
];

const TOUCHING: MarkedLine[] = [
  line('a margin', `<p><span>Anna</span><span style="margin-left:1em">${BERLIN}</span></p>`, BERLIN),
  line('a padding', `<p><b style="padding-right:6px">Tel</b>${BERLIN}</p>`, BERLIN),
  line('a border', `<p>${BERLIN}<span style="border-left:2px solid">Anna</span></p>`, BERLIN),
  line(
    'a margin that the direction turns',
    `<p>${BERLIN}<span style="margin-inline-start:9px">Anna</span></p>`,
    BERLIN,
  ),
  line(
    'an icon whose text is a word',
    `<p><span class="material-symbols-rounded">phone_in_talk</span>${BERLIN}</p>`,
    BERLIN,
  ),
  line('an icon behind', `<p>${BERLIN}<i class="material-icons">content_copy</i></p>`, BERLIN),
  line(
    'an icon by its font alone',
    `<p><i style="font-family:'Material Icons'">call</i>${BERLIN}</p>`,
    BERLIN,
  ),
  line(
    'a label that is not shown',
    `<p><span style="position:absolute;clip:rect(0 0 0 0)">Telefonnummer</span>${BERLIN}</p>`,
    BERLIN,
  ),
  line('a label of no size', `<p>${BERLIN}<span style="font-size:0">kopieren</span></p>`, BERLIN),
  line(
    'cells of a row of boxes',
    `<p style="display:flex;gap:1em"><b>Tel</b><span>${BERLIN}</span><span>Anna</span></p>`,
    BERLIN,
  ),
  line(
    'boxes in the line',
    `<p><span style="display:inline-block">${BERLIN}</span><span style="display:inline-block">12</span></p>`,
    BERLIN,
  ),
  line(
    'digits that a style spaces out',
    `<p>Tel. ${[...'030'].map((digit) => `<b style="margin-right:1px">${digit}</b>`).join('')} 23125123</p>`,
    BERLIN,
  ),
  line('a sign of a font before a number', `<p><i class="fas">\uf095</i>${BERLIN}</p>`, BERLIN),
  line(
    'a drawing on both sides',
    `<p><svg width="9" height="9"></svg>${BERLIN}<svg width="9" height="9"></svg></p>`,
    BERLIN,
  ),
  line(
    'a name of an element of its own',
    `<p><mat-icon>call</mat-icon>${BERLIN}<mat-icon>edit</mat-icon></p>`,
    BERLIN,
  ),
  line(
    'a mail address and a link',
    `<p><a href="mailto:a@b.example">a@b.example</a><a href="tel:1" style="margin-left:1em">${BERLIN}</a></p>`,
    BERLIN,
  ),
  line(
    'a chip on each side',
    `<p><span style="padding:0 4px">2</span>${BERLIN}<span style="padding:0 4px">neu</span></p>`,
    BERLIN,
  ),
  line(
    'a raised figure',
    `<p>${BERLIN}<span style="vertical-align:super;font-size:60%">4</span></p>`,
    BERLIN,
  ),
  line(
    'a sign that the style writes',
    `<style>.sign::before{content:"|"}</style><p>${BERLIN}<span class="sign">Anna</span></p>`,
    BERLIN,
  ),
  line(
    'two numbers that a margin sets apart',
    `<p><span style="margin-right:2em">${BERLIN}</span><span>${OTHER}</span></p>`,
    BERLIN,
    OTHER,
  ),
  line(
    'a table of spans',
    `<p><span style="display:table-cell">Tel</span><span style="display:table-cell">${BERLIN}</span></p>`,
    BERLIN,
  ),
];

const NEAR: MarkedLine[] = [
  line(
    'an order number below its heading',
    '<table><tr><th>Datum</th><th>Bestellnummer</th></tr><tr><td>1.12.</td><td>0301234567</td></tr></table>',
  ),
  line(
    'an order number below a heading that spans',
    '<table><tr><th colspan="2">Kunde</th><th>Auftragsnr.</th></tr><tr><td>A</td><td>B</td><td>0301234567</td></tr></table>',
  ),
  line(
    'a customer number beside its name',
    '<table><tr><td>Kundennummer</td><td>0123456789</td></tr></table>',
  ),
  line(
    'an invoice number in the next block',
    '<div><div class="label">Rechnungsnummer</div><div class="value">0301234567</div></div>',
  ),
  line('an order number below a term', '<dl><dt>Auftragsnummer:</dt><dd><span>0301234567</span></dd></dl>'),
  line('a number that an attribute calls an order', '<div aria-label="Bestellnummer">0301234567</div>'),
  line(
    'a number in a cell that carries its heading',
    '<table><tr><td data-label="Kundennr.">0301234567</td></tr></table>',
  ),
  line('a number beside its label and a line break', '<p><b>Sendungsnummer</b><br>0301234567</p>'),
  line(
    'a number in a grid of blocks',
    '<div role="grid"><div role="row"><div role="columnheader">Name</div><div role="columnheader">Auftragsnr.</div></div><div role="row"><div role="gridcell">Anna</div><div role="gridcell">0301234567</div></div></div>',
  ),
  line(
    'a phone number in the same table as an order',
    `<table><tr><th>Auftragsnr.</th><th>Telefon</th></tr><tr><td>0301234567</td><td>${BERLIN}</td></tr></table>`,
    BERLIN,
  ),
  line(
    'a phone number whose neighbour is an order',
    `<table><tr><td>Bestellung 4711</td><td>${BERLIN}</td></tr></table>`,
    BERLIN,
  ),
  lineIn(
    'DK',
    'a national number below its heading',
    '<table><tr><th>Navn</th><th>Telefon</th></tr><tr><td>Anna</td><td>33 12 34 56</td></tr></table>',
    '33 12 34 56',
  ),
  lineIn(
    'DK',
    'a national number below a term',
    '<dl><dt>Telefon</dt><dd>33 12 34 56</dd></dl>',
    '33 12 34 56',
  ),
  lineIn(
    'DK',
    'two national numbers below one term',
    '<dl><dt>Telefon</dt><dd>33 12 34 56</dd><dd>33 12 34 57</dd></dl>',
    '33 12 34 56',
    '33 12 34 57',
  ),
  lineIn(
    'US',
    'a national number beside its label',
    '<div><span>Phone</span></div><div>2125550123</div>',
    '2125550123',
  ),
  lineIn(
    'US',
    'a national number that another element names',
    '<b id="lbl">Mobile phone</b><p>Anna</p><div aria-labelledby="lbl">2125550124</div>',
    '2125550124',
  ),
  lineIn(
    'US',
    'a national number beside a drawn icon',
    '<p><i class="fa fa-phone"></i> 2125550125</p>',
    '2125550125',
  ),
  lineIn(
    'US',
    'a national number beside a picture',
    '<div><img alt="Phone" src="data:,"> 2125550126</div>',
    '2125550126',
  ),
  lineIn(
    'US',
    'a national number of a business card',
    '<div class="vcard"><span class="tel">2125550127</span></div>',
    '2125550127',
  ),
  lineIn('US', 'a fax number in microdata', '<span itemprop="faxNumber">2125550128</span>', '2125550128'),
  lineIn(
    'US',
    'a number of linked data',
    '<span property="schema:telephone">2125550129</span>',
    '2125550129',
  ),
  lineIn(
    'US',
    'a label in the line before, as a person wrote it',
    '<pre>Phone:\n2125550131</pre>',
    '2125550131',
  ),
  lineIn(
    'US',
    'a number whose class is the phone',
    '<span class="contact-phone">2125550132</span>',
    '2125550132',
  ),
  lineIn(
    'US',
    'a national number in the text of an output',
    '<label>Phone <output>2125550133</output></label>',
    '2125550133',
  ),
  lineIn(
    'US',
    'a head of two rows',
    '<table><thead><tr><th colspan="2">Person</th></tr><tr><th>Name</th><th>Phone</th></tr></thead><tr><td>Anna</td><td>2125550134</td></tr></table>',
    '2125550134',
  ),
  lineIn(
    'DK',
    'national numbers below the heading of a list',
    '<h4>Telefon</h4><ul><li>33 12 34 58</li><li>33 12 34 59</li></ul>',
    '33 12 34 58',
    '33 12 34 59',
  ),
  lineIn(
    'DK',
    'a national number in a grid of blocks',
    '<div><div>Navn</div><div>Anna</div><div>Telefon</div><div>33 12 34 60</div></div>',
    '33 12 34 60',
  ),
  lineIn(
    'DK',
    'a national number behind a fold',
    '<details open><summary>Telefon</summary>33 12 34 61</details>',
    '33 12 34 61',
  ),
  lineIn('DK', 'no number of a bank', '<dl><dt>Kontonummer</dt><dd>33 12 34 62</dd></dl>'),
  lineIn(
    'DK',
    'a number of a company beside its phone',
    '<table><tr><td>CVR-nr.</td><td>33 12 34 63</td></tr><tr><td>Tlf.</td><td>33 12 34 64</td></tr></table>',
    '33 12 34 64',
  ),
  lineIn('US', 'the text of a link that dials', '<a href="tel:+12125550123">2125550123</a>', '2125550123'),
  lineIn('US', 'a national number with a title', '<span title="Phone">2125550130</span>', '2125550130'),
  lineIn(
    'US',
    'a routing number below its heading',
    '<table><thead><tr><th>Bank</th><th>Routing number</th></tr></thead><tbody><tr><td>A</td><td>021-000-0021</td></tr></tbody></table>',
  ),
  lineIn(
    'IT',
    'a national number in a cell with its heading',
    '<table><tr><td data-th="Cellulare">347 123 4568</td></tr></table>',
    '347 123 4568',
  ),
];

const SCRIPTS: MarkedLine[] = [
  lineIn(
    'EG',
    'Persian digits are no Arabic ones, and are read too',
    '<p dir="rtl">هاتف: +۲۰ ۲ ۲۳۴۵ ۶۷۸۹</p>',
    '+۲۰ ۲ ۲۳۴۵ ۶۷۸۹',
  ),
  lineIn(
    'JP',
    'full-width brackets',
    '<p>電話：（０３）１２３４－５６７８</p>',
    '（０３）１２３４－５６７８',
  ),
  line('isolates in elements', `<p><bdi>+49 30</bdi> <bdi>23125123</bdi></p>`, '+49 30 23125123'),
  line('a line of JSON', `<pre>{\n  "phone": "+493023125123",\n  "id": 30123456\n}</pre>`, '+493023125123'),
  line(
    'a JSON viewer',
    `<div><span>"phone"</span><span>:</span><span>"+493023125123"</span><span>,</span></div>`,
    '+493023125123',
  ),
  line('a number between quotation marks', `<p>„${BERLIN}“</p>`, BERLIN),
];

const EDITORS: MarkedLine[] = [
  line('code', `<p>Rufen Sie <code>${BERLIN}</code> an.</p>`, BERLIN),
  line('output of a program', `<samp>${BERLIN}</samp>`, BERLIN),
  line('a code block', `<pre><code>tel = "+493023125123"</code></pre>`, '+493023125123'),
  line('text in a drawing', `<svg width="200" height="20"><text y="15">Tel. ${BERLIN}</text></svg>`, BERLIN),
  line(
    'an island in an editor',
    `<div contenteditable="true">Notiz <span contenteditable="false">${MOBILE}</span> ${BERLIN}</div>`,
    MOBILE,
  ),
  line(
    'an editor in an island',
    `<div contenteditable="false"><p>${MOBILE}</p><div contenteditable="true">${BERLIN}</div></div>`,
    MOBILE,
  ),
  line(
    'a text box that cannot be written in',
    `<div role="textbox" contenteditable="false">${BERLIN}</div>`,
    BERLIN,
  ),
  line(
    'a code editor that cannot be written in',
    `<div class="cm-editor"><div class="cm-content" contenteditable="false"><div class="cm-line">${BERLIN}</div></div></div>`,
    BERLIN,
  ),
  line(
    'an older one',
    `<div class="CodeMirror"><textarea readonly></textarea><pre>${BERLIN}</pre></div>`,
    BERLIN,
  ),
  line('an editor', `<div class="ProseMirror" contenteditable="true"><p>${BERLIN}</p></div>`),
  line('another editor', `<div class="ql-editor" contenteditable="true"><p>${BERLIN}</p></div>`),
  line('a text box', `<div role="textbox">${BERLIN}</div>`),
  line('a code editor', `<div class="CodeMirror"><textarea></textarea><pre>${BERLIN}</pre></div>`),
  line('fields', `<input value="${BERLIN}"><input readonly value="${BERLIN}"><textarea>${BERLIN}</textarea>`),
];

export const MARKED = [...BESIDE, ...WHITE, ...TOUCHING, ...NEAR, ...SCRIPTS, ...EDITORS];

const hover = (title: string, html: string, opens: string | boolean, css = ''): HoveredLine => ({
  title,
  html,
  opens,
  css,
});
const COVER = 'position:absolute;inset:0';
const PLACE = 'position:relative;padding:4px';
const number = (extension: number) => `030 23125${extension}`;
const read = (extension: number) => `493023125${extension}`;

export const HOVERED: HoveredLine[] = [
  hover('callto:', '<a id="n" href="callto:+493023125201">Anna</a>', read(201)),
  hover('sips:', '<a id="n" href="sips:+493023125202@pbx.example;user=phone">Anna</a>', read(202)),
  hover('sms:', '<a id="n" href="sms:+493023125203?body=Hallo">Nachricht</a>', read(203)),
  hover('wa.me', '<a id="n" href="https://wa.me/493023125204">Chat</a>', read(204)),
  hover('skype:', '<a id="n" href="skype:+493023125205?call">Skype</a>', read(205)),
  hover(
    'Teams',
    '<a id="n" href="https://teams.microsoft.com/l/call/0/0?users=4:+493023125206">Teams</a>',
    read(206),
  ),
  hover(
    'the Teams program',
    '<a id="n" href="msteams:/l/call/0/0?users=4%3A%2B493023125207">Teams</a>',
    read(207),
  ),
  hover('viber:', '<a id="n" href="viber://chat?number=%2B493023125208">Viber</a>', read(208)),
  hover('facetime:', '<a id="n" href="facetime:+493023125209">FaceTime</a>', read(209)),
  hover('zoomphonecall:', '<a id="n" href="zoomphonecall://+493023125210">Zoom</a>', read(210)),
  hover('whatsapp:', '<a id="n" href="whatsapp://send?phone=493023125211">Chat</a>', read(211)),
  hover('an encoded plus, twice', '<a id="n" href="tel:%252B493023125212">Anna</a>', read(212)),
  hover('an extension', '<a id="n" href="tel:+493023125213;ext=12">Anna</a>', read(213)),
  hover('pauses', '<a id="n" href="tel:+493023125214,,12#">Anna</a>', read(214)),
  hover('the link wins over its text', `<a id="n" href="tel:+493023125215">${number(216)}</a>`, read(215)),
  hover('a service code', '<a id="n" href="tel:*21*030231252#">Umleitung</a>', false),
  hover('a person instead of a number', '<a id="n" href="sip:anna@pbx.example">Anna</a>', false),
  hover(
    'a place to map',
    `<p><a href="https://maps.example/">${number(217)}</a> <span id="n">Anna Berger</span></p>`,
    false,
  ),
  hover(
    'the text of a link to a person',
    `<a id="n" href="sip:anna@pbx.example">${number(218)}</a>`,
    read(218),
  ),
  hover(
    'a picture in a link',
    '<a href="tel:+493023125219"><span><img id="n" width="60" height="60" src="data:image/gif;base64,R0lGODlhAQABAAAAACw="></span></a>',
    read(219),
  ),
  hover(
    'a stretched link of a card',
    `<div style="${PLACE}"><p id="n">${number(220)}</p><a class="stretch" href="#">mehr</a></div>`,
    read(220),
    `.stretch::after{content:"";${COVER}}`,
  ),
  hover(
    'a tinted layer',
    `<div style="${PLACE}"><p id="n">${number(221)}</p><a href="#" style="${COVER};background:rgba(0,0,0,.04)"></a></div>`,
    read(221),
  ),
  hover(
    'two layers',
    `<div style="${PLACE}"><p id="n">${number(222)}</p><i style="${COVER}"></i><a href="#" style="${COVER}"></a></div>`,
    read(222),
  ),
  hover(
    'a layer in its own line',
    `<p id="n" style="${PLACE}">${number(223)}<a href="#" style="${COVER}"></a></p>`,
    read(223),
  ),
  hover(
    'a number in bold under a layer',
    `<p id="n" style="${PLACE}">030 <b>23125</b>224<a href="#" style="${COVER}"></a></p>`,
    read(224),
  ),
  hover(
    'a link under a layer',
    `<div style="${PLACE}"><a id="n" href="tel:+493023125225">Anna</a><i style="${COVER}"></i></div>`,
    read(225),
  ),
  hover(
    'an opaque layer',
    `<div style="${PLACE}"><p id="n">${number(226)}</p><a href="#" style="${COVER};background:#fff"></a></div>`,
    false,
  ),
  hover(
    'a picture as a layer',
    `<div style="${PLACE}"><p id="n">${number(227)}</p><a href="#" style="${COVER};background-image:linear-gradient(red,red)"></a></div>`,
    false,
  ),
  hover(
    'a layer that blurs',
    `<div style="${PLACE}"><p id="n">${number(228)}</p><a href="#" style="${COVER};backdrop-filter:blur(9px)"></a></div>`,
    false,
  ),
  hover(
    'a layer with words of its own',
    `<div style="${PLACE}"><p id="n">${number(229)}</p><a href="#" style="${COVER};padding:4px">Alles über unser Haus und die Leute</a></div>`,
    false,
  ),
  hover(
    'an opaque pseudo-element',
    `<div style="${PLACE}"><p id="n">${number(230)}</p><a class="veil" href="#"></a></div>`,
    false,
    `.veil::after{content:"";background:#fff;${COVER}}`,
  ),
  hover(
    'a field as a layer',
    `<div style="${PLACE}"><p id="n">${number(231)}</p><input style="${COVER};background:none;border:0;width:100%" value="x"></div>`,
    false,
  ),
  hover(
    'a picture drawn over',
    `<div style="${PLACE}"><p id="n">${number(232)}</p><canvas width="150" height="30" style="${COVER}"></canvas></div>`,
    false,
  ),
  hover(
    'a border as a layer',
    `<div style="${PLACE}"><p id="n">${number(233)}</p><i style="${COVER};border:10px solid #fff"></i></div>`,
    false,
  ),
  hover(
    'a control that is not shown',
    `<label style="display:block;${PLACE}"><span id="n">${number(240)}</span><input type="radio" style="${COVER};opacity:0;width:100%"></label>`,
    read(240),
  ),
  hover(
    'a link of a drawing',
    `<svg width="200" height="20"><a xlink:href="tel:+493023125241"><rect id="n" width="80" height="20"/></a></svg>`,
    read(241),
  ),
  hover(
    'a read-only editor',
    `<div class="ProseMirror" contenteditable="false"><p id="n">${number(234)}</p></div>`,
    read(234),
  ),
  hover('an editor', `<div contenteditable="true"><p id="n">${number(235)}</p></div>`, false),
  hover(
    'text in a drawing',
    `<svg width="200" height="20"><text id="n" y="15">${number(236)}</text></svg>`,
    read(236),
  ),
  hover('a break of the source', `<p id="n">030\n      23125\n      237</p>`, read(237)),
  hover(
    'text that is switched off inside a number',
    `<p id="n">030 231<span style="display:none">99</span>25239</p>`,
    read(239),
  ),
  hover(
    'an icon before',
    `<p><span class="material-icons">call</span><span id="n">${number(238)}</span></p>`,
    read(238),
  ),
];
