// A box above a column of boxes ticks them all; without this script each is ticked by hand.
document.addEventListener("change", (event) => {
  const form = event.target.dataset && event.target.dataset.chooseAll;
  if (!form) return;
  for (const box of document.getElementById(form).elements) {
    if (box.type === "checkbox" && box.name === "share") box.checked = event.target.checked;
  }
});
