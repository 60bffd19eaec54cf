// Fetches what a passkey needs once its button is pressed, so that nobody else waits for it.
const button = document.getElementById("passkey_login");

const load = (src) => new Promise((loaded, failed) => {
  const script = document.createElement("script");
  Object.assign(script, { src, onload: loaded, onerror: failed });
  document.head.append(script);
});

button.addEventListener("click", async (event) => {
  event.preventDefault();
  for (const src of button.form.dataset.scripts.split(" ")) await load(src);
  const ids = { login: button.id, credential: "mfa_credential" };
  window.allauth.webauthn.forms.loginForm({ ids });
  button.click();
}, { once: true });
