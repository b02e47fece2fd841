/** Wagtail's user bar and content checker in a preview: the only script of this frontend, and only there. */

const place = document.querySelector<HTMLElement>("#user-bar");
const token = new URLSearchParams(location.search).get("token");
if (place?.dataset["from"] && token) {
  const address = new URL(place.dataset["from"]);
  address.searchParams.set("token", token);
  if (window.parent !== window) address.searchParams.set("in_preview_panel", "1");
  const answer = await fetch(address, { credentials: "omit" });
  if (answer.ok) await show(await answer.text());
}

async function show(html: string): Promise<void> {
  const bar = document.createElement("div");
  bar.innerHTML = html;
  // Scripts that come as text do nothing: each is made anew, one after the other.
  for (const inert of bar.querySelectorAll<HTMLScriptElement>("script[src]")) {
    const script = document.createElement("script");
    script.src = inert.src;
    inert.remove();
    await new Promise((loaded) => {
      script.onload = loaded;
      document.head.append(script);
    });
  }
  document.body.append(bar);
}

export {};
