// Comfort for readers of an article: the phone's own way to share, and copying the link.
// Nothing depends on it: without it the plain links of components/share.html stand there.
"use strict";

for (const place of document.querySelectorAll("[data-share-url]")) {
  const { shareTitle: title, shareUrl: url } = place.dataset;
  const share = place.querySelector("[data-share]");
  const copy = place.querySelector("[data-copy]");
  const done = place.querySelector("[data-copied]");

  if (navigator.share) {
    share.hidden = false;
    place.querySelector("[data-ways]").hidden = true;
    // Whoever closes the sheet has changed their mind; that is no error.
    share.addEventListener("click", () => navigator.share({ title, url }).catch(() => {}));
  }

  if (navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(url);
      done.textContent = done.dataset.copied;
    });
  }
}
