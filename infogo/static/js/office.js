// infogo: passkeys at sign-in. Everything else in the workspace works without a script.
// A form with data-passkey="get|create" carries what the server asks the browser for, as JSON in data-options or at
// data-options-url; the answer goes into its hidden field "credential".

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");
const listed = (items) => (items || []).map((item) => ({ ...item, id: bytes(item.id) }));

function readOptions({ publicKey }) {
  const options = { ...publicKey, challenge: bytes(publicKey.challenge) };
  if (publicKey.user) options.user = { ...publicKey.user, id: bytes(publicKey.user.id) };
  if (publicKey.allowCredentials) options.allowCredentials = listed(publicKey.allowCredentials);
  if (publicKey.excludeCredentials) options.excludeCredentials = listed(publicKey.excludeCredentials);
  return options;
}

function writeCredential(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"])
    if (credential.response[name]) response[name] = text(credential.response[name]);
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

async function askServer(url) {
  const answer = await fetch(url, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return (await answer.json()).request_options;
}

async function answer(form) {
  const { optionsUrl, options, passkey } = form.dataset;
  const publicKey = readOptions(optionsUrl ? await askServer(optionsUrl) : JSON.parse(options));
  // A key that shall do without a password must know by itself whose it is, and ask for a finger or a PIN.
  if (form.elements.passwordless?.checked)
    publicKey.authenticatorSelection = {
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    };
  const credential = await navigator.credentials[passkey]({ publicKey });
  form.elements.credential.value = JSON.stringify(writeCredential(credential));
  form.submit();
}

if (window.PublicKeyCredential)
  for (const form of document.querySelectorAll("[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const problem = form.querySelector("[data-passkey-problem]");
      problem.hidden = true;
      answer(form).catch(() => {
        problem.hidden = false;
      });
    });
  }
