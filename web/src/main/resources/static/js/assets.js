// Pictures are picked, several at once, or dropped on the form, and go up one after another, each with its progress. Without this the form
// sends one.

const form = document.getElementById('upload');
const input = form.querySelector('input[type="file"]');
const list = document.getElementById('uploads');
const template = document.getElementById('upload-template');
const { upload, most, tooLarge, done, there } = form.dataset;
const { failed } = document.body.dataset;
const OK = 200;
const CREATED = 201;

input.multiple = true;

const entry = file => {
  const item = template.content.firstElementChild.cloneNode(true);
  item.querySelector('.upload-name').textContent = file.name;
  item.querySelector('progress').setAttribute('aria-label', file.name);
  list.hidden = false;
  list.append(item);
  return item;
};

const end = (item, text, refused) => {
  item.querySelector('progress').remove();
  item.querySelector('.upload-state').textContent = text;
  item.classList.toggle('refused', refused);
};

const problem = request => {
  try {
    return JSON.parse(request.responseText).detail ?? failed;
  } catch {
    return failed;
  }
};

/** Answers the position at which the picture can be seen; nothing where it was refused. */
const send = (file, item) => new Promise(answer => {
  if (file.size > most * 1024 * 1024) {
    end(item, tooLarge, true); // the server would hang up in the middle
    answer();
    return;
  }
  const request = new XMLHttpRequest(); // fetch tells no progress
  request.open('POST', upload);
  request.setRequestHeader('Accept', 'application/json');
  request.setRequestHeader('Accept-Language', document.documentElement.lang);
  const header = document.querySelector('meta[name="csrf-header"]')?.content;
  if (header) request.setRequestHeader(header, document.querySelector('meta[name="csrf-token"]').content);
  request.upload.addEventListener('progress', event => {
    if (event.lengthComputable) item.querySelector('progress').value = 100 * event.loaded / event.total;
  });
  request.addEventListener('loadend', () => {
    const taken = request.status === OK || request.status === CREATED;
    const text = request.status === CREATED ? done : there;
    end(item, taken ? text : problem(request), !taken);
    answer(taken ? request.getResponseHeader('Avaone-Position') : undefined);
  });
  const body = new FormData();
  body.append('image', file);
  request.send(body);
});

let sending = Promise.resolve();

const sendAll = files => {
  const entries = [...files].map(file => [file, entry(file)]);
  sending = sending.then(async () => {
    let position;
    for (const [file, item] of entries) position = await send(file, item) ?? position;
    if (position) {
      htmx.ajax('GET', `${form.dataset.list}?minPosition=${position}`, { target: '#list', select: '#list', swap: 'outerHTML' });
    }
  });
};

form.addEventListener('submit', event => {
  event.preventDefault();
  sendAll(input.files);
  form.reset();
});

const holdsFiles = event => event.dataTransfer?.types.includes('Files');

// All over the page: a picture that misses the form must not take the place of the page.
document.addEventListener('dragover', event => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  form.classList.add('over');
});
document.addEventListener('dragleave', event => {
  if (!event.relatedTarget) form.classList.remove('over');
});
document.addEventListener('drop', event => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  form.classList.remove('over');
  sendAll(event.dataTransfer.files);
});
