/* The checks of cms/checker.py, for Wagtail's content checker. Loaded for editors only. */

(() => {
  // Any bar keeps the checks for all. That of a frontend is put into the page after this.
  const bar = document.createElement("wagtail-userbar");
  if (!bar.registerCheck) return;

  const words = (link) => (link.getAttribute("aria-label") || link.textContent || "").trim();
  const saysNot = (link, { pattern }) => !new RegExp(pattern, "iu").test(words(link));

  bar.registerCheck("link-says-where-it-leads", saysNot);
  bar.registerCheck("link-is-no-bare-address", saysNot);
  bar.registerCheck("picture-has-words", (picture) => (picture.getAttribute("alt") || "").trim() !== "");
  bar.registerCheck("document-has-words", (card) => {
    const block = card.closest(".document-block, .petition");
    return !!card.querySelector(".document__text") || !block || !!block.querySelector("[class$=__summary]");
  });
  bar.registerCheck("pictures-may-be-shown", (_, { waiting }) => waiting === 0);
  bar.registerCheck("page-is-light", (_, { bytes, limit }) => bytes <= limit);
})();
