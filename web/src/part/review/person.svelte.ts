// Who reviews, for as long as the window is open.
export const person = $state({ name: "", token: "" });
