// Makes and uses passkeys. A form with `data-passkey` (`make` or `use`) fetches a challenge from `data-challenge`, and is
// sent with the device's answer in its field `data-answer`. It is hidden where the browser has no passkeys. One with
// `data-autofill` is also sent when the browser offers a passkey in the field for the address, and it is chosen there.

const NEEDS_PROOF = 401;
/** A challenge may be answered for five minutes: an offer in the field is renewed before. */
const RENEW_OFFER_MS = 4 * 60_000;

/** The options of a challenge, with bytes as base64url. */
interface Challenge {
  challenge: string;
  user: { id: string; name: string; displayName: string };
  excludeCredentials?: Credential[];
  allowCredentials?: Credential[];
}
interface Credential { id: string; type: 'public-key'; transports?: AuthenticatorTransport[] }

function bytes(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

function base64url(buffer: ArrayBuffer): string {
  const plain = btoa(String.fromCharCode(...new Uint8Array(buffer)));
  return plain.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

const withBytes = (list: Credential[] = []) => list.map((one) => ({ ...one, id: bytes(one.id) }));

/** The answer as the server reads it: the bytes of these fields, and what is no bytes as it is. */
function answer(credential: PublicKeyCredential, fields: string[], rest: object): string {
  const response = credential.response as unknown as Record<string, ArrayBuffer | null | undefined>;
  const read = fields.flatMap((name) => (response[name] ? [[name, base64url(response[name])]] : []));
  return JSON.stringify({ rawId: base64url(credential.rawId), response: { ...Object.fromEntries(read), ...rest } });
}

async function make(options: Challenge): Promise<string> {
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: withBytes(options.excludeCredentials),
  } as unknown as PublicKeyCredentialCreationOptions;
  const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential;
  const transports = (made.response as AuthenticatorAttestationResponse).getTransports?.() ?? [];
  return answer(made, ['clientDataJSON', 'attestationObject'], { transports });
}

async function use(options: Challenge, more: CredentialRequestOptions): Promise<string> {
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    allowCredentials: withBytes(options.allowCredentials),
  } as unknown as PublicKeyCredentialRequestOptions;
  const used = (await navigator.credentials.get({ ...more, publicKey })) as PublicKeyCredential;
  return answer(used, ['clientDataJSON', 'authenticatorData', 'signature', 'userHandle'], {});
}

async function send(form: HTMLFormElement, more: CredentialRequestOptions = {}): Promise<void> {
  const response = await fetch(form.dataset.challenge ?? '', { method: 'POST' });
  // The page asks for what is missing.
  if (response.status === NEEDS_PROOF) return location.reload();
  if (!response.ok) throw new Error(`${response.status}`);
  const options: Challenge = await response.json();
  const field = form.querySelector<HTMLInputElement>('[data-answer]');
  if (field) field.value = await (form.dataset.passkey === 'make' ? make(options) : use(options, more));
  form.submit();
}

/** The offer in the field for the address. The browser takes one request at a time: a pressed button ends it. */
let offer = new AbortController();

async function offerInField(form: HTMLFormElement): Promise<void> {
  if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return;
  let timer = 0;
  const renew = () => {
    offer.abort();
    offer = new AbortController();
    // Nobody has asked for it, so that there is nothing to say where it fails.
    send(form, { mediation: 'conditional', signal: offer.signal }).catch(() => {});
    timer = window.setTimeout(renew, RENEW_OFFER_MS);
  };
  form.addEventListener('submit', () => clearTimeout(timer));
  renew();
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) {
  if (!window.PublicKeyCredential) break;
  form.hidden = false;
  const show = (name: string, shown: boolean) => {
    const sentence = form.querySelector<HTMLElement>(`[data-${name}]`);
    if (sentence) sentence.hidden = !shown;
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    offer.abort();
    for (const name of ['failed', 'present']) show(name, false);
    send(form).catch((error: unknown) => {
      const isPresent = error instanceof DOMException && error.name === 'InvalidStateError';
      show(isPresent ? 'present' : 'failed', true);
    });
  });
  if ('autofill' in form.dataset) void offerInField(form);
}
if (window.PublicKeyCredential) {
  for (const sentence of document.querySelectorAll<HTMLElement>('[data-without-passkeys]')) sentence.hidden = true;
}

export {};
