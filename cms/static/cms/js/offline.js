// The switch of the page /offline/, and the list of what this phone keeps.
"use strict";

const place = document.querySelector("[data-offline]");
const part = (name) => place.querySelector(`[data-${name}]`);
const show = (name, shown = true) => { part(name).hidden = !shown; };
const OURS = ["kept-pages", "kept-files"];

async function deleteAll() {
  for (const name of OURS) await caches.delete(name);
}

async function listKept() {
  const list = part("kept");
  list.replaceChildren();
  const isOn = Boolean(await navigator.serviceWorker.getRegistration("/"));
  if (!isOn) await deleteAll();
  const pages = isOn ? await caches.open(OURS[0]) : null;
  for (const request of pages ? await pages.keys() : []) {
    const response = await pages.match(request);
    if (!response.headers.get("Offline-Reading")) continue;
    const kept = new DOMParser().parseFromString(await response.text(), "text/html");
    const link = document.createElement("a");
    link.href = new URL(request.url).pathname;
    link.textContent = (kept.querySelector("h1") || kept.querySelector("title")).textContent;
    link.lang = kept.documentElement.lang;
    link.dir = "auto";
    list.append(document.createElement("li"));
    list.lastChild.append(link);
  }
  show("switch-on", !isOn);
  show("on", isOn);
  show("list", list.children.length > 0);
  show("forget", isOn);
}

function ask(worker, message) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (event) => resolve(event.data);
    worker.postMessage(message, [port2]);
  });
}

async function turnOn() {
  const button = part("switch-on");
  button.disabled = true;
  part("said").textContent = place.dataset.wait;
  try {
    await navigator.serviceWorker.register("/sw.js", { scope: "/" });
    const { active } = await navigator.serviceWorker.ready;
    const { language, address } = place.dataset;
    const answer = await ask(active, { language, address });
    part("said").textContent = answer === "kept" ? "" : place.dataset.failed;
  } catch {
    part("said").textContent = place.dataset.failed;
  }
  button.disabled = false;
  await listKept();
}

async function forget() {
  part("forget").disabled = true;
  await deleteAll(); // first, since the worker may still be busy
  for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
  await listKept();
  part("said").textContent = place.dataset.forgotten;
  part("forget").disabled = false;
}

if (location.pathname !== place.dataset.address) show("no-connection");
show("no-script", false);
if ("serviceWorker" in navigator && "caches" in window) {
  part("switch-on").addEventListener("click", turnOn);
  part("forget").addEventListener("click", forget);
  listKept();
} else {
  show("cannot");
}
