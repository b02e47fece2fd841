/* A link to something that is folded away opens what it stands in; newer browsers do it by themselves. */
const unfold = () => {
  const wanted = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!wanted) return;
  const own = wanted.matches("h2") ? wanted.parentElement.querySelector("details") : null;
  for (let fold = own ?? wanted.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  wanted.scrollIntoView();
};
addEventListener("hashchange", unfold);
unfold();
