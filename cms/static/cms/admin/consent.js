// Leaves out questions about a picture that need no answer. Without it, all of them stand there.

(() => {
  const ROWS = {
    is_recognizable: (said) => said.hasPeople,
    agreed_to: (said) => said.needsConsent,
    consent_by: (said) => said.needsConsent,
    guardian_agreed: (said) => said.needsConsent && said.people === "children",
    consent_until: (said) => said.needsConsent,
  };

  class Consent extends window.StimulusModule.Controller {
    connect() {
      this.update = this.update.bind(this);
      this.element.addEventListener("change", this.update);
      this.name(this.element);
      this.update();
    }

    // Screen readers read the question out with its answers.
    name(input) {
      const question = input.closest(".w-field__wrapper")?.querySelector(".w-field__label");
      const group = input.closest(".w-field__input")?.firstElementChild;
      group?.setAttribute("role", input.type === "radio" ? "radiogroup" : "group");
      group?.setAttribute("aria-label", question?.textContent.trim() ?? "");
    }

    disconnect() {
      this.element.removeEventListener("change", this.update);
    }

    update() {
      // Several pictures that were uploaded together have their forms on one page.
      const { form, name } = this.element;
      const prefix = name.replace(/(people|is_recognizable)$/, "");
      const people = form.elements[`${prefix}people`]?.value || "";
      const hasPeople = people === "adults" || people === "children";
      const needsConsent = hasPeople && form.elements[`${prefix}is_recognizable`]?.value === "True";
      Object.entries(ROWS).forEach(([field, isAsked]) => {
        const input = [...form.elements].find((each) => each.name === `${prefix}${field}`);
        const wrapper = input?.closest("[data-field-wrapper], .w-field__wrapper");
        const row = wrapper?.parentElement.matches("li") ? wrapper.parentElement : wrapper;
        if (input?.type === "checkbox") this.name(input);
        if (row) row.hidden = !isAsked({ people, hasPeople, needsConsent });
      });
    }
  }

  window.wagtail.app.register("consent", Consent);
})();
