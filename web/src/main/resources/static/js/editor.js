// The editor of the site's content: items that are added, moved and removed, texts as they will look, and a preview that follows. Without a
// script the form works as well: an empty item stands behind the others, HTML is written as such, and the preview has its button.

const form = document.querySelector('[data-editor]');
const items = form.querySelector('[data-items]');

// ---- Items ----

const rows = () => [...items.querySelectorAll('[data-item]')];
const inputs = row => [...row.querySelectorAll('input, textarea')];

function number(row, at) {
  for (const element of row.querySelectorAll('*')) {
    for (const attribute of ['id', 'name', 'for', 'aria-describedby', 'data-pick-for']) {
      const value = element.getAttribute(attribute);
      if (value) element.setAttribute(attribute, value.replaceAll(/items\/\d+\//g, `items/${at}/`));
    }
  }
  const label = row.getAttribute('aria-label').replace(/\d+/, String(at + 1));
  row.setAttribute('aria-label', label);
  row.querySelector('.content-item-head > span').textContent = label;
}

function renumber() {
  rows().forEach(number);
  items.querySelector('[data-item-add]').disabled = rows().length >= Number(items.dataset.max);
  changed();
}

function move(row, by) {
  const all = rows();
  const other = all[all.indexOf(row) + by];
  if (!other) return;
  if (by < 0) other.before(row); else other.after(row);
  renumber();
}

items?.addEventListener('click', event => {
  const button = event.target.closest('button');
  const row = button?.closest('[data-item]');
  if (!button) return;
  if (button.matches('[data-item-add]')) {
    const last = rows().at(-1);
    const fresh = last.cloneNode(true);
    inputs(fresh).forEach(input => { input.value = ''; input.removeAttribute('aria-invalid'); });
    fresh.querySelectorAll('.form-error').forEach(error => error.remove());
    last.after(fresh);
    renumber();
    htmx.process(fresh); // its button opens a dialog too
    inputs(fresh)[0].focus();
  } else if (button.matches('[data-item-up]')) {
    move(row, -1);
    button.focus();
  } else if (button.matches('[data-item-down]')) {
    move(row, 1);
    button.focus();
  } else if (button.matches('[data-item-remove]')) {
    const next = row.nextElementSibling;
    if (rows().length > 1) row.remove(); else inputs(row).forEach(input => { input.value = ''; });
    renumber();
    (next?.querySelector('input, textarea') ?? items.querySelector('[data-item-add]')).focus();
  }
});

// ---- The preview follows ----

const preview = form.querySelector('[data-preview]');
let waiting;

function changed() {
  if (!preview) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => form.requestSubmit(preview), 700);
}

form.addEventListener('input', changed);

// ---- Pictures out of the library ----

let picking; // the field for which the dialog was opened

document.addEventListener('click', event => {
  const opener = event.target.closest('[data-pick-for]');
  if (opener) picking = opener.dataset.pickFor;
  const picked = event.target.closest('[data-pick]');
  const field = picked && document.getElementById(picking);
  if (!field) return;
  fill(field, picked.dataset.pick);
  const described = document.getElementById(picking.replace(/]$/, 'Alt]'));
  const text = form.elements.language.value === 'HI' ? picked.dataset.altHi ?? picked.dataset.altEn : picked.dataset.altEn;
  if (described && !described.value && text) fill(described, text);
  picked.closest('dialog').close();
  field.focus();
});

function fill(field, value) {
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

// ---- Texts as they will look ----

if (form.querySelector('[data-rich]') && window.hugerte) {
  window.hugerte.init({
    selector: '[data-rich] textarea',
    height: 420,
    menubar: false,
    branding: false,
    promotion: false,
    statusbar: false, // what stands in it has roles and names that do not go together
    skin: document.documentElement.dataset.bsTheme === 'dark' ? 'oxide-dark' : 'oxide',
    content_css: document.documentElement.dataset.bsTheme === 'dark' ? 'dark' : 'default',
    plugins: 'lists link table code',
    toolbar: 'undo redo | blocks | bold italic | bullist numlist blockquote | link table | removeformat code',
    block_formats: 'Paragraph=p; Heading=h2; Smaller heading=h3',
    convert_urls: false,
    setup: editor => editor.on('change input undo redo', () => { editor.save(); changed(); }),
  });
}
