
// The page is whole without this. With it, what takes a request each time takes none, and each entry tells more of itself.

const form = document.getElementById('listing');
const table = form.querySelector('table');
const selects = table.hasAttribute('data-selects'); // whether anything can be done with some of the entries
const sum = document.getElementById('sum');
const crumbs = [...document.querySelectorAll('nav a')];

const ROWS_OF_A_BODY = 250;           // as the page has them
const SORTED_BY_KIND = 10000;         // up to so many entries directories come first, as on the server
const TEXT_BYTES = 256 * 1024;        // of a text that is shown
const WHOLE_BYTES = 32 * 1024 * 1024; // of a picture or PDF that is shown
const TARGET_CHARS = 8000;            // of a request; the server takes 8192
const DIGESTS = {'sha-256': 'SHA-256', 'sha-512': 'SHA-512', md5: 'MD5'};

/** Makes an element: attributes by name, listeners as functions, children as nodes or text. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

const two = (number) => String(number).padStart(2, '0');

function human(bytes) {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];
  let unit = 0;
  while (bytes >= 1024 && unit < units.length - 1) {
    bytes /= 1024;
    unit++;
  }
  const tenths = Math.round(bytes * 10);
  return (unit > 0 && tenths < 100 ? (tenths / 10).toFixed(1) : Math.round(bytes)) + '\u00a0' + units[unit];
}

const grouped = (digits) => String(digits).replace(/\B(?=(\d{3})+$)/g, ',');

const counted = (count, one, many) => grouped(count) + ' ' + (count === 1 ? one : many);

function localTime(utc) {
  const time = new Date(utc.replace(' ', 'T') + 'Z');
  if (isNaN(time)) return utc;
  return String(time.getFullYear()).padStart(4, '0') + '-' + two(time.getMonth() + 1) + '-' + two(time.getDate())
      + ' ' + two(time.getHours()) + ':' + two(time.getMinutes());
}

// Rows, as they were read

const fold = (text) => text.normalize('NFC').toLowerCase();

/** One row; what it shows at first is exact, and kept. */
function read(tr, index) {
  const check = tr.firstElementChild;
  const name = check.nextElementSibling;
  const size = name.nextElementSibling;
  const time = size.nextElementSibling;
  const link = name.firstElementChild;
  const text = link.textContent;
  return {
    tr, link, check, size, time, text,
    box: check.firstElementChild,
    kind: tr.className,
    directory: tr.className === 'd',
    key: fold(text),
    digits: size.textContent,
    bytes: tr.className === 'd' ? -1 : Number(size.textContent), // not a number if it is not known
    utc: time.textContent.trim(),
    place: index,
  };
}

const rows = [...table.querySelectorAll('tbody > tr')].map(read);
const bodies = [...table.tBodies];
const rowOf = new Map(rows.map((row) => [row.tr, row]));
const chosen = new Set();
let order = rows;
let shown = rows;

function dress(row) {
  if (row.bytes >= 0) {
    row.size.textContent = human(row.bytes);
    row.size.title = grouped(row.digits) + ' bytes';
  }
  if (row.utc !== '?') {
    row.time.textContent = localTime(row.utc);
    row.time.title = row.utc + ' UTC';
  }
  const deeper = /\/./.test(row.link.getAttribute('href')); // and cannot be named in a request for some
  if (selects && !row.box && !deeper) {
    row.box = make('input', {type: 'checkbox'});
    row.check.append(row.box);
  }
  if (!row.box) return;
  if (!row.box.hasAttribute('aria-label')) row.box.setAttribute('aria-label', row.text);
  if (row.box.checked) chosen.add(row); // as a browser keeps it when one comes back
}

/** Dresses the first rows now and the others when there is time. */
function dressAll() {
  const later = window.requestIdleCallback
      || ((work) => setTimeout(() => work({timeRemaining: () => 0}), 16));
  let next = 0;
  const some = (count) => {
    for (const end = Math.min(next + count, rows.length); next < end; next++) dress(rows[next]);
  };
  const step = (idle) => {
    do some(200); while (next < rows.length && idle.timeRemaining() > 4);
    if (next < rows.length) later(step);
    else tell();
  };
  some(400);
  if (next < rows.length) later(step);
}

// Filter

/** Whether a name has all words, in any order; one with * or ? is a pattern for the whole name. */
function matcher(query) {
  const tests = fold(query).split(/\s+/).filter(Boolean).map((word) => {
    if (!/[*?]/.test(word)) return (key) => key.includes(word);
    const source = word.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*+/g, '.*').replace(/\?/g, '.');
    const pattern = new RegExp('^' + source + '/?$', 's');
    return (key) => pattern.test(key);
  });
  return (row) => tests.every((test) => test(row.key));
}

const tools = document.querySelector('.tools');
const input = document.getElementById('find');
const searches = input.name !== '';
const found = make('output', {'aria-live': 'polite', for: 'find'});
let waiting = 0;

function filter() {
  const matches = matcher(input.value);
  shown = [];
  for (const row of order) {
    const match = matches(row);
    if (row.tr.hidden === match) row.tr.hidden = !match;
    if (match) {
      row.place = shown.length;
      shown.push(row);
    }
  }
  size();
  found.textContent = input.value.trim() === '' ? '' : grouped(shown.length) + ' of ' + grouped(rows.length);
  tell();
}

/** Bodies out of sight are as high as the rows that are left of them. */
function size() {
  const left = new Map(bodies.map((body) => [body, 0]));
  for (const row of shown) left.set(row.tr.parentNode, left.get(row.tr.parentNode) + 1);
  const row = parseFloat(getComputedStyle(document.documentElement).fontSize)
      * parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--row'));
  for (const [body, count] of left) {
    body.hidden = count === 0;
    body.style.containIntrinsicBlockSize = Math.round(count * (row + 1)) + 'px';
  }
}

function filterSoon() {
  clearTimeout(waiting);
  if (rows.length > 5000) waiting = setTimeout(filter, 90);
  else filter();
}

// Order

/** The bytes of a name, each as a character, by its link. */
const bytesOf = (row) => row.raw ??= row.link.getAttribute('href').replace(/\/$/, '')
    .replace(/%(..)/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));

const isDigit = (code) => code >= 48 && code <= 57;
const lower = (code) => code >= 65 && code <= 90 ? code + 32 : code;

/** As the server orders: runs of digits by their value, ASCII letters without case, all else by bytes. */
function natural(a, b) {
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(j);
    if (isDigit(x) && isDigit(y)) {
      let m = i;
      let n = j;
      while (isDigit(a.charCodeAt(m))) m++;
      while (isDigit(b.charCodeAt(n))) n++;
      const p = a.slice(i, m).replace(/^0+/, '');
      const q = b.slice(j, n).replace(/^0+/, '');
      const byValue = p.length - q.length || (p < q ? -1 : p > q ? 1 : 0);
      if (byValue) return byValue;
      i = m;
      j = n;
    } else if (lower(x) !== lower(y)) {
      return lower(x) - lower(y);
    } else {
      i++;
      j++;
    }
  }
  return (a.length - i) - (b.length - j) || (a < b ? -1 : a > b ? 1 : 0);
}

const unknown = (number) => Number.isNaN(number) ? -1 : number;
const compares = {
  name: () => 0,
  size: (a, b) => unknown(a.bytes) - unknown(b.bytes),
  time: (a, b) => a.utc < b.utc ? -1 : a.utc > b.utc ? 1 : 0,
};
let byName = null;

function sortBy(key, descending) {
  if (byName === null) {
    const head = table.querySelector('[aria-sort] button');
    const given = head && head.value === 'name' && head.closest('th').getAttribute('aria-sort') === 'ascending';
    byName = given ? [...rows] : [...rows].sort((a, b) => natural(bytesOf(a), bytesOf(b)));
  }
  const kinds = rows.length <= SORTED_BY_KIND;
  const turn = descending ? -1 : 1;
  const compare = compares[key];
  order = [...byName];
  if (key === 'name' && descending) order.reverse();
  order.sort((a, b) => (kinds ? b.directory - a.directory : 0) || turn * compare(a, b));
  for (let i = 0; i < bodies.length; i++) {
    bodies[i].append(...order.slice(i * ROWS_OF_A_BODY, (i + 1) * ROWS_OF_A_BODY).map((row) => row.tr));
  }
  for (const button of table.querySelectorAll('thead button')) {
    const th = button.closest('th');
    const current = button.value === key;
    if (current) th.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
    else th.removeAttribute('aria-sort');
    const next = current ? !descending : button.value !== 'name';
    button.setAttribute('form', next ? 'desc' : 'asc');
  }
  filter();
  const query = new URLSearchParams(location.search);
  query.set('sort', key);
  query.set('order', descending ? 'desc' : 'asc');
  history.replaceState(null, '', '?' + query);
}

// Selection

const all = make('input', {type: 'checkbox', 'aria-label': 'Select all', change: () => choose(shown, all.checked)});
const whole = sum.textContent;
const packers = form.querySelectorAll('.bar button');
let last = null;

function choose(some, on) {
  if (!selects) return;
  for (const row of some) {
    if (!row.box) dress(row);
    if (!row.box) continue;
    row.box.checked = on;
    if (on) chosen.add(row);
    else chosen.delete(row);
  }
  tell();
}

/** What names a row in a request, by what its link says, which is exact for any name. */
const entryOf = (row) => row.entry ??= '&entry=' + row.link.getAttribute('href').replace(/\/$/, '');

function tell() {
  let bytes = 0;
  let directories = 0;
  let chars = location.pathname.length + '?archive=tar.gz'.length;
  for (const row of chosen) {
    chars += entryOf(row).length;
    if (row.directory) directories++;
    else bytes += Math.max(unknown(row.bytes), 0);
  }
  const files = chosen.size - directories;
  const over = chosen.size < rows.length && chars > TARGET_CHARS;
  sum.textContent = chosen.size === 0 ? whole : [
    counted(chosen.size, 'entry', 'entries') + ' selected',
    files ? human(bytes) : '',
    directories ? counted(directories, 'directory', 'directories') + ' of unknown size' : '',
  ].filter(Boolean).join(', ') + (over ? '. These are too many names for one request: select fewer, or all.' : '');
  sum.parentNode.classList.toggle('chosen', chosen.size > 0);
  sum.parentNode.classList.toggle('over', over);
  for (const button of packers) button.disabled = over;
  all.checked = chosen.size > 0 && shown.length > 0 && shown.every((row) => chosen.has(row));
  all.indeterminate = chosen.size > 0 && !all.checked;
}

table.addEventListener('click', (event) => {
  const row = rowOf.get(event.target.closest('tr'));
  if (!row) return;
  if (event.target === row.box) {
    const range = event.shiftKey && last && !last.tr.hidden
        ? shown.slice(Math.min(last.place, row.place), Math.max(last.place, row.place) + 1) : [row];
    choose(range, row.box.checked);
    last = row;
  } else if (event.target === row.tr || event.target.closest('.act')) {
    details(row);
  } else if (event.target === row.check && selects) {
    choose([row], !row.box?.checked);
    last = row;
  }
});

form.addEventListener('submit', (event) => {
  const button = event.submitter;
  if (!button || button.form !== form) return;
  event.preventDefault();
  let query = '?' + button.name + '=' + encodeURIComponent(button.value);
  if (chosen.size > 0 && chosen.size < rows.length) {
    for (const row of order) {
      if (chosen.has(row)) query += entryOf(row);
    }
  }
  location.assign(query);
});

// Words for other programs

/** The path with everything encoded that could mean something to a shell. */
const plainPath = (path) => path.replace(/[^A-Za-z0-9\-._~%/]/g, (c) => encodeURIComponent(c)
    .replace(/[!'()*]/g, (left) => '%' + left.charCodeAt(0).toString(16).toUpperCase()));

const urlOf = (row) => location.origin + plainPath(new URL(row.link.href).pathname);

const lastOf = (row) => row.link.getAttribute('href').replace(/\/$/, '').split('/').pop();

/** The name to save as: that of the entry, without what no terminal should be given. */
function nameOf(row) {
  let name;
  try {
    name = decodeURIComponent(lastOf(row));
  } catch {
    name = lastOf(row).replace(/%([89A-F].)/gi, '_').replace(/%(..)/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  }
  return name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\ufffd]/gu, '_');
}

const forShell = (text) => "'" + text.replace(/'/g, "'\\''") + "'";

/** PowerShell takes the typographic quotes for its own. */
const forPowerShell = (text) => "'" + text.replace(/['\u2018\u2019\u201a\u201b]/g, '$&$&') + "'";

/** What Windows and its shells let be a name; the typographic quotes are PowerShell's own here, too. */
const forWindows = (name) => name.replace(/[<>:"\u201c-\u201f/\\|?*%!^&`[\]$]/g, '_').replace(/[. ]+$/, '_')
    .replace(/^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i, '_$1').replace(/^-/, '_');

function commands(row) {
  const url = urlOf(row);
  const name = nameOf(row);
  const output = forShell((/^[-~]/.test(name) ? './' : '') + name);
  const onWindows = forWindows(name);
  if (!row.directory) {
    return [
      ['curl', 'curl -fo ' + output + ' ' + forShell(url)],
      ['wget', 'wget -O ' + output + ' ' + forShell(url)],
      ['PowerShell', 'Invoke-WebRequest -UseBasicParsing -Uri ' + forPowerShell(url) + ' -OutFile ' + forPowerShell(onWindows)],
      ['certutil', 'certutil -urlcache -split -f "' + url + '" "' + onWindows + '"'],
      ['busybox', 'busybox wget -O ' + output + ' ' + forShell(url)],
    ];
  }
  const depth = plainPath(location.pathname).split('/').length - 2;
  const mirror = 'wget -m -np -nH ' + (depth > 0 ? '--cut-dirs=' + depth + ' ' : '') + forShell(url);
  const archive = (format, lines) => form.querySelector('[name=archive][value="' + format + '"]') ? lines(url + '?archive=' + format) : [];
  return [
    ['wget', mirror],
    ...archive('tar.gz', (from) => [
      ['curl', 'curl -f ' + forShell(from) + ' | tar -xzf -'],
      ['busybox', 'busybox wget -O - ' + forShell(from) + ' | tar -xzf -'],
    ]),
    ...archive('zip', (from) => [
      ['PowerShell', 'Invoke-WebRequest -UseBasicParsing -Uri ' + forPowerShell(from) + ' -OutFile ' + forPowerShell(onWindows + '.zip')],
      ['certutil', 'certutil -urlcache -split -f "' + from + '" "' + onWindows + '.zip"'],
    ]),
  ];
}

/** Copies what a field holds; where there is no clipboard, as over plain HTTP, the old way, or leaves it selected. */
async function copy(field) {
  try {
    if (navigator.clipboard && window.isSecureContext) {
      await navigator.clipboard.writeText(field.value);
      return true;
    }
  } catch {
    // not allowed: the old way
  }
  field.focus();
  field.select();
  try {
    return document.execCommand('copy');
  } catch {
    return false;
  }
}

const toast = make('div', {class: 'toast', role: 'status'});
let saying = 0;

function say(text) {
  toast.textContent = text;
  clearTimeout(saying);
  saying = setTimeout(() => toast.textContent = '', 4000);
}

async function copyUrl(row) {
  const field = make('textarea', {class: 'hide', readonly: true, 'aria-hidden': 'true'});
  field.value = urlOf(row);
  document.body.append(field);
  const done = await copy(field);
  field.remove();
  row.link.focus();
  say(done ? 'Copied ' + field.value : field.value);
}

// The panel of one entry

let asked = new AbortController();

async function bytesAt(response, most) {
  const reader = response.body.getReader();
  const bytes = new Uint8Array(most);
  let length = 0;
  for (;;) {
    const {done, value} = await reader.read();
    if (done) break;
    const part = value.subarray(0, most - length);
    bytes.set(part, length);
    length += part.length;
    if (length === most) {
      reader.cancel();
      break;
    }
  }
  return bytes.subarray(0, length);
}

/** The URL of what the page itself shows: that is no download, which might end a share. */
function looked(href) {
  const url = new URL(href, location.href);
  url.search = (url.search ? url.search + '&' : '?') + 'view';
  return url.href;
}

/** The text that bytes are: by their byte order mark, as UTF-8, or as Windows wrote it; null if they are none. */
function textOf(bytes, isWhole) {
  const mark = bytes[0] << 8 | bytes[1];
  if (mark === 0xfffe || mark === 0xfeff) return new TextDecoder(mark === 0xfffe ? 'utf-16le' : 'utf-16be').decode(bytes);
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes, {stream: !isWhole}); // the last character may be cut
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Shows an entry in {@code box}, as what it is by its name; never a document that could do anything. */
async function preview(row, box, signal) {
  const url = looked(row.link.href);
  const note = (text) => box.append(make('p', {}, text));
  if (row.directory || 'mxz'.includes(row.kind) && row.kind !== '') return;
  if (row.kind === 'v' || row.kind === 'a') {
    const media = make(row.kind === 'v' ? 'video' : 'audio', {controls: true, preload: 'metadata', 'aria-label': row.text});
    media.addEventListener('error', () => media.replaceWith(make('p', {}, 'This browser cannot play it.')));
    media.src = url;
    box.append(media);
    return;
  }
  if ((row.kind === 'i' || row.kind === 'p') && row.bytes > WHOLE_BYTES) {
    note('Too large to be shown here.');
    return;
  }
  if (row.kind === 'i') {
    const image = make('img', {alt: row.text});
    image.addEventListener('error', () => image.replaceWith(make('p', {}, 'This is no picture that the browser knows.')));
    image.src = url;
    box.append(image);
    return;
  }
  if (row.bytes === 0) {
    note('The file is empty.');
    return;
  }
  try {
    if (row.kind === 'p') {
      const response = await fetch(url, {signal});
      const bytes = await bytesAt(response, WHOLE_BYTES);
      const frame = make('iframe', {title: row.text});
      const place = URL.createObjectURL(new Blob([bytes], {type: 'application/pdf'}));
      signal.addEventListener('abort', () => URL.revokeObjectURL(place));
      frame.src = place + '#navpanes=0';
      if (!signal.aborted && response.ok) box.append(frame);
      return;
    }
    const response = await fetch(url, {signal, headers: {Range: 'bytes=0-' + (TEXT_BYTES - 1)}});
    if (!response.ok) {
      note('It cannot be read: ' + response.status + '.');
      return;
    }
    const bytes = await bytesAt(response, TEXT_BYTES);
    if (signal.aborted) return;
    const text = textOf(bytes, bytes.length < TEXT_BYTES);
    const odd = text?.match(/[\0-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f\ufffd]/g)?.length ?? 0;
    if (text === null || row.kind === '' && odd > text.length / 50) {
      note('This is no text.');
      return;
    }
    box.append(make('pre', {tabindex: '0', role: 'region', 'aria-label': 'Text of ' + row.text}, text));
    if (row.bytes > TEXT_BYTES) note('The first ' + human(TEXT_BYTES) + ' of ' + human(row.bytes) + '.');
  } catch (failure) {
    if (!signal.aborted) note('It could not be read.');
  }
}

function field(label, text) {
  const value = make('input', {readonly: true, spellcheck: 'false'});
  value.id = 'copy-' + label;
  value.value = text;
  value.addEventListener('focus', () => value.select());
  const button = make('button', {type: 'button', 'aria-label': 'Copy ' + label}, 'Copy');
  button.addEventListener('click', async () => {
    const done = await copy(value);
    if (done) button.focus();
    button.textContent = done ? 'Copied' : 'Selected';
    setTimeout(() => button.textContent = 'Copy', 1500);
  });
  return make('div', {class: 'command'}, make('label', {for: value.id}, label), value, button);
}

const closer = (dialog) => make('button', {type: 'button', class: 'close', 'aria-label': 'Close', click: () => dialog.close()});

function open(dialog, title, ...children) {
  const heading = make('h2', {id: dialog.className + '-title'}, title);
  dialog.setAttribute('aria-labelledby', heading.id);
  dialog.replaceChildren(make('div', {class: 'top'}, heading, closer(dialog)), make('div', {class: 'body'}, ...children));
  if (!dialog.open) dialog.showModal();
  (dialog.querySelector('.main') || dialog.querySelector('.close')).focus();
}

const panel = make('dialog', {class: 'panel'});
const small = make('dialog', {class: 'small'});
let current = null;

function details(row) {
  asked.abort();
  asked = new AbortController();
  current = row;
  const view = make('div', {class: 'view'});
  const facts = [
    row.directory ? 'Directory' : row.bytes >= 0 ? human(row.bytes) + (row.bytes >= 1024 ? ' (' + grouped(row.digits) + ' bytes)' : '')
        : 'Size unknown',
    row.utc === '?' ? 'time unknown' : 'modified ' + localTime(row.utc) + ' (' + row.utc + ' UTC)',
  ].join(', ');
  const href = row.link.getAttribute('href');
  const acts = make('div', {class: 'acts'}, make('a', {class: 'main', href}, 'Open'));
  const sums = make('div', {class: 'sums'});
  if (!row.directory) acts.append(make('a', {href: href + '?download', download: true}, 'Download'));
  if (table.hasAttribute('data-images') && /\.(iso|zip)$/i.test(row.text)) acts.append(make('a', {href: href + '/'}, 'Look inside'));
  if (!row.directory) acts.append(checksum(row, sums));
  open(panel, make('bdi', {}, row.text), make('p', {class: 'facts'}, facts), acts, sums, view,
      make('h3', {}, 'Fetch it elsewhere'), field('URL', urlOf(row)), ...commands(row).map(([tool, line]) => field(tool, line)));
  preview(row, view, asked.signal);
}

/** Asks the server for a sum when it is wanted, and shows it in {@code box}; what is no single line is none. */
function checksum(row, box) {
  const kind = make('select', {'aria-label': 'Kind of checksum'},
      ...Object.entries(DIGESTS).map(([value, label]) => make('option', {value}, label)));
  const button = make('button', {type: 'button'}, 'Checksum');
  const signal = asked.signal;
  button.addEventListener('click', async () => {
    const label = DIGESTS[kind.value];
    const line = make('p', {class: 'facts', role: 'status'}, label + ' is computed.');
    box.replaceChildren(line);
    try {
      const response = await fetch(row.link.href + '?digest=' + kind.value, {signal});
      const text = response.ok ? new TextDecoder().decode(await bytesAt(response, 4096)) : '';
      const hex = /^\\?([0-9a-f]+) /.exec(text);
      if (line.isConnected && hex) line.replaceWith(field(label, hex[1]));
      else line.textContent = 'There is no ' + label + ' of it.';
    } catch {
      line.textContent = 'There is no ' + label + ' of it.';
    }
  });
  return make('span', {class: 'group'}, button, kind);
}

function showQr() {
  const url = location.origin + plainPath(location.pathname);
  const image = make('img', {alt: 'QR code of ' + url, width: '320', height: '320'});
  image.src = '?qr';
  open(small, 'This page elsewhere', image, make('p', {}, url));
}

function showKeys() {
  const list = (lines) => make('dl', {}, ...lines.flatMap(([keys, text]) => [
    make('dt', {}, ...keys.split(' ').flatMap((key) => [make('kbd', {}, key), ' '])), make('dd', {}, text),
  ]));
  const box = make('input', {type: 'checkbox', checked: marks, change: () => {
    marks = box.checked;
    try {
      localStorage.setItem('marks', marks ? 'on' : 'off');
    } catch {
      // for this page, then
    }
  }});
  open(small, 'Keys', list([
    ['/', 'filter'], ['?', 'these keys'], ['\u2191 \u2193', 'go through the entries'], ['Backspace', 'directory above'],
    ['Esc', selects ? 'clear filter or selection' : 'clear the filter'],
  ]), make('h3', {}, 'On an entry'), list([
    ['Enter', 'open'], ['\u2192', 'preview and commands'], ['c', 'copy the URL'], ['Home End', 'the first, the last'],
    ...(selects ? [['Space', 'select'], ['a', 'select all that are shown']] : []),
  ]), make('label', {}, box, 'Keys / and ? work on the whole page'));
}

panel.addEventListener('close', () => {
  asked.abort();
  for (const media of panel.querySelectorAll('video, audio')) {
    media.removeAttribute('src');
    media.load(); // ends its connection
  }
  panel.replaceChildren();
  if (current) current.link.focus();
});
for (const dialog of [panel, small]) {
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close(); // on what is behind it
  });
}
panel.addEventListener('keydown', (event) => {
  const step = {ArrowUp: -1, ArrowDown: 1}[event.key];
  if (!step || event.target.closest('pre, input, select, video, audio') || !current) return;
  event.preventDefault();
  const next = shown[current.place + step];
  if (next) details(next);
});

// The row under the pointer or the focus has a button

const act = make('td', {class: 'act'}, make('button', {type: 'button'}));

function near(event) {
  const row = rowOf.get(event.target.closest?.('tr'));
  if (!row || act.parentNode === row.tr || event.type === 'pointerover' && act.contains(document.activeElement)) return;
  act.firstChild.setAttribute('aria-label', 'Preview and commands of ' + row.text);
  row.tr.append(act);
}

table.addEventListener('focusin', near);
table.addEventListener('pointerover', near);

// Keys

/** Whether keys that are characters do something outside of the table, too; who speaks to the machine may not want that. */
let marks = true;
try {
  marks = localStorage.getItem('marks') !== 'off';
} catch {
  // nothing is kept
}

function go(row) {
  if (row) row.link.focus();
}

function here() {
  return rowOf.get(document.activeElement?.closest('tbody > tr'));
}

/** Whether the table is what one sees, and not the README below it. */
const inTable = () => table.getBoundingClientRect().bottom > innerHeight / 3;

const keys = {
  ArrowDown: () => here() || inTable() ? go(here() ? shown[here().place + 1] : shown[0]) : false,
  ArrowUp: () => here() ? go(shown[here().place - 1]) : false,
  Home: () => here() ? go(shown[0]) : false,
  End: () => here() ? go(shown[shown.length - 1]) : false,
  ArrowRight: () => here() ? details(here()) : false,
  Backspace: () => (document.querySelector('[form=all]') || crumbs[crumbs.length - 1])?.click(),
  ' ': () => {
    const row = here();
    if (!row) return false;
    choose([row], !row.box?.checked);
    last = row;
  },
  a: () => here() ? choose(shown, !all.checked) : false,
  c: () => here() ? void copyUrl(here()) : false,
  '/': () => {
    if (!marks) return false;
    input.focus();
    input.select();
  },
  '?': () => marks ? showKeys() : false,
  Escape: () => {
    if (input.value === '') {
      choose([...chosen], false);
    } else {
      input.value = '';
      filter();
    }
  },
};

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || panel.open || small.open) return;
  const target = event.target;
  if (target === input) {
    if (event.key === 'ArrowDown' || event.key === 'Enter') {
      clearTimeout(waiting);
      if (input.value !== input.defaultValue) filter();
      if (event.key === 'Enter' && shown.length === 0 && searches) return; // the form searches
      event.preventDefault();
      if (event.key === 'Enter' && shown.length === 1) shown[0].link.click();
      else go(shown[0]);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      if (input.value === '') input.blur();
      else keys.Escape();
    }
    return;
  }
  if (target.closest('select') || event.key === ' ' && target.closest('button, input')) return;
  if (Object.hasOwn(keys, event.key) && keys[event.key](event) !== false) event.preventDefault();
});

// All that is put together

for (const link of document.querySelectorAll('.readme [data-href]')) {
  try {
    const url = new URL(link.dataset.href, location.href);
    if (/^(https?|mailto):$/.test(url.protocol)) {
      link.href = url.href;
      link.rel = 'noreferrer';
    }
  } catch {
    // leads nowhere
  }
}
for (const image of document.querySelectorAll('.readme [data-src]')) {
  try {
    const url = new URL(image.dataset.src, location.href);
    if (url.origin === location.origin) image.src = looked(url.href);
    else image.replaceWith(make('a', {href: url.href, rel: 'noreferrer'}, image.alt || url.href));
  } catch {
    image.replaceWith(image.alt);
  }
}

for (const button of table.querySelectorAll('thead button')) {
  button.addEventListener('click', (event) => {
    event.preventDefault();
    sortBy(button.value, button.getAttribute('form') === 'desc');
  });
}
document.querySelector('button[name=qr]')?.addEventListener('click', (event) => {
  event.preventDefault();
  showQr();
});
const timeHead = table.querySelector('button[value=time]');
timeHead.textContent = 'Modified';
timeHead.title = 'Times of this machine (' + Intl.DateTimeFormat().resolvedOptions().timeZone + '); those of the entries tell UTC';
if (selects) table.tHead.rows[0].cells[0].replaceChildren(all);
table.tHead.rows[0].append(make('th', {scope: 'col'}, make('span', {class: 'hide'}, 'More')));
sum.setAttribute('aria-live', 'polite');
input.addEventListener('input', filterSoon);
input.placeholder = 'Filter, as *.iso';
input.labels[0].textContent = 'Filter entries';
tools.querySelector('.find').after(found);
tools.append(make('button', {type: 'button', class: 'keys', 'aria-label': 'Keys', title: 'Keys', click: showKeys}, '?'));
tools.addEventListener('submit', (event) => searches || event.preventDefault());
tools.hidden = rows.length === 0 && input.value === '';
document.body.append(panel, small, toast);
document.documentElement.classList.add('js');
dressAll();
if (bodies.length > 1) size();
tell();
