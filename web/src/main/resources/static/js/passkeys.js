// Passkeys: asks the suite for a challenge, lets the browser's authenticator answer it, and sends the answer with the page's own form.
// A form says what it is for by data-passkey (sign-in or enroll) and brings the texts that may have to be shown.

const bytes = text => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), char => char.charCodeAt(0));
const text = buffer =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');

// As the browser itself would write it; not all that have passkeys have toJSON.
const written = credential => {
  const response = { clientDataJSON: text(credential.response.clientDataJSON) };
  for (const name of ['attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
    if (credential.response[name]) response[name] = text(credential.response[name]);
  }
  return JSON.stringify({
    id: credential.id, rawId: text(credential.rawId), type: credential.type, response, clientExtensionResults: {},
  });
};

const offer = async (address, body) => {
  const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
  const csrf = document.querySelector('meta[name="csrf-token"]');
  if (csrf) headers[document.querySelector('meta[name="csrf-header"]').content] = csrf.content;
  const answer = await fetch(address, { method: 'POST', headers, body: JSON.stringify(body) });
  const content = await answer.json();
  if (!answer.ok) throw new Refused(content.detail);
  return content;
};

/** What the suite said no to, in its own words. */
class Refused extends Error {}

const ceremonies = {
  'sign-in': async form => {
    const { challenge, ...rest } = await offer(form.dataset.passkeyOffer);
    return navigator.credentials.get({ publicKey: { challenge: bytes(challenge), ...rest } });
  },
  enroll: async form => {
    const { challenge, user, excludeCredentials, ...rest } = await offer(form.dataset.passkeyOffer, {
      password: form.elements.namedItem('password').value,
    });
    return navigator.credentials.create({
      publicKey: {
        challenge: bytes(challenge),
        user: { ...user, id: bytes(user.id) },
        excludeCredentials: excludeCredentials.map(known => ({ ...known, id: bytes(known.id) })),
        ...rest,
      },
    });
  },
};

/** Fields without which there is nothing to ask for. */
const NEEDED = { 'sign-in': ['organization'], enroll: ['name', 'password'] };

const say = (form, sentence) => {
  const notice = form.querySelector('[data-passkey-notice]');
  notice.querySelector('p').textContent = sentence;
  notice.hidden = false;
};

/** What went wrong, in words for the person: a browser's own messages are for programmers. */
const reason = (form, failure) => {
  if (failure.name === 'InvalidStateError') return form.dataset.passkeyKnown;
  if (failure instanceof Refused) return failure.message;
  return failure instanceof DOMException ? form.dataset.passkeyCancelled : document.body.dataset.failed;
};

for (const form of document.querySelectorAll('form[data-passkey]')) {
  const button = form.querySelector('[data-passkey-button]');
  if (!window.PublicKeyCredential) {
    button.disabled = true;
    say(form, form.dataset.passkeyUnsupported);
    continue;
  }
  button.addEventListener('click', async event => {
    event.preventDefault(); // the form goes its way when there is an answer
    if (!NEEDED[form.dataset.passkey].every(name => form.elements.namedItem(name)?.reportValidity() ?? true)) return;
    button.setAttribute('aria-busy', 'true');
    button.disabled = true;
    form.querySelector('[data-passkey-notice]').hidden = true;
    try {
      form.elements.namedItem('credential').value = written(await ceremonies[form.dataset.passkey](form));
      button.disabled = false;
      form.elements.namedItem('password').disabled = true; // it was asked for already, or is not needed
      form.requestSubmit(button);
    } catch (failure) {
      say(form, reason(form, failure));
    } finally {
      button.disabled = false;
      button.removeAttribute('aria-busy');
    }
  });
}

// Come back to by the browser's button, a page asks anew.
addEventListener('pageshow', () => document.querySelectorAll('form[data-passkey]').forEach(form => {
  form.elements.namedItem('credential').value = '';
  form.elements.namedItem('password').disabled = false;
}));
