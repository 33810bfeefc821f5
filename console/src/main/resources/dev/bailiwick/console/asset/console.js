// What makes the pages live. Everything here only shows or withholds; every check is made again by the server.
"use strict";
(() => {
  const body = document.body;
  const skew = Number(body.dataset.now) - Date.now();

  // ---- live: one stream per page; silence of 12 s counts as lost (the server beats every 4 s)
  const badge = document.getElementById("live");
  const SILENCE = 12000;
  let source = null;
  let heard = Date.now();
  let lost = true;
  let pause = 1000;

  function show(state, text) {
    if (badge.dataset.state === state) return;
    badge.dataset.state = state;
    badge.textContent = text;
    body.classList.toggle("stale", state === "stale");
  }
  function alive() {
    heard = Date.now();
    pause = 1000;
    show("live", "live");
    if (lost) {
      lost = false;
      htmx.trigger(body, "live-all");
    }
  }
  function stale() {
    lost = true;
    show("stale", "stale: reconnecting");
  }
  function connect() {
    if (source) source.close();
    heard = Date.now();
    source = new EventSource("/live");
    source.addEventListener("beat", alive);
    source.addEventListener("changed", (event) => {
      const first = lost;
      alive();
      if (!first) for (const kind of event.data.split(" ")) htmx.trigger(body, "live-" + kind);
      const fresh = document.getElementById("fresh");
      if (fresh) fresh.hidden = false;
    });
    source.addEventListener("error", () => {
      stale();
      // a browser gives up after an error status: we do not
      if (source.readyState === EventSource.CLOSED) {
        setTimeout(connect, pause);
        pause = Math.min(pause * 2, 15000);
      }
    });
  }
  setInterval(() => {
    if (Date.now() - heard > SILENCE) {
      stale();
      connect();
    }
  }, 2000);
  connect();
  addEventListener("pagehide", () => source.close());
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  body.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status === 401) location.assign("/sign-in");
  });

  // ---- the navigation's count follows the inbox
  body.addEventListener("htmx:afterSwap", () => {
    const pending = document.querySelector("[data-pending]");
    const inbox = document.querySelector("nav a[href='/']");
    if (pending && inbox) {
      const old = inbox.querySelector(".count");
      if (old) old.remove();
      if (pending.dataset.pending !== "0") {
        const count = document.createElement("b");
        count.className = "count";
        count.textContent = pending.dataset.pending;
        inbox.append(" ", count);
      }
    }
    const outcome = document.querySelector(".outcome");
    if (outcome && outcome.dataset.open === "no" && document.getElementById("decide")) location.reload();
    tick();
  });

  // ---- countdowns, by the server's clock
  function left(millis) {
    const s = Math.max(0, Math.floor(millis / 1000));
    if (s < 60) return s + " s";
    if (s < 3600) return Math.floor(s / 60) + " min " + (s % 60) + " s";
    if (s < 86400) return Math.floor(s / 3600) + " h " + Math.floor((s % 3600) / 60) + " min";
    return Math.floor(s / 86400) + " d " + Math.floor((s % 86400) / 3600) + " h";
  }
  function tick() {
    for (const element of document.querySelectorAll("[data-until]")) {
      const rest = Date.parse(element.dataset.until) - (Date.now() + skew);
      element.textContent = rest > 0 ? left(rest) : "time is up";
      element.classList.toggle("soon", rest < 60000);
      if (rest <= 0 && element.dataset.reload) {
        delete element.dataset.reload;
        setTimeout(() => location.reload(), 1500);
      }
    }
  }
  setInterval(tick, 1000);
  tick();

  // ---- approving: only after the end of the arguments was on the screen, and never by Enter
  const form = document.getElementById("decide");
  const tail = document.getElementById("tail");
  const approve = form && form.querySelector(".approve");
  if (approve && tail) {
    const note = document.getElementById("toend");
    const seen = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        approve.disabled = false;
        if (!note.querySelector("a")) note.textContent = "You have seen the end of the arguments.";
        seen.disconnect();
      },
      // the bar with the buttons covers the lower edge: what lies under it was not seen
      { rootMargin: "0px 0px -" + form.offsetHeight + "px 0px" },
    );
    seen.observe(tail);
  }
  if (form) {
    // not the attribute: that would scroll past the arguments to the form
    form.querySelector(".deny").focus({ preventScroll: true });
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      const typing = event.target.tagName === "TEXTAREA";
      if (!typing && !event.target.classList.contains("deny")) event.preventDefault();
    });
  }
  // ---- a button may ask a passkey first: the answer travels in the form, and the server checks it
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-")
      .replace(/\//g, "_")
      .replace(/=+$/, "");
  const passkeys = (ids) => ids.map((id) => ({ type: "public-key", id: bytes(id) }));

  // what is asked may depend on what stands in the form
  async function question(address, form) {
    const answer = await fetch(address, { method: "POST", body: new URLSearchParams(form ? new FormData(form) : {}) });
    if (!answer.ok) throw new Error("the console did not ask: reload the page");
    const asked = await answer.json();
    if (location.hostname !== asked.site)
      throw new Error("passkeys work under the name " + asked.site + ": open this page there");
    return asked;
  }
  function put(form, fields) {
    for (const [name, value] of Object.entries(fields)) {
      const input = form.querySelector(`input[type=hidden][name=${name}]`) || document.createElement("input");
      Object.assign(input, { type: "hidden", name, value });
      form.append(input);
    }
  }
  async function prove(form, address) {
    const asked = await question(address, form);
    const { id, response } = await navigator.credentials.get({
      publicKey: {
        challenge: bytes(asked.challenge),
        rpId: asked.site,
        allowCredentials: passkeys(asked.credentials),
        userVerification: "required",
      },
    });
    put(form, {
      credential: id,
      nonce: asked.nonce,
      authenticator: text(response.authenticatorData),
      client: text(response.clientDataJSON),
      signature: text(response.signature),
    });
  }
  async function register(form, address) {
    const asked = await question(address);
    const { response } = await navigator.credentials.create({
      publicKey: {
        challenge: bytes(asked.challenge),
        rp: { id: asked.site, name: "Bailiwick" },
        user: { ...asked.user, id: bytes(asked.user.id) },
        pubKeyCredParams: asked.algorithms.map((alg) => ({ type: "public-key", alg })),
        excludeCredentials: passkeys(asked.credentials),
        authenticatorSelection: { userVerification: "required" },
        attestation: "none",
      },
    });
    put(form, {
      newNonce: asked.nonce,
      attestation: text(response.attestationObject),
      newClient: text(response.clientDataJSON),
    });
  }
  function complain(form, failure) {
    const line = form.querySelector(".ceremony") || document.createElement("p");
    line.className = "ceremony note";
    line.setAttribute("role", "alert");
    line.textContent =
      failure.name === "Error" ? "Not sent: " + failure.message + "." : "Not sent: no passkey answered.";
    form.append(line);
  }
  async function ask(form, button) {
    if (button.dataset.proof) await prove(form, button.dataset.proof);
    if (button.dataset.register) await register(form, button.dataset.register);
  }
  body.addEventListener(
    "submit",
    (event) => {
      const { target: form, submitter: button } = event;
      if (!button || !(button.dataset.proof || button.dataset.register) || form.dataset.asked === "yes") return;
      event.preventDefault();
      event.stopPropagation();
      button.disabled = true;
      ask(form, button)
        .then(() => {
          form.dataset.asked = "yes";
          button.disabled = false;
          form.requestSubmit(button);
        })
        .catch((failure) => {
          button.disabled = false;
          complain(form, failure);
        });
    },
    true,
  );

  // ---- a form is sent once
  body.addEventListener("submit", (event) => {
    if (event.target.method !== "post") return;
    setTimeout(() => event.target.querySelectorAll("button").forEach((button) => (button.disabled = true)), 0);
  });
})();
