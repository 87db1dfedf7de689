// Package client speaks to a running "stemma serve": the shapes of what its
// interface sends, and a [Client] that asks for them.
//
//	c := client.New("http://127.0.0.1:8080")
//	page, err := c.Matters(ctx, client.Query{Place: "Halvesh", MinOrigins: 2})
//
// The same shapes are what the server writes, so that the two cannot differ. Times are
// ISO 8601 at the precision that is known: "2025-03-05", "2025-03",
// "2025-03-01/2025-03-05", "../2025-03-05"; "" is unknown. Offsets are bytes of the
// report's text in UTF-8. Lists are never null.
package client
