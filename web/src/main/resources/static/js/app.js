// What every page needs beyond HTML: live parts, dialogs, menus, toasts, dates in the viewer's zone.
// Every page works without it.

const $ = (selector, within = document) => within.querySelector(selector);
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
const { lang } = document.documentElement;
const locale = lang === 'en' ? 'en-GB' : lang || undefined; // as the server writes dates: 31 Dec 2027

// ---------------------------------------------------------------- dates

const instant = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long' });
const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });

const ago = (then, now = Date.now()) => {
  const seconds = (then - now) / 1000;
  const steps = [['day', 86400], ['hour', 3600], ['minute', 60]];
  const [unit, size] = steps.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
  return relative.format(Math.trunc(seconds / size), unit);
};

/** An instant is shown in the viewer's zone; a date without time (a license's last day) belongs to no zone and stays. */
const showTimes = within => {
  for (const time of $$('time[data-time]', within)) {
    const then = new Date(time.dateTime);
    if (Number.isNaN(then.getTime())) continue;
    time.textContent = time.dataset.time === 'ago' ? ago(then) : instant.format(then);
    time.title = exact.format(then);
  }
};

setInterval(() => showTimes(document), 30_000);

/** A zone that nobody has chosen yet is the browser's own. */
for (const zone of $$('select[name="zone"]')) {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  if (!zone.value && [...zone.options].some(option => option.value === timeZone)) zone.value = timeZone;
}

// ---------------------------------------------------------------- toasts

const showToast = toast => {
  $('#toasts').append(toast); // an element that enters a live region is read out
  const leave = () => {
    if (toast.matches(':hover, :focus-within')) setTimeout(leave, 2_000);
    else toast.remove();
  };
  if (!toast.classList.contains('flash-danger')) setTimeout(leave, 8_000);
};

const toast = (kind, text) => {
  const copy = $('#toast-template').content.firstElementChild.cloneNode(true);
  copy.classList.add(`flash-${kind}`);
  $('.flash-text', copy).textContent = text;
  showToast(copy);
};

// ---------------------------------------------------------------- clicks and keys

const closeMenus = except => $$('details.menu[open]').filter(menu => menu !== except).forEach(menu => (menu.open = false));

const openNavigation = open => {
  const toggle = $('[data-nav-toggle]');
  if (!toggle) return;
  document.documentElement.classList.toggle('nav-open', open);
  toggle.setAttribute('aria-expanded', String(open));
  if (open) $('#navigation a')?.focus();
  else if ($('#navigation').contains(document.activeElement)) toggle.focus();
};

document.addEventListener('click', event => {
  closeMenus(event.target.closest('details.menu'));
  if (event.target.closest('[data-nav-toggle]')) openNavigation(!document.documentElement.classList.contains('nav-open'));
  else if (!event.target.closest('#navigation') && document.documentElement.classList.contains('nav-open')) openNavigation(false);
  if (event.target.closest('[data-toast-close]')) event.target.closest('.flash').remove();
  const cancel = event.target.closest('[data-cancel]');
  if (cancel?.closest('dialog')) {
    event.preventDefault();
    cancel.closest('dialog').close();
  }
  if (event.target === $('#dialog')) $('#dialog').close(); // a click on the backdrop
  const reload = event.target.closest('[data-reload]');
  if (reload) location.reload();
  const copy = event.target.closest('[data-copy]');
  if (copy) navigator.clipboard.writeText($(copy.dataset.copy).value).then(() => toast('success', copy.dataset.copied));
});

// A file is read here and sent as text: who cannot run this pastes the text.
$$('[data-reads-into]').forEach(part => {
  part.hidden = false;
  $('input', part).addEventListener('change', async event => {
    const [file] = event.target.files;
    if (file) $(part.dataset.readsInto).value = await file.text();
  });
});

// Copying needs a script, and a page that came over https or from this machine; else the field is selected and copied by hand.
if (navigator.clipboard) $$('[data-copy]').forEach(button => (button.hidden = false));

document.addEventListener('keydown', event => {
  if (event.key !== 'Escape') return;
  const menu = event.target.closest?.('details.menu[open]');
  closeMenus();
  if (menu) $('summary', menu).focus();
  openNavigation(false);
});

// A second click on a submit button sends nothing.
document.addEventListener('submit', event => {
  const form = event.target;
  if (form.method !== 'post' || event.defaultPrevented) return;
  if (event.submitter?.formTarget) return; // shown in a frame beside the form, which stays
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = 'yes';
  event.submitter?.setAttribute('aria-busy', 'true');
});
addEventListener('pageshow', () => $$('form[data-sent]').forEach(form => {
  delete form.dataset.sent;
  $$('[aria-busy]', form).forEach(button => button.removeAttribute('aria-busy'));
}));

// ---------------------------------------------------------------- live parts

let position = Number($('meta[name="position"]')?.content ?? 0);

const behind = new Set(); // live parts that are fetched again as they are, because what they show did not get there in time

const live = state => $('#live')?.setAttribute('data-state', state);

// A message that comes while a live part is being fetched waits until that is done. Where what is fetched replaces the part itself, the
// message would go with the old one: the new one is told of it.
const waiting = new Map(); // message by the part's id
let asking; // the message for which a request was begun last
document.addEventListener('htmx:sseMessage', ({ target, detail }) => {
  if (target.id && detail !== asking) waiting.set(target.id, detail);
});
document.addEventListener('htmx:load', ({ detail: { elt } }) => {
  const message = waiting.get(elt.id);
  waiting.delete(elt.id);
  if (message) htmx.trigger(elt, `sse:${message.type}`, message);
});

// A page whose session is over goes: the server leads to the door.
const leave = () => location.assign(location.pathname + location.search); // not a reload, which could send a form again
const over = ({ target }) => {
  target.close(); // else its end is an error
  leave();
};

document.addEventListener('htmx:sseOpen', ({ detail }) => {
  live('on');
  detail.source.addEventListener('session-over', over, { once: true });
});
document.addEventListener('htmx:sseError', ({ detail }) => {
  live('lost');
  // Refused, and not only interrupted: the session may have ended while nothing was heard. A page that may still be seen stays.
  if (detail.source?.readyState === EventSource.CLOSED) {
    fetch(location.href, { method: 'HEAD', redirect: 'manual' })
      .then(answer => answer.type === 'opaqueredirect' && leave(), () => {});
  }
});
document.addEventListener('htmx:sseClose', () => live('lost'));

document.addEventListener('htmx:configRequest', ({ detail }) => {
  asking = detail.triggeringEvent?.detail;
  const message = asking?.data; // set when a message of the stream asked for the request
  if (message) waiting.delete(detail.elt.id);
  if (typeof message === 'string') {
    try {
      position = Math.max(position, JSON.parse(message).position ?? 0);
    } catch {
      // a message without a position asks for a refresh only
    }
  }
  // What shows how far behind things are must not wait for them.
  const anyState = detail.elt.dataset.anyState !== undefined || behind.delete(detail.elt);
  if (position > 0 && !anyState) detail.headers['Avaone-Min-Position'] = String(position);
  if (detail.verb !== 'get') {
    const header = $('meta[name="csrf-header"]')?.content;
    if (header) detail.headers[header] = $('meta[name="csrf-token"]').content;
  }
});

const topicOf = part => {
  const topic = part.getAttribute('hx-trigger')?.split(',')[0].trim();
  return topic?.startsWith('sse:') ? topic : undefined;
};

// What is pressed must still be there when it is let go, else nothing is clicked or dropped: a live part is not replaced meanwhile, but
// fetched again afterwards.
let pressed; // 'pointer' or 'drag'
const held = new Set();
const letGo = () => {
  pressed = undefined;
  held.forEach(part => part.isConnected && htmx.trigger(part, topicOf(part)));
  held.clear();
};
// The click that follows, or the drag that begins, comes before.
const letGoOfPointer = () => setTimeout(() => pressed === 'pointer' && letGo());
document.addEventListener('pointerdown', () => (pressed = 'pointer'));
document.addEventListener('pointerup', letGoOfPointer);
document.addEventListener('pointercancel', letGoOfPointer);
document.addEventListener('dragstart', () => (pressed = 'drag'));
document.addEventListener('dragend', letGo);
addEventListener('blur', letGo);
document.addEventListener('htmx:beforeSwap', ({ detail }) => {
  const part = detail.requestConfig.elt;
  if (!pressed || !topicOf(part) || !detail.shouldSwap) return;
  detail.shouldSwap = false;
  held.add(part);
});

// When a live part is replaced, what the viewer opened stays open and the focus stays where it was. (htmx itself keeps the focus of
// elements with an id, but not of a link or a summary without.)
let opened = [];
let focused;
const address = element => `${element.tagName} ${element.getAttribute('href') ?? element.closest('[id]')?.id}`;
document.addEventListener('htmx:beforeSwap', ({ detail }) => {
  opened = $$('details[open][id]', detail.target).map(details => details.id);
  const active = document.activeElement;
  focused = active !== detail.target && detail.target.contains(active) ? address(active) : undefined;
});
document.addEventListener('htmx:afterSwap', ({ detail }) => {
  for (const id of opened) {
    const details = document.getElementById(id);
    if (details) details.open = true;
  }
  opened = [];
  if (focused && document.activeElement === document.body) {
    $$('a, button, summary').find(element => address(element) === focused)?.focus({ preventScroll: true });
  }
  focused = undefined;
  if (detail.target.id === 'dialog-body') {
    const dialog = $('#dialog');
    if (!dialog.open) dialog.showModal();
    $('[autofocus], input:not([type=hidden]), select, textarea, button', detail.target)?.focus();
  }
});
document.addEventListener('htmx:load', ({ detail }) => showTimes(detail.elt));

document.addEventListener('htmx:responseError', ({ detail }) => {
  const topic = topicOf(detail.elt);
  if (detail.xhr.status !== 503 || !topic || !('Avaone-Min-Position' in detail.requestConfig.headers)) return;
  behind.add(detail.elt);
  htmx.trigger(detail.elt, topic);
});

// A dialog that could not be fetched opens as a page; a live part that could not is tried again at the next message.
const failed = ({ detail }) => {
  if (detail.target?.id !== 'dialog-body') return;
  const link = detail.elt.closest('a[href]');
  if (link) location.assign(link.href);
  else toast('danger', document.body.dataset.failed);
};
document.addEventListener('htmx:responseError', failed);
document.addEventListener('htmx:sendError', failed);

// ---------------------------------------------------------------- start

showTimes(document);
$$('[data-toast]').forEach(showToast);
