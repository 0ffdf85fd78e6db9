// The board's filter: it hides what does not fit and keeps its state in the address. Without it all claims are there.
const form = document.querySelector(".filters"), rows = [...document.querySelectorAll(".claim")], said = form.querySelector("output");
const names = ["lesson", "kind", "force", "verdict"];
const texts = rows.map(row => row.textContent.toLowerCase());

function show(keep) {
  const words = form.words.value.toLowerCase().trim().split(/\s+/);
  let left = 0;
  rows.forEach((row, i) => {
    row.hidden = !(names.every(name => !form[name].value || form[name].value === row.dataset[name]) && words.every(word => texts[i].includes(word)));
    left += !row.hidden;
  });
  said.value = `${left} of ${rows.length} claims`;
  if (keep) {
    const state = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    history.replaceState(null, "", `#${state.size ? state : "board"}`);
  }
}

function read() {
  const state = new URLSearchParams(location.hash.slice(1));
  if (![...state.keys()].some(name => name === "words" || names.includes(name))) return show(false);
  for (const name of [...names, "words"]) {
    const wanted = state.get(name) || "";
    form[name].value = wanted;
    const fits = form[name].options && [...form[name].options].find(option => option.value.replaceAll(" ", "-") === wanted);
    if (fits) form[name].value = fits.value;
  }
  show(false);
  document.getElementById("board").scrollIntoView();
}

form.hidden = false;
form.addEventListener("submit", event => event.preventDefault());
form.addEventListener("input", () => show(true));
form.addEventListener("reset", () => setTimeout(() => show(true)));
addEventListener("hashchange", read);
read();
