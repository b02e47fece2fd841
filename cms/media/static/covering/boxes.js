/* What is drawn over a picture: boxes in percent of its width and height, and what was before each change. */

(() => {
  const SMALLEST = 1;
  const round = (number) => Math.round(number * 100) / 100;
  const between = (number, least, most) => Math.min(Math.max(number, least), Math.max(least, most));

  class Covers {
    constructor(most) {
      this.most = most;
      this.boxes = [];
      this.past = [];
      this.next = 1;
    }

    /* To be called before a change, so that it can be undone. */
    remember() {
      this.past.push(this.boxes.map((box) => ({ ...box })));
    }

    undo() {
      if (this.past.length) this.boxes = this.past.pop();
    }

    add(box) {
      if (this.boxes.length >= this.most) return null;
      const added = { shape: "oval", style: "mosaic", isProposal: false, ...box, id: this.next++ };
      this.place(added, added);
      this.boxes.push(added);
      return added;
    }

    remove(box) {
      this.boxes = this.boxes.filter((other) => other.id !== box.id);
    }

    find(id) {
      return this.boxes.find((box) => box.id === id) || null;
    }

    /* Sets a box to a place, all of it on the picture. */
    place(box, { left, top, width, height }) {
      box.width = round(between(width, SMALLEST, 100));
      box.height = round(between(height, SMALLEST, 100));
      box.left = round(between(left, 0, 100 - box.width));
      box.top = round(between(top, 0, 100 - box.height));
    }

    /* Makes a box larger or smaller around its middle. */
    grow(box, across, down) {
      const width = between(box.width + across, SMALLEST, 100);
      const height = between(box.height + down, SMALLEST, 100);
      const left = box.left + (box.width - width) / 2;
      const top = box.top + (box.height - height) / 2;
      this.place(box, { left, top, width, height });
    }

    /* A box by two of its corners; what lies beside the picture is cut off. */
    span(box, [x, y], [otherX, otherY]) {
      const [left, right] = [x, otherX].map((edge) => between(edge, 0, 100)).sort((a, b) => a - b);
      const [top, bottom] = [y, otherY].map((edge) => between(edge, 0, 100)).sort((a, b) => a - b);
      this.place(box, { left, top, width: right - left, height: bottom - top });
    }

    get kept() {
      return this.boxes.filter((box) => !box.isProposal);
    }

    get proposals() {
      return this.boxes.filter((box) => box.isProposal);
    }
  }

  window.Covers = Covers;
})();
