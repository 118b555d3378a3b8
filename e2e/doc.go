// Package e2e tries the program in a real browser, as a person would: it builds
// the program, serves a scratch library, and drives Chromium over it. It is a
// module of its own, so that the browser's driver is no part of the product.
//
// The tests have the build tag e2e and are run by "make e2e", which finds or
// installs what they need; they leave a screenshot of every page behind.
package e2e
