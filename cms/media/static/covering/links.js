/* Links to the screen that covers faces, beside pictures that were chosen or uploaded. */

(() => {
  /* Wagtail writes the address of the picture's form into the link beside a chooser; this one leads further. */
  const lead = (event) => {
    const link = event.target.closest?.("[data-cover-link]");
    const address = link?.getAttribute("href");
    if (address && !address.endsWith("/cover/")) link.setAttribute("href", `${address}cover/`);
  };
  for (const kind of ["pointerdown", "pointerover", "focusin", "click"]) {
    document.addEventListener(kind, lead, true);
  }

  /* A covered picture has other files: the small one in the editor is fetched anew on the way back. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-cover-link]");
    const picture = link?.closest(".chooser")?.querySelector("[data-chooser-image]");
    const found = link?.getAttribute("href").match(/^(.*\/images\/)(\d+)\/cover\/$/);
    if (!picture || !found) return;
    const refresh = async () => {
      const answer = await fetch(`${found[1]}chooser/chosen/${found[2]}/`);
      if (answer.ok) picture.src = (await answer.json()).result.preview.url;
    };
    window.addEventListener("focus", () => refresh().catch(() => {}), { once: true });
  });

  /* Of several uploads each is stored when its form is sent; the form then goes away. */
  const stored = document.querySelector("[data-stored-pictures]");
  if (!stored || !window.jQuery) return;
  /* Before that, nothing is wrong yet and nothing is done yet: one plain sentence instead of red and green ones. */
  const uploaded = document.getElementById("upload-list-item")?.content;
  uploaded?.querySelector(".error-message")?.remove();
  uploaded?.querySelector(".status-msg.success")?.replaceChildren(stored.dataset.before);
  window.jQuery(document).on("ajaxSuccess", (_event, _request, settings, answer) => {
    const id = answer?.success && answer.image_id;
    if (!id || answer.form || !/\/multiple\/(create_from_uploaded_image\/)?\d+\/$/.test(settings.url)) return;
    const item = stored.querySelector("template").content.cloneNode(true);
    const title = settings.data instanceof FormData
      ? [...settings.data].find(([name]) => name.endsWith("-title"))?.[1] : "";
    item.querySelector("[data-title]").textContent = title || `#${id}`;
    const link = item.querySelector("[data-cover]");
    link.href = `${link.getAttribute("href")}${id}/cover/`;
    stored.querySelector("ul").append(item);
    stored.hidden = false;
  });
})();
